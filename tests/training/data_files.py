"""Write small data sets in the forms they travel in, from drawn faces."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from PIL import Image

from training.drawn import draw_table
from training.faces import VALIDATION
from training.fer2013 import CSV_COLUMNS, SHEET_COLUMNS, SHEET_SIDE, SIDE
from training.labels import FER_LABELS, VOTE_COLUMNS

USAGE = {True: "PublicTest", False: "Training"}


def drawn_rows(per_class: int = 5) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Pixels (N, 48, 48), labels and usage of a few drawn faces."""
    table = draw_table(per_class, SIDE, seed=3)
    usage = [USAGE[part == VALIDATION] for part in table.usage]
    return table.read_all()[:, 0], table.targets["fer"].hard, usage


def write_csv(path: Path, header: tuple[str, ...] = CSV_COLUMNS, private: int = 0) -> Path:
    """The original form; the last `private` rows are of the private test."""
    pixels, labels, usage = drawn_rows()
    usage = [*usage[: len(usage) - private], *["PrivateTest"] * private]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for face, label, part in zip(pixels, labels, usage, strict=True):
            writer.writerow([label, " ".join(map(str, face.ravel())), part])
    return path


def write_votes(path: Path, rows: int) -> Path:
    lines = [",".join(VOTE_COLUMNS), *(["6,4,0,0,0,0,0,0,0,0"] * rows)]
    path.write_text("\n".join(lines) + "\n")
    return path


def write_sheets(folder: Path) -> Path:
    """rows.csv and one lossless sheet; ten voters agree with each label."""
    pixels, labels, usage = drawn_rows()
    rows = (len(pixels) + SHEET_SIDE - 1) // SHEET_SIDE
    sheet = np.zeros((rows * SIDE, SHEET_SIDE * SIDE), np.uint8)
    vote_of = [4, 5, 6, 1, 3, 2, 0]
    with (folder / "rows.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(SHEET_COLUMNS)
        for index, face in enumerate(pixels):
            row, column = divmod(index, SHEET_SIDE)
            sheet[row * SIDE :, column * SIDE :][:SIDE, :SIDE] = face
            votes = [0] * len(VOTE_COLUMNS)
            votes[vote_of[labels[index]]] = 10
            writer.writerow([index, usage[index], labels[index], *votes])
    Image.fromarray(sheet).convert("RGB").save(folder / "faces_0.webp", lossless=True)
    return folder


def write_folders(root: Path, parts: tuple[str, ...] = ("train", "test")) -> Path:
    pixels, labels, _ = drawn_rows()
    for part_index, part in enumerate(parts):
        for index, (face, label) in enumerate(zip(pixels, labels, strict=True)):
            if index % len(parts) == part_index:
                folder = root / part / FER_LABELS[label]
                folder.mkdir(parents=True, exist_ok=True)
                Image.fromarray(face).save(folder / f"{index}.png")
    return root


def write_affectnet_folders(root: Path) -> Path:
    pixels, _, _ = drawn_rows()
    for part, rows in (("train_set", range(20)), ("val_set", range(20, 30))):
        (root / part / "images").mkdir(parents=True)
        (root / part / "annotations").mkdir()
        for row in rows:
            Image.fromarray(pixels[row]).save(root / part / "images" / f"{row}.jpg")
            np.save(root / part / "annotations" / f"{row}_exp.npy", np.array(str(row % 8)))
    return root


def write_affectnet_csv(root: Path) -> Path:
    pixels, _, _ = drawn_rows()
    for name, rows in (("training", range(20)), ("validation", range(20, 30))):
        lines = ["subDirectory_filePath,expression"]
        for row in rows:
            (root / "Manually_Annotated_Images" / name).mkdir(parents=True, exist_ok=True)
            Image.fromarray(pixels[row]).save(root / "Manually_Annotated_Images" / name / f"{row}.png")
            lines.append(f"{name}/{row}.png,{row % 8}")
        lines.append("missing/none.png,10")  # a non-face: refused by its number, never opened
        (root / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return root

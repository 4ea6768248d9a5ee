"""Read FER2013 in the forms it travels in: the original CSV files and the compact sheets, with FER+ votes.

Anything unexpected stops with the file, the row and the reason; nothing is skipped in silence.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from training.faces import TEST, TRAIN, VALIDATION, DataError, FaceTable, Pixels, PixelsInMemory
from training.labels import FER_LABELS, VOTE_COLUMNS, Targets, targets_from_labels, targets_from_votes

SIDE = 48
SHEET_SIDE = 64  # faces in a row and in a column of one sheet
SHEET_FACES = SHEET_SIDE * SHEET_SIDE
USAGES = {"Training": TRAIN, "PublicTest": VALIDATION, "PrivateTest": TEST}
CSV_COLUMNS = ("emotion", "pixels", "Usage")
SHEET_COLUMNS = ("row", "usage", "emotion", *(f"ferplus_{name}" for name in VOTE_COLUMNS))


def read_sheets(folder: Path) -> FaceTable:
    """The compact form: rows.csv beside faces_0.webp, faces_1.webp, ..."""
    emotions, usages, votes = [], [], []
    for line, row in _read_csv(folder / "rows.csv", SHEET_COLUMNS):
        emotions.append(_read_label(row["emotion"], folder / "rows.csv", line))
        usages.append(_read_usage(row["usage"], folder / "rows.csv", line))
        votes.append(
            _read_votes([row[f"ferplus_{name}"] for name in VOTE_COLUMNS], folder / "rows.csv", line)
        )
    pixels = _cut_sheets(folder, len(emotions))
    return _table(pixels, np.array(emotions), usages, np.array(votes), "FER2013 compact sheets")


def read_csv_file(path: Path, votes_path: Path | None = None) -> FaceTable:
    """fer2013.csv or icml_face_data.csv (whose header has spaces), with the votes of fer2013new.csv."""
    if path.is_dir():
        path = _find_csv(path)
    beside = path.with_name("fer2013new.csv")
    votes_path = votes_path or (beside if beside.exists() else None)
    emotions, usages, faces = [], [], []
    for line, row in _read_csv(path, CSV_COLUMNS):
        emotions.append(_read_label(row["emotion"], path, line))
        usages.append(_read_usage(row["Usage"], path, line))
        faces.append(_read_pixels(row["pixels"], path, line))
    votes = _read_votes_file(votes_path, len(faces)) if votes_path else None
    pixels = np.stack(faces).reshape(-1, 1, SIDE, SIDE)
    return _table(pixels, np.array(emotions), usages, votes, f"FER2013 {path.name}")


def _table(
    pixels: Pixels,
    emotions: NDArray[np.int64],
    usages: list[str],
    votes: NDArray[np.int64] | None,
    title: str,
) -> FaceTable:
    targets: dict[str, Targets] = {"fer": targets_from_labels(FER_LABELS, emotions)}
    if votes is not None:
        targets["ferplus"] = targets_from_votes(votes)
    return FaceTable(PixelsInMemory(pixels), np.arange(len(pixels)), np.array(usages), targets, title)


def _read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their line number, header spaces stripped."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, restval="")
            header = [name.strip() for name in reader.fieldnames or ()]
            missing = [name for name in columns if name not in header]
            if missing:
                raise DataError(f"{path}: the header lacks {', '.join(missing)}; it says {','.join(header)}.")
            reader.fieldnames = header
            line = 0
            for line, row in enumerate(reader, start=2):
                yield line, row
    except FileNotFoundError:
        raise DataError(f"{path} does not exist.") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}.") from None
    if line == 0:
        raise DataError(f"{path} has a header and no rows.")


def _find_csv(folder: Path) -> Path:
    for name in ("fer2013.csv", "icml_face_data.csv"):
        if (folder / name).exists():
            return folder / name
    raise DataError(f"{folder} holds neither fer2013.csv nor icml_face_data.csv.")


def _read_label(text: str, path: Path, line: int) -> int:
    if text.strip() not in {str(index) for index in range(len(FER_LABELS))}:
        raise DataError(f"{path} line {line}: the label '{text}' is not one of 0 to {len(FER_LABELS) - 1}.")
    return int(text)


def _read_usage(text: str, path: Path, line: int) -> str:
    if text.strip() not in USAGES:
        raise DataError(f"{path} line {line}: the usage '{text}' is not one of {', '.join(USAGES)}.")
    return USAGES[text.strip()]


def _read_pixels(text: str, path: Path, line: int) -> NDArray[np.uint8]:
    try:
        values = np.array(text.split(), dtype=np.int64)
    except ValueError:
        raise DataError(f"{path} line {line}: the pixels hold something that is not a number.") from None
    if len(values) != SIDE * SIDE:
        raise DataError(f"{path} line {line}: {len(values)} pixels instead of {SIDE * SIDE}.")
    if values.min() < 0 or values.max() > 255:
        raise DataError(f"{path} line {line}: a pixel is outside 0 to 255.")
    return values.astype(np.uint8)


def _read_votes(texts: list[str], path: Path, line: int) -> list[int]:
    try:
        votes = [int(text) for text in texts]
    except ValueError:
        raise DataError(f"{path} line {line}: a vote is not a whole number.") from None
    if min(votes) < 0:
        raise DataError(f"{path} line {line}: a vote is below zero.")
    return votes


def _read_votes_file(path: Path, rows: int) -> NDArray[np.int64]:
    votes = [
        _read_votes([row[name] for name in VOTE_COLUMNS], path, line)
        for line, row in _read_csv(path, VOTE_COLUMNS)
    ]
    if len(votes) != rows:
        raise DataError(f"{path} has votes for {len(votes)} rows, the faces are {rows}: not the same file's.")
    return np.array(votes)


def _cut_sheets(folder: Path, faces: int) -> Pixels:
    parts = []
    for sheet in range((faces + SHEET_FACES - 1) // SHEET_FACES):
        path = folder / f"faces_{sheet}.webp"
        wanted = min(SHEET_FACES, faces - sheet * SHEET_FACES)
        try:
            with Image.open(path) as image:
                grey = np.asarray(image.convert("RGB"))[:, :, 0]
        except (OSError, UnidentifiedImageError) as error:
            raise DataError(f"{path} cannot be read as a picture: {error}.") from None
        rows = (wanted + SHEET_SIDE - 1) // SHEET_SIDE
        if grey.shape[1] != SHEET_SIDE * SIDE or grey.shape[0] < rows * SIDE:
            raise DataError(f"{path} is {grey.shape[1]}x{grey.shape[0]} px, too small for {wanted} faces.")
        cells = grey[: rows * SIDE].reshape(rows, SIDE, SHEET_SIDE, SIDE).transpose(0, 2, 1, 3)
        parts.append(cells.reshape(-1, SIDE, SIDE)[:wanted])
    return np.concatenate(parts)[:, None].copy()

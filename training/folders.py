"""Read faces kept as picture files: any class-folder tree, and AffectNet's folder and CSV layouts."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from training.faces import TEST, TRAIN, VALIDATION, DataError, FaceTable, PixelsInFiles
from training.labels import FERPLUS_LABELS, targets_from_labels

PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}
PART_NAMES = {
    "train": TRAIN, "training": TRAIN, "train_set": TRAIN,
    "val": VALIDATION, "valid": VALIDATION, "validation": VALIDATION, "val_set": VALIDATION,
    "test": TEST,
}  # fmt: skip
SYNONYMS = {
    "anger": "angry", "disgusted": "disgust", "fearful": "fear", "afraid": "fear", "happiness": "happy",
    "sadness": "sad", "surprised": "surprise", "contemptuous": "contempt",
}  # fmt: skip
# AffectNet's numbers, and where each stands among FERPLUS_LABELS; 8 to 10 are none, uncertain, non-face.
AFFECTNET_NAMES = ("neutral", "happy", "sad", "surprise", "fear", "disgust", "angry", "contempt")
AFFECTNET_REFUSED = {"8", "9", "10"}
AFFECTNET_CSV = ("subDirectory_filePath", "expression")


def read_folders(root: Path, size: int, channels: int) -> FaceTable:
    """root/<class>/*.png, or root/train/<class>/*.png with validation or test beside it."""
    named = {folder: PART_NAMES.get(folder.name.lower(), "") for folder in _folders(root)}
    parts = {folder: part for folder, part in named.items() if part}
    trees = parts or {root: TRAIN}
    names = sorted({_class_name(folder) for tree in trees for folder in _folders(tree)})
    if not names:
        raise DataError(f"{root} holds no class folders.")
    paths, labels, usages = [], [], []
    for tree, usage in trees.items():
        for folder in _folders(tree):
            found = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES)
            if not found:
                raise DataError(f"{folder} is a class without a picture.")
            paths += found
            labels += [names.index(_class_name(folder))] * len(found)
            usages += [usage] * len(found)
    usages = _validate_on_test(usages)
    return _table(PixelsInFiles(paths, size, channels), labels, usages, tuple(names), f"folders {root.name}")


def read_affectnet(root: Path, size: int, channels: int) -> FaceTable:
    """The folder layout (train_set/images, one .npy of the label a picture) or training.csv and its like."""
    if (root / "training.csv").exists():
        rows = [
            *_read_affectnet_csv(root, "training.csv", TRAIN),
            *_read_affectnet_csv(root, "validation.csv", VALIDATION),
        ]
    else:
        rows = [
            *_read_affectnet_folder(root / "train_set", TRAIN),
            *_read_affectnet_folder(root / "val_set", VALIDATION),
        ]
    if not rows:
        raise DataError(f"{root} has no row with an expression.")
    paths, labels, usages = (list(column) for column in zip(*rows, strict=True))
    pixels = PixelsInFiles(paths, size, channels)
    return _table(pixels, labels, usages, FERPLUS_LABELS, f"AffectNet {root.name}")


def _table(
    pixels: PixelsInFiles, labels: list[int], usages: list[str], names: tuple[str, ...], title: str
) -> FaceTable:
    pixels.check_all()
    targets = {"folders": targets_from_labels(names, np.array(labels))}
    return FaceTable(pixels, np.arange(len(pixels)), np.array(usages), targets, title)


def _validate_on_test(usages: list[str]) -> list[str]:
    """A tree of train and test alone has its test part for validation, as FER2013's folder edition has."""
    if VALIDATION in usages or TEST not in usages:
        return usages
    return [VALIDATION if usage == TEST else usage for usage in usages]


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(
            child for child in parent.iterdir() if child.is_dir() and not child.name.startswith(".")
        )
    except OSError as error:
        raise DataError(f"{parent} cannot be read: {error}.") from None


def _class_name(folder: Path) -> str:
    name = folder.name.lower()
    return SYNONYMS.get(name, name)


def _read_affectnet_csv(root: Path, name: str, usage: str) -> list[tuple[Path, int, str]]:
    path = root / name
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = [column for column in AFFECTNET_CSV if column not in (reader.fieldnames or ())]
            if missing:
                raise DataError(f"{path}: the header lacks {', '.join(missing)}.")
            lines = list(enumerate(reader, start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}.") from None
    return [
        (
            _find_picture(root, row["subDirectory_filePath"], path, line),
            _affectnet_label(row, path, line),
            usage,
        )
        for line, row in lines
        if row["expression"] not in AFFECTNET_REFUSED
    ]


def _affectnet_label(row: dict[str, str], path: Path, line: int) -> int:
    text = row["expression"]
    if text not in {str(number) for number in range(len(AFFECTNET_NAMES))}:
        raise DataError(f"{path} line {line}: the expression '{text}' is not one of 0 to 10.")
    return FERPLUS_LABELS.index(AFFECTNET_NAMES[int(text)])


def _find_picture(root: Path, relative: str, path: Path, line: int) -> Path:
    for base in (root / "Manually_Annotated_Images", root):
        if (base / relative).is_file():
            return base / relative
    raise DataError(f"{path} line {line}: the picture {relative} does not exist.")


def _read_affectnet_folder(folder: Path, usage: str) -> list[tuple[Path, int, str]]:
    rows = []
    pictures = sorted(path for path in (folder / "images").glob("*") if path.suffix.lower() in PICTURES)
    if not pictures:
        raise DataError(f"{folder / 'images'} holds no pictures.")
    for picture in pictures:
        label = folder / "annotations" / f"{picture.stem}_exp.npy"
        try:
            number = int(np.load(label, allow_pickle=False))
        except (OSError, ValueError) as error:
            raise DataError(f"{label} cannot be read: {error}.") from None
        rows.append((picture, _affectnet_label({"expression": str(number)}, label, 1), usage))
    return rows

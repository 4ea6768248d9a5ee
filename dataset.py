"""Files to labelled faces: open a data set, split it, drop what copies held-out faces, and say what was done.

`python dataset.py stats` prints the counts and draws the pictures. It knows no network.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from settings import DataSettings, add_settings_arguments, settings_from_arguments
from training.audit import Audit, audit_table
from training.drawn import draw_table
from training.faces import TEST, TRAIN, VALIDATION, DataError, FaceTable
from training.fer2013 import read_csv_file, read_sheets
from training.folders import read_affectnet, read_folders
from training.labels import NO_LABEL

SPLIT_SEED = 13  # never the training seed: runs with several seeds must be judged on the same faces
WHERE_TO_GET = (
    "no data set is named. FER2013 can be had from Kaggle (challenges-in-representation-learning-facial-"
    "expression-recognition-challenge); then say --set data.kind=csv --set data.path=FOLDER, and"
    " --set 'data.heads=[fer]' unless FER+'s fer2013new.csv lies in it too."
    " Without any download, --config configs/drawn.yaml (make train DATA=drawn) learns drawn faces"
)


@dataclass(frozen=True)
class Faces:
    """A data set ready for training and judging."""

    train: FaceTable
    validation: FaceTable
    test: FaceTable
    validation_copies: NDArray[np.bool_]  # validation rows that had a copy in the training part as published
    audit: Audit
    notes: tuple[str, ...]  # what was read, split and dropped, a sentence each


def open_faces(settings: DataSettings) -> Faces:
    """Read, split, audit and clean; every problem is a DataError before any training starts."""
    table = read_table(settings)
    check_heads(table, settings)
    table = split_table(table, settings)
    audit = audit_table(table, settings.near_correlation)
    kept, dropped = _drop_copies(table, audit, settings.drop_copies)
    copies = np.zeros(len(table), dtype=bool)
    copies[np.concatenate([audit.exact_held_out, audit.near_held_out])] = True
    faces = Faces(
        train=kept.part(TRAIN),
        validation=kept.part(VALIDATION),
        test=kept.part(TEST),
        validation_copies=copies[table.usage == VALIDATION],
        audit=audit,
        notes=(_describe_parts(table), *audit.describe(), dropped),
    )
    _check_classes(faces, settings)
    return faces


def read_table(settings: DataSettings) -> FaceTable:
    """All rows of the configured data set, in their published order."""
    if settings.kind == "drawn":
        return draw_table(settings.drawn_per_class, settings.size, SPLIT_SEED)
    if not settings.path:
        raise DataError(f"{WHERE_TO_GET}.")
    path = Path(settings.path)
    if not path.exists():
        raise DataError(f"{path} does not exist (data.path).")
    if settings.kind == "sheets":
        return read_sheets(path)
    if settings.kind == "csv":
        return read_csv_file(path, Path(settings.votes_path) if settings.votes_path else None)
    if settings.kind == "affectnet":
        return read_affectnet(path, settings.size, settings.channels)
    return read_folders(path, settings.size, settings.channels)


def check_heads(table: FaceTable, settings: DataSettings) -> None:
    for head in settings.heads:
        if head not in table.targets:
            votes = ", or name FER+'s fer2013new.csv in data.votes_path" if settings.kind == "csv" else ""
            raise DataError(
                f"{table.title} has no labels '{head}';"
                f" say --set 'data.heads=[{','.join(table.targets)}]'{votes}."
            )


def split_table(table: FaceTable, settings: DataSettings) -> FaceTable:
    """Keep the official parts, or set a seeded share of each class aside for validation."""
    official = np.any(table.usage == VALIDATION)
    if settings.split == "official" and official:
        return table
    usage = table.usage.astype("<U10").copy()
    if settings.split == "stratified":
        usage[usage == VALIDATION] = TRAIN
    hard = table.targets[settings.heads[0]].hard
    random = np.random.default_rng(SPLIT_SEED)
    for label in np.unique(hard):
        rows = random.permutation(np.flatnonzero((hard == label) & (usage == TRAIN)))
        share = round(len(rows) * settings.validation_share)
        usage[rows[: min(max(share, 1), len(rows) - 1)]] = VALIDATION  # of two faces each part gets one
    return FaceTable(table.pixels, table.rows, usage, table.targets, table.title)


def _drop_copies(table: FaceTable, audit: Audit, drop_copies: bool) -> tuple[FaceTable, str]:
    """Blank training faces always go; copies of held-out faces unless that is switched off."""
    blank = audit.blank[table.usage[audit.blank] == TRAIN]
    copies = np.concatenate([audit.exact_training, audit.near_training]) if drop_copies else blank[:0]
    unwanted = np.union1d(blank, copies)
    kept = np.setdiff1d(np.arange(len(table)), unwanted)
    note = (
        f"{len(unwanted)} training rows dropped: {len(copies)} copies of held-out faces,"
        f" {len(unwanted) - len(copies)} others that are blank"
    )
    return table.take(kept), note


def _describe_parts(table: FaceTable) -> str:
    parts = [f"{int((table.usage == part).sum()):,} {part}" for part in (TRAIN, VALIDATION, TEST)]
    return f"{table.title}: {', '.join(parts)}"


def _check_classes(faces: Faces, settings: DataSettings) -> None:
    title = faces.train.title
    for head in settings.heads:
        target = faces.train.targets[head]
        for index, label in enumerate(target.labels):
            if not target.soft[:, index].any():
                raise DataError(f"{title}: no training face is called '{label}' ({head}).")
        if (faces.validation.targets[head].hard == NO_LABEL).all():
            raise DataError(f"{title}: no face is left to validate on ({head}).")


def _print_stats(settings: DataSettings, folder: Path) -> None:
    from training.plots import draw_class_counts, draw_samples  # only this command draws

    faces = open_faces(settings)
    for note in faces.notes:
        print(note)
    for head in settings.heads:
        _print_counts(head, faces)
    folder.mkdir(parents=True, exist_ok=True)
    draw_class_counts(faces.train, faces.validation, settings.heads[0], folder / "class_counts.png")
    draw_samples(faces.train, settings.heads[0], folder / "samples.png")
    (folder / "duplicates.md").write_text("\n".join(f"- {note}" for note in faces.notes) + "\n")
    print(f"pictures and the duplicate report are in {folder}")


def _print_counts(head: str, faces: Faces) -> None:
    print(f"\n{head:<10} {'train':>8} {'validation':>11} {'test':>8}")
    parts = (faces.train, faces.validation, faces.test)
    for index, label in enumerate(faces.train.targets[head].labels):
        counts = [int((part.targets[head].hard == index).sum()) for part in parts]
        print(f"{label:<10} {counts[0]:>8,} {counts[1]:>11,} {counts[2]:>8,}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    stats = commands.add_parser("stats", help="class counts, sample grid and duplicate report")
    stats.add_argument("--out", type=Path, default=Path("data/stats"), help="folder for the pictures")
    add_settings_arguments(stats)
    arguments = parser.parse_args()
    try:
        _print_stats(settings_from_arguments(arguments).data, arguments.out)
    except DataError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

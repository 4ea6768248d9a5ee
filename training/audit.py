"""Find training rows that copy a held-out row, and pictures of one flat colour; tell one set from another.

Changes nothing itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.faces import TRAIN, FaceTable, Pixels

COMPARE_SIDE = 48  # pictures of any size are compared at this one
BLANK_STD = 0.5  # grey levels; below it a picture is one flat colour
BLOCK_ROWS = 512  # rows read or compared at once: 512 x 28,709 correlations are 60 MB


@dataclass(frozen=True)
class Audit:
    """What was found; rows are positions in the table that was audited."""

    exact_held_out: NDArray[np.int64]  # held-out rows that have an exact copy in training
    near_held_out: NDArray[np.int64]  # held-out rows with a near copy and no exact one
    exact_training: NDArray[np.int64]
    near_training: NDArray[np.int64]
    blank: NDArray[np.int64]
    contradictions: int  # groups of identical pictures with more than one label

    def describe(self) -> list[str]:
        return [
            f"{len(self.exact_held_out)} held-out rows have an exact copy in training"
            f" ({len(self.exact_training)} training rows)",
            f"{len(self.near_held_out)} more have a near copy ({len(self.near_training)} training rows)",
            f"{len(self.blank)} pictures are blank",
            f"{self.contradictions} groups of identical pictures carry contradictory labels",
        ]


def audit_table(table: FaceTable, near_correlation: float) -> Audit:
    """Compare every held-out row with every training row."""
    pixels = np.concatenate([_to_grey(faces) for faces in _read_blocks(table)])  # (N, side*side)
    std = pixels.astype(np.float32).std(1)
    keys = np.array([row.tobytes() for row in pixels], dtype=object)
    training = np.flatnonzero(table.usage == TRAIN)
    held_out = np.flatnonzero(table.usage != TRAIN)
    sharp_training, sharp_held_out = training[std[training] > BLANK_STD], held_out[std[held_out] > BLANK_STD]
    known = set(keys[training])
    exact_held_out = np.array([row for row in held_out if keys[row] in known], dtype=np.int64)
    held_out_keys = set(keys[held_out])
    exact_training = np.array([row for row in training if keys[row] in held_out_keys], dtype=np.int64)
    near_held_out, near_training = _find_near(pixels, sharp_held_out, sharp_training, near_correlation)
    return Audit(
        exact_held_out,
        np.setdiff1d(near_held_out, exact_held_out),
        exact_training,
        np.setdiff1d(near_training, exact_training),
        np.flatnonzero(std <= BLANK_STD),
        _count_contradictions(keys, table),
    )


def digest_faces(table: FaceTable, heads: Sequence[str]) -> str:
    """One short text for what is learnt: any other pixel, target or order gives another."""
    digest = hashlib.sha256()
    for faces in _read_blocks(table):
        digest.update(faces.tobytes())
    for head in heads:
        digest.update(table.targets[head].soft.tobytes())
    return digest.hexdigest()


def _read_blocks(table: FaceTable) -> Iterator[Pixels]:
    """All faces in order, never more than a block of them in memory."""
    for start in range(0, len(table), BLOCK_ROWS):
        yield table.read(np.arange(start, min(start + BLOCK_ROWS, len(table))))


def _to_grey(faces: Pixels) -> Pixels:
    """(N, channels, height, width) to (N, side*side)."""
    grey = faces[:, 0] if faces.shape[1] == 1 else faces.mean(1).astype(np.uint8)
    if grey.shape[1:] != (COMPARE_SIDE, COMPARE_SIDE):
        side = (COMPARE_SIDE, COMPARE_SIDE)
        grey = np.stack([np.asarray(Image.fromarray(face).resize(side)) for face in grey])
    return grey.reshape(len(grey), -1)


def _find_near(
    pixels: Pixels, held_out: NDArray[np.int64], training: NDArray[np.int64], threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    known = _standardise(pixels[training])
    found_held_out: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    found_training: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    for start in range(0, len(held_out), BLOCK_ROWS):
        block = held_out[start : start + BLOCK_ROWS]
        correlation = _standardise(pixels[block]) @ known.T  # (block, training)
        own, other = np.nonzero(correlation > threshold)
        found_held_out.append(block[own])
        found_training.append(training[other])
    return np.unique(np.concatenate(found_held_out)), np.unique(np.concatenate(found_training))


def _standardise(pixels: Pixels) -> NDArray[np.float32]:
    values = pixels.astype(np.float32)
    values -= values.mean(1, keepdims=True)
    return values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-6)


def _count_contradictions(keys: NDArray[np.object_], table: FaceTable) -> int:
    labels = next(iter(table.targets.values())).hard
    seen: dict[bytes, set[int]] = {}
    for key, label in zip(keys, labels, strict=True):
        seen.setdefault(key, set()).add(int(label))
    return sum(len(names) > 1 for names in seen.values())

"""The label sets in their order, and how FER+ votes become targets. Knows no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FER_LABELS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
FERPLUS_LABELS = (*FER_LABELS, "contempt")
# Columns of the FER+ file, in its own order.
VOTE_COLUMNS = (
    "neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt", "unknown", "NF",
)  # fmt: skip
# Where each of FERPLUS_LABELS stands among VOTE_COLUMNS.
VOTE_ORDER = (4, 5, 6, 1, 3, 2, 0, 7)
NO_LABEL = -1


@dataclass(frozen=True)
class Targets:
    """One label set over N rows: what a row is called, what it is trained on, and whether it counts."""

    labels: tuple[str, ...]
    hard: NDArray[np.int64]  # (N,), NO_LABEL where no class won
    soft: NDArray[np.float32]  # (N, K), rows sum to one, or to zero where the row is not trained on
    plurality: NDArray[np.int64]  # (N,), as `hard` but by the largest share alone

    def take(self, rows: NDArray[np.int64]) -> Targets:
        return Targets(self.labels, self.hard[rows], self.soft[rows], self.plurality[rows])


def targets_from_labels(names: Sequence[str], hard: NDArray[np.int64]) -> Targets:
    soft = np.eye(len(names), dtype=np.float32)[hard]
    return Targets(tuple(names), hard.astype(np.int64), soft, hard.astype(np.int64))


def targets_from_votes(votes: NDArray[np.integer]) -> Targets:
    """FER+ votes (N, 10) to eight classes.

    Single votes are noise and set to 0. A row is called by the emotion that holds more than half of all votes
    left, unknown and non-face counted. It is trained on as a distribution over the eight emotions unless
    unknown or non-face won, or nothing is left.
    """
    kept = np.where(votes <= 1, 0, votes).astype(np.float32)
    emotions = kept[:, VOTE_ORDER]  # (N, 8)
    total = kept.sum(1)
    best = emotions.max(1)
    winner = emotions.argmax(1)
    refused = kept[:, 8:].max(1) >= np.maximum(best, 1)
    unique = (kept == best[:, None]).sum(1) == 1
    hard = np.where((best * 2 > total) & (total > 0), winner, NO_LABEL)
    plurality = np.where(unique & (best > 0) & ~refused, winner, NO_LABEL)
    trained = (best > 0) & ~refused
    soft = np.where(trained[:, None], emotions / np.maximum(emotions.sum(1, keepdims=True), 1), 0)
    return Targets(FERPLUS_LABELS, hard.astype(np.int64), soft.astype(np.float32), plurality.astype(np.int64))

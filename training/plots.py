"""Pictures of data and results, in colours and with words that colour-blind readers can tell apart.

Every picture's title is its finding; nothing here computes a figure of merit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from numpy.typing import NDArray

matplotlib.use("Agg")  # files only; no window, no display needed

from matplotlib import pyplot as plt

from training.faces import FaceTable

# The app's own colours (frontend/src/components/emotion/emotion.ts); a test holds the two together.
COLOURS = {
    "neutral": "#7d868c", "happy": "#e69f00", "surprise": "#56b4e9", "sad": "#0072b2", "fear": "#9a6fb8",
    "angry": "#d55e00", "disgust": "#009e73", "contempt": "#8c6239",
}  # fmt: skip
FALLBACKS = tuple(COLOURS.values())
DPI = 110
SAMPLES_PER_CLASS = 10


def colour_of(label: str, index: int) -> str:
    return COLOURS.get(label, FALLBACKS[index % len(FALLBACKS)])


def draw_class_counts(train: FaceTable, validation: FaceTable, head: str, path: Path) -> None:
    target = train.targets[head]
    labels = target.labels
    counts = [int((target.hard == index).sum()) for index in range(len(labels))]
    held = [int((validation.targets[head].hard == index).sum()) for index in range(len(labels))]
    rare, common = labels[int(np.argmin(counts))], labels[int(np.argmax(counts))]
    figure, axes = plt.subplots(figsize=(8, 4))
    places = np.arange(len(labels))
    axes.bar(places, counts, color=[colour_of(label, i) for i, label in enumerate(labels)])
    for place, count, other in zip(places, counts, held, strict=True):
        axes.text(place, count, f"{count:,}\n+ {other:,}", ha="center", va="bottom", fontsize=8)
    axes.set_xticks(places, labels)
    axes.set_ylim(0, max(counts) * 1.18)
    axes.set_ylabel("training faces (+ validation)")
    share = max(counts) / max(1, min(counts))
    _save(figure, axes, f"{common.capitalize()} is {share:.0f} times as frequent as {rare}", path)


def draw_samples(train: FaceTable, head: str, path: Path) -> None:
    """A grid of training faces for the eyes of whoever holds the data; never part of the project."""
    target = train.targets[head]
    figure, grid = plt.subplots(
        len(target.labels),
        SAMPLES_PER_CLASS,
        figsize=(SAMPLES_PER_CLASS * 0.8, len(target.labels) * 0.85),
        squeeze=False,
    )
    random = np.random.default_rng(0)
    for index, label in enumerate(target.labels):
        rows = np.flatnonzero(target.hard == index)
        rows = random.permutation(rows)[:SAMPLES_PER_CLASS]
        faces = train.read(rows)
        for column, axes in enumerate(grid[index]):
            axes.axis("off")
            if column < len(faces):
                face = faces[column]
                axes.imshow(
                    face[0] if len(face) == 1 else face.transpose(1, 2, 0), cmap="gray", vmin=0, vmax=255
                )
        grid[index][0].set_title(label, loc="left", fontsize=8)
    figure.savefig(path, dpi=DPI, bbox_inches="tight")
    plt.close(figure)


def draw_curves(history: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Loss and validation accuracy by epoch."""
    epochs = [line["epoch"] for line in history]
    heads = list(history[-1]["validation"])
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
    for index, head in enumerate(heads):
        colour, dashes = FALLBACKS[index], ("-", "--", ":")[index % 3]
        left.plot(epochs, [line["loss"][head] for line in history], dashes, color=colour)
        accuracy = [100 * line["validation"][head]["accuracy"] for line in history]
        right.plot(epochs, accuracy, dashes, color=colour)
        left.annotate(head, (epochs[-1], history[-1]["loss"][head]), fontsize=8)
        right.annotate(f"{head} {accuracy[-1]:.1f} %", (epochs[-1], accuracy[-1]), fontsize=8)
    left.set(xlabel="epoch", title="Training loss")
    right.set(xlabel="epoch", ylabel="per cent")
    best = max(history, key=lambda line: line["score"])
    _save(figure, right, f"Best result after epoch {best['epoch']}", path)


def draw_confusion(matrix: NDArray[np.int64], labels: Sequence[str], path: Path) -> None:
    """Counts in the cells, shares of the true class as shade."""
    shares = matrix / np.maximum(matrix.sum(1, keepdims=True), 1)
    figure, axes = plt.subplots(figsize=(7, 6))
    axes.imshow(shares, cmap="cividis", vmin=0, vmax=1)
    for row in range(len(labels)):
        for column in range(len(labels)):
            ink = "black" if shares[row, column] > 0.55 else "white"
            text = f"{shares[row, column]:.0%}\n{matrix[row, column]}"
            axes.text(column, row, text, ha="center", va="center", fontsize=7, color=ink)
    axes.set_xticks(range(len(labels)), labels, rotation=30, ha="right")
    axes.set_yticks(range(len(labels)), labels)
    axes.set(xlabel="named", ylabel="true")
    _save(figure, axes, _worst_confusion(shares, labels), path)


def draw_risk_coverage(
    curves: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]], path: Path
) -> None:
    """Accuracy over the share of faces that get an answer, one line a model."""
    figure, axes = plt.subplots(figsize=(6, 4))
    for index, (name, (coverage, accuracy)) in enumerate(curves.items()):
        later = coverage > 0.05  # the first few faces make the line jump
        axes.plot(coverage[later], accuracy[later], ("-", "--", ":")[index % 3], color=FALLBACKS[index % 8])
        axes.annotate(name, (coverage[-1], accuracy[-1]), fontsize=8, ha="right", va="top")
    axes.set(xlabel="share of faces answered", ylabel="accuracy of the answers")
    _save(figure, axes, "Answering only the surest faces is more often right", path)


def _worst_confusion(shares: NDArray[np.float64], labels: Sequence[str]) -> str:
    off = shares - np.diag(np.diag(shares))
    row, column = np.unravel_index(int(off.argmax()), off.shape)
    return f"{labels[row].capitalize()} is taken for {labels[column]} most often ({off[row, column]:.0%})"


def _save(figure: plt.Figure, axes: plt.Axes, title: str, path: Path) -> None:
    axes.set_title(title, loc="left", fontsize=11)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=DPI)
    plt.close(figure)

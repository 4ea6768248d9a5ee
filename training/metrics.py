"""Figures of merit from probabilities and labels. Knows no network and no file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ECE_BINS = 15  # the usual number, so that figures compare

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def confusion_matrix(predicted: Ints, true: Ints, classes: int) -> Ints:
    """Counts, true class by row, predicted by column."""
    return np.bincount(true * classes + predicted, minlength=classes * classes).reshape(classes, classes)


def recalls(matrix: Ints) -> Floats:
    """Share of each class that was found; NaN for a class without rows."""
    rows = matrix.sum(1)
    return np.divide(np.diag(matrix), rows, out=np.full(len(rows), np.nan), where=rows > 0)


def balanced_accuracy(matrix: Ints) -> float:
    return float(np.nanmean(recalls(matrix)))


def macro_f1(matrix: Ints) -> float:
    """Mean F1 over the classes that have rows."""
    hits = np.diag(matrix).astype(np.float64)
    size = matrix.sum(0) + matrix.sum(1)
    present = matrix.sum(1) > 0
    f1 = np.divide(2 * hits, size, out=np.zeros(len(hits)), where=size > 0)
    return float(f1[present].mean())


def expected_calibration_error(probabilities: Floats, true: Ints) -> float:
    """Mean distance of confidence and accuracy over equal-width bins of confidence."""
    confidence = probabilities.max(1)
    right = probabilities.argmax(1) == true
    bins = np.minimum((confidence * ECE_BINS).astype(np.int64), ECE_BINS - 1)
    weight = np.bincount(bins, minlength=ECE_BINS)
    gap = np.bincount(bins, right - confidence, minlength=ECE_BINS)
    return float(np.abs(gap).sum() / weight.sum())


def brier_score(probabilities: Floats, true: Ints) -> float:
    """Mean squared distance of the probabilities from the truth, summed over classes."""
    truth = np.eye(probabilities.shape[1])[true]
    return float(((probabilities - truth) ** 2).sum(1).mean())


def risk_coverage(probabilities: Floats, true: Ints) -> tuple[Floats, Floats]:
    """Coverage and accuracy when only the surest share of the faces is answered."""
    order = np.argsort(-probabilities.max(1), kind="stable")
    right = (probabilities.argmax(1) == true)[order]
    answered = np.arange(1, len(true) + 1)
    return answered / len(true), np.cumsum(right) / answered


def accuracy_at_coverage(probabilities: Floats, true: Ints, coverage: float) -> float:
    shares, accuracy = risk_coverage(probabilities, true)
    return float(accuracy[max(0, int(np.ceil(coverage * len(shares))) - 1)])


def softmax(logits: Floats, temperature: float = 1.0) -> Floats:
    scaled = logits.astype(np.float64) / temperature
    exponent = np.exp(scaled - scaled.max(1, keepdims=True))
    return exponent / exponent.sum(1, keepdims=True)


def summarise(probabilities: Floats, true: Ints, labels: Sequence[str]) -> dict[str, object]:
    """All figures of one set of answers, ready for JSON."""
    matrix = confusion_matrix(probabilities.argmax(1), true, len(labels))
    return {
        "rows": len(true),
        "accuracy": float(np.trace(matrix) / len(true)),
        "balanced_accuracy": balanced_accuracy(matrix),
        "macro_f1": macro_f1(matrix),
        "ece": expected_calibration_error(probabilities, true),
        "brier": brier_score(probabilities, true),
        "recall": {
            label: None if np.isnan(value) else float(value)
            for label, value in zip(labels, recalls(matrix), strict=True)
        },
        "counts": {label: int(count) for label, count in zip(labels, matrix.sum(1), strict=True)},
        "accuracy_at_70_coverage": accuracy_at_coverage(probabilities, true, 0.7),
        "confusion": matrix.tolist(),
    }

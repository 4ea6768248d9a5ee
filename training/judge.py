"""Judge a set of answers: every figure a report or card holds, from logits and labels alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.calibration import cross_fit, fit_temperature, threshold_for_coverage
from training.labels import NO_LABEL, Targets
from training.metrics import (
    Floats,
    Ints,
    balanced_accuracy,
    confusion_matrix,
    expected_calibration_error,
    macro_f1,
    recalls,
    softmax,
    summarise,
)

RESAMPLES = 1000
INTERVAL = (2.5, 97.5)  # per cent
SEED = 0  # the same rows are resampled each time, so that reports can be compared


def judge(
    logits: Floats,
    targets: Targets,
    copies: NDArray[np.bool_],
    dataset: str,
    split: str,
    temperature: float | None = None,
) -> dict[str, Any]:
    """Figures over the labelled rows, at a given temperature or at one cross-fitted on these rows."""
    labelled = targets.hard != NO_LABEL
    chosen, true = logits[labelled].astype(np.float64), targets.hard[labelled]
    probabilities = softmax(chosen, temperature) if temperature else cross_fit(chosen, true)
    report: dict[str, Any] = {
        "dataset": dataset,
        "split": split,
        **summarise(probabilities, true, targets.labels),
        "ece_before_temperature": summarise(_plain(chosen), true, targets.labels)["ece"],
        "intervals": bootstrap(probabilities, true, targets.labels),
    }
    apart = ~copies[labelled]
    if not apart.all() and apart.any():
        report["without_duplicates"] = _short(probabilities[apart], true[apart], targets.labels)
    if (targets.plurality != targets.hard).any():
        unique = targets.plurality != NO_LABEL
        report["unique_plurality"] = _short(_plain(logits[unique]), targets.plurality[unique], targets.labels)
    return report


def fit_confidence(logits: Floats, targets: Targets, coverage: float) -> tuple[float, float]:
    """Temperature and abstention threshold for the card, from all labelled validation rows."""
    labelled = targets.hard != NO_LABEL
    chosen, true = logits[labelled].astype(np.float64), targets.hard[labelled]
    temperature = fit_temperature(chosen, true)
    return temperature, threshold_for_coverage(softmax(chosen, temperature), coverage)


def judge_answers(probabilities: Floats, targets: Targets) -> dict[str, Any]:
    """The few figures that say how much another way of asking changes."""
    labelled = targets.hard != NO_LABEL
    return _short(probabilities[labelled], targets.hard[labelled], targets.labels)


def bootstrap(probabilities: Floats, true: Ints, labels: tuple[str, ...]) -> dict[str, Any]:
    """95 % intervals by resampling rows."""
    random = np.random.default_rng(SEED)
    draws: dict[str, list[float]] = {"accuracy": [], "balanced_accuracy": [], "macro_f1": [], "ece": []}
    recall_draws = []
    predicted = probabilities.argmax(1)
    for _ in range(RESAMPLES):
        rows = random.integers(len(true), size=len(true))
        matrix = confusion_matrix(predicted[rows], true[rows], len(labels))
        draws["accuracy"].append(np.trace(matrix) / len(rows))
        draws["balanced_accuracy"].append(balanced_accuracy(matrix))
        draws["macro_f1"].append(macro_f1(matrix))
        draws["ece"].append(expected_calibration_error(probabilities[rows], true[rows]))
        recall_draws.append(recalls(matrix))
    intervals: dict[str, Any] = {
        name: np.percentile(values, INTERVAL).tolist() for name, values in draws.items()
    }
    table = np.array(recall_draws)
    intervals["recall"] = {
        label: np.nanpercentile(table[:, index], INTERVAL).tolist()
        for index, label in enumerate(labels)
        if not np.isnan(table[:, index]).all()
    }
    return intervals


def _short(probabilities: Floats, true: Ints, labels: tuple[str, ...]) -> dict[str, Any]:
    figures = summarise(probabilities, true, labels)
    return {name: figures[name] for name in ("rows", "accuracy", "balanced_accuracy", "macro_f1")}


def _plain(logits: Floats) -> Floats:
    return softmax(logits.astype(np.float64))

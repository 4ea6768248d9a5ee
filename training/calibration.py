"""Make confidence honest: one temperature, fitted on validation and judged on rows it was not fitted on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.metrics import Floats, Ints, softmax

FOLDS = 5
SEARCH_STEPS = 40
COLDEST, HOTTEST = 0.2, 5.0
SUREST = 0.99  # no threshold may ask for certainty
RARE_SHARE = 0.1  # a class is rare below this; correcting common ones too costs accuracy for nothing
GOLDEN = (5**0.5 - 1) / 2


def fit_temperature(logits: Floats, true: Ints) -> float:
    """The temperature with the smallest log loss, by golden-section search over its logarithm."""
    low, high = np.log(COLDEST), np.log(HOTTEST)
    for _ in range(SEARCH_STEPS):
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        if _log_loss(logits, true, np.exp(left)) < _log_loss(logits, true, np.exp(right)):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))


def cross_fit(logits: Floats, true: Ints, seed: int = 0) -> Floats:
    """Probabilities of each row at the temperature that the other four folds ask for."""
    probabilities = np.empty(logits.shape, dtype=np.float64)
    fold_of_row = _folds(true, seed)
    for fold in range(FOLDS):
        held = fold_of_row == fold
        probabilities[held] = softmax(logits[held], fit_temperature(logits[~held], true[~held]))
    return probabilities


def threshold_for_coverage(probabilities: Floats, coverage: float) -> float:
    """The confidence above which this share of the rows lies."""
    return min(SUREST, float(np.quantile(probabilities.max(1), 1 - coverage)))


def prior_correction(shares: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    """What to add to the logits so that rare classes are named more readily; nothing for the others."""
    return strength * np.log(np.maximum(RARE_SHARE / np.maximum(shares, 1e-6), 1))


def _folds(true: Ints, seed: int) -> Ints:
    """Each class spread evenly over the folds."""
    random = np.random.default_rng(seed)
    folds = np.empty(len(true), dtype=np.int64)
    for label in np.unique(true):
        rows = random.permutation(np.flatnonzero(true == label))
        folds[rows] = (np.arange(len(rows)) + random.integers(FOLDS)) % FOLDS
    return folds


def _log_loss(logits: Floats, true: Ints, temperature: float) -> float:
    probabilities = softmax(logits, temperature)
    return float(-np.log(np.maximum(probabilities[np.arange(len(true)), true], 1e-12)).mean())

"""Average the probabilities of one face over time and keep its label from flickering. It knows no frames."""

from __future__ import annotations

import math

import numpy as np

from inference.array import Floats


class Smoother:
    """An exponential average whose weight follows the time between frames, and a label with hysteresis."""

    def __init__(self, time_constant_s: float, label_margin: float) -> None:
        self._time_constant_s = time_constant_s
        self._label_margin = label_margin
        self._average: Floats | None = None
        self._updated_at = 0.0
        self._label = 0

    def update(self, probabilities: Floats, at: float) -> tuple[Floats, int]:
        """Take in one frame's probabilities; return the average and the index of the label to show."""
        if self._average is None:
            self._average = probabilities
            self._label = int(probabilities.argmax())
        else:
            weight = self._weigh(at - self._updated_at)
            self._average = self._average + np.float32(weight) * (probabilities - self._average)
            self._label = self._choose_label(self._average)
        self._updated_at = at
        return self._average, self._label

    def forget(self) -> None:
        """Start again, for another face."""
        self._average = None

    def _weigh(self, elapsed_s: float) -> float:
        if self._time_constant_s <= 0:
            return 1.0
        return 1.0 - math.exp(-max(elapsed_s, 0.0) / self._time_constant_s)

    def _choose_label(self, average: Floats) -> int:
        best = int(average.argmax())
        leads = average[best] - average[self._label] > self._label_margin
        return best if leads else self._label

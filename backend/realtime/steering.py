"""Decides how many frames a second to ask of every browser, from how long answers wait.

Pure arithmetic on what it is told; it knows neither sockets nor workers.
"""

from __future__ import annotations

from dataclasses import dataclass

CALM = 0.25  # share of the longest allowed wait below which there is room for more
TIGHT = 0.5  # share above which browsers are asked for less
SLOWER = 0.7  # one step down: three of them halve the load and more, within three seconds
FASTER = 1.15  # one step up: slower than down, or the rate swings


@dataclass
class Steering:
    """One rate for all, moved once a second."""

    rate_hz: float
    highest_hz: float
    lowest_hz: float
    max_wait_ms: float

    def steer(self, wait_ms: float, refused: int) -> bool:
        """Take in the last second's 95th percentile wait and refusals; say whether the rate moved."""
        before = self.rate_hz
        if refused or wait_ms > TIGHT * self.max_wait_ms:
            self.rate_hz = max(self.lowest_hz, self.rate_hz * SLOWER)
        elif wait_ms < CALM * self.max_wait_ms:
            self.rate_hz = min(self.highest_hz, self.rate_hz * FASTER)
        return abs(self.rate_hz - before) > 1e-9

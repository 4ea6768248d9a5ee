"""What one frame said: probabilities in the card's order, or the reason why nothing honest can be said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """Exactly one of `probabilities` and `abstained` is set.

    `box` is x, y, width, height as shares of the frame. `held` marks the last reading repeated for a frame
    that briefly showed no usable face: show it, but do not count it as new evidence.
    """

    probabilities: tuple[float, ...] | None
    label: str | None
    confidence: float
    abstained: str | None
    box: tuple[float, float, float, float] | None
    model: str
    held: bool = False

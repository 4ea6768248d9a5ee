"""How the learning rate and the side of the faces change over a run: pure functions of how far it is."""

from __future__ import annotations

import math

from settings import TrainSettings


def rate_factor(progress: float, settings: TrainSettings) -> float:
    """Share of the highest learning rate at `progress` (0 at the first step, 1 after the last)."""
    if settings.schedule == "onecycle":  # warms up in its own way
        return _one_cycle(progress)
    if progress < settings.warmup:
        return 0.02 + 0.98 * progress / settings.warmup
    done = (progress - settings.warmup) / (1 - settings.warmup)
    if settings.schedule == "cosine":
        return 0.5 * (1 + math.cos(math.pi * done))
    return min(1.0, (1 - progress) / settings.decay)


def face_size(progress: float, settings: TrainSettings, full_size: int) -> int:
    """Small faces first, where that is asked for."""
    if settings.small_size and progress < settings.small_until:
        return min(settings.small_size, full_size)
    return full_size


def _one_cycle(progress: float) -> float:
    """Up to the peak over the first 30 %, down along a cosine to nearly nothing."""
    if progress < 0.3:
        return 0.04 + 0.96 * 0.5 * (1 - math.cos(math.pi * progress / 0.3))
    return 0.5 * (1 + math.cos(math.pi * (progress - 0.3) / 0.7))

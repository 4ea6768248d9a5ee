"""Percentiles out of counts by bucket, so that any two looks at growing counts give what lay in between.

Pure; it knows neither clocks nor what is measured.
"""

from __future__ import annotations

from collections.abc import Sequence

BOUNDS_MS = (1, 2, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000, 2000, 5000)


def find_percentile(counts: Sequence[int], bounds: Sequence[int], share: float) -> float | None:
    """The duration below which this share lies, straight between bounds; None when nothing was counted."""
    total = sum(counts)
    if not total:
        return None
    wanted, passed = share * total, 0
    for index, count in enumerate(counts):
        if count and passed + count >= wanted:
            low = bounds[index - 1] if index else 0
            high = bounds[min(index, len(bounds) - 1)]
            return round(low + (high - low) * (wanted - passed) / count, 2)
        passed += count
    return float(bounds[-1])

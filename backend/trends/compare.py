"""Compares two periods or two courses, with the range that chance alone could explain. Pure arithmetic.

The days are what varies: people of one day share its weather, its lesson and its tutor, so that counting
heads would make every difference look certain. What was not named widens the range as far as it could matter.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend.trends.rollup import Sum
from backend.trends.series import DIFFICULT, Measure, find_bounds, find_values

MIN_DAYS = 3  # fewer days than this on either side say nothing about how much days differ
T_95 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
        2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
        2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042)  # fmt: skip
NORMAL_95 = 1.96


@dataclass(frozen=True)
class Difference:
    """How much larger the first is than the second, and the 95 % range; through zero: could be chance."""

    key: str
    value: float
    low: float
    high: float
    could_be_chance: bool


def compare_days(measure: Measure, first: Sequence[Sum], second: Sequence[Sum]) -> list[Difference]:
    """Every key that either side knows, or nothing when there are too few days."""
    one, other = _with_weight(first), _with_weight(second)
    if min(len(one), len(other)) < MIN_DAYS:
        return []
    keys = sorted({key for each in [*one, *other] for key in each.sums})
    if measure == "check_ins":
        keys.append(DIFFICULT)
    return [_compare_key(measure, key, one, other) for key in keys]


def find_main(differences: Sequence[Difference]) -> Difference | None:
    """The one to speak of: the largest of those that are hardly chance, else the largest of all."""
    clear = [each for each in differences if not each.could_be_chance]
    return max(clear or differences, key=lambda each: (abs(each.value), each.key), default=None)


def _with_weight(days: Iterable[Sum]) -> list[Sum]:
    return [day for day in days if day.weight > 0]


def _compare_key(measure: Measure, key: str, one: list[Sum], other: list[Sum]) -> Difference:
    mean_one, hidden_one, variance_one = _estimate(measure, key, one)
    mean_other, hidden_other, variance_other = _estimate(measure, key, other)
    spread = math.sqrt(variance_one + variance_other)
    half = _quantile(min(len(one), len(other)) - 1) * spread
    value = mean_one - mean_other
    low, high = round(value - half - hidden_other, 4), round(value + half + hidden_one, 4)
    return Difference(key, round(value, 4), low, high, low <= 0 <= high)


def _estimate(measure: Measure, key: str, days: list[Sum]) -> tuple[float, float, float]:
    """The weighted mean of the days, how much more it could be, and the variance of that mean."""
    weight = sum(day.weight for day in days)
    bounds = [(day.weight, *find_bounds(measure, key, find_values(measure, day))) for day in days]
    mean = sum(each * least for each, least, _ in bounds) / weight
    hidden = sum(each * (most - least) for each, least, most in bounds) / weight
    squares = sum((each * (least - mean)) ** 2 for each, least, _ in bounds)
    return mean, hidden, len(days) / (len(days) - 1) * squares / weight**2


def _quantile(freedom: int) -> float:
    return T_95[freedom - 1] if freedom <= len(T_95) else NORMAL_95

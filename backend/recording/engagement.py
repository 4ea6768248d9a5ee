"""The engagement index: how involved somebody seems, from coverage, expression and activity, with a range.

A documented proxy (docs/engagement.md), never computed from one frame. It knows neither names nor grades,
and nothing that grades may read it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class Rule(Protocol):
    """The numbers of config.yaml's `realtime.engagement` that the index needs."""

    @property
    def window_s(self) -> float: ...
    @property
    def min_readings(self) -> int: ...
    @property
    def min_span_s(self) -> float: ...
    @property
    def weight_expression(self) -> float: ...
    @property
    def weight_coverage(self) -> float: ...
    @property
    def weight_activity(self) -> float: ...
    @property
    def activity_memory_s(self) -> float: ...
    @property
    def spread(self) -> float: ...
    @property
    def label_values(self) -> Mapping[str, float]: ...


@dataclass(frozen=True)
class Glimpse:
    """One reading as the index sees it: when, and the expected label value, or None when it abstained."""

    at_s: float
    value: float | None


@dataclass(frozen=True)
class Index:
    """The estimate and its range, each between 0 and 1."""

    value: float
    low: float
    high: float


def value_expression(
    probabilities: Sequence[float] | None, labels: Sequence[str], rule: Rule
) -> float | None:
    """Weigh each label's value by its probability; None for an abstention."""
    if probabilities is None:
        return None
    return sum(share * rule.label_values[label] for share, label in zip(probabilities, labels, strict=True))


def estimate_engagement(
    glimpses: Sequence[Glimpse], last_activity_s: float | None, now_s: float, rule: Rule
) -> Index | None:
    """Estimate the last minute, or None when too little was seen to say anything."""
    recent = [glimpse for glimpse in glimpses if 0 <= now_s - glimpse.at_s <= rule.window_s]
    if len(recent) < rule.min_readings or recent[-1].at_s - recent[0].at_s < rule.min_span_s:
        return None
    seen = [glimpse.value for glimpse in recent if glimpse.value is not None]
    parts = [(rule.weight_coverage, len(seen) / len(recent))]
    parts.append((rule.weight_activity, _fade_activity(last_activity_s, now_s, rule)))
    if len(seen) >= rule.min_readings:
        parts.append((rule.weight_expression, sum(seen) / len(seen)))
    weight = sum(part_weight for part_weight, _ in parts)
    value = sum(part_weight * part for part_weight, part in parts) / weight
    half = rule.spread + _standard_error(seen)
    if len(seen) < rule.min_readings:
        half += rule.weight_expression / 2  # a part is unknown: its whole weight becomes range
    return Index(round(value, 3), round(max(0.0, value - half), 3), round(min(1.0, value + half), 3))


def _fade_activity(last_activity_s: float | None, now_s: float, rule: Rule) -> float:
    if last_activity_s is None:
        return 0.0
    return min(1.0, max(0.0, 1.0 - (now_s - last_activity_s) / rule.activity_memory_s))


def _standard_error(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.5
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return math.sqrt(variance / len(values))

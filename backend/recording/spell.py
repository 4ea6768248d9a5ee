"""Merges the readings of one student over ten seconds of server clock into one row. Pure; no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Protocol

CORRECTED_AWAY = ""
CORRECTED = "corrected"  # the reason under which readings count that the student took back


class ReadingLike(Protocol):
    """The part of a reading that is kept."""

    @property
    def probabilities(self) -> Sequence[float] | None: ...
    @property
    def confidence(self) -> float: ...
    @property
    def abstained(self) -> str | None: ...
    @property
    def model(self) -> str: ...


@dataclass
class Spell:
    """Running sums of one student's readings in one bucket of server time."""

    live_session_id: int
    start_s: int
    model: str = ""
    seen: int = 0
    probability_sums: list[float] = field(default_factory=list)
    confidence_sum: float = 0.0
    abstentions: Counter[str] = field(default_factory=Counter)
    correction: str | None = None  # a label; CORRECTED_AWAY means: not how I feel

    def add(self, reading: ReadingLike) -> None:
        """Count one reading in."""
        self.model = reading.model
        if reading.probabilities is None:
            self.abstentions[reading.abstained or "unknown"] += 1
            return
        if not self.probability_sums:
            self.probability_sums = [0.0] * len(reading.probabilities)
        for index, share in enumerate(reading.probabilities):
            self.probability_sums[index] += share
        self.confidence_sum += reading.confidence
        self.seen += 1

    def add_closed(self, spell: Spell, labels: Sequence[str]) -> None:
        """Count a whole spell in as the student left it: their word stands in for what was read."""
        self.model = spell.model
        self.abstentions.update(spell.abstentions)
        if spell.correction is not None and spell.correction not in labels:
            self.abstentions[CORRECTED] += spell.seen
            return
        sums, confidence = spell.probability_sums, spell.confidence_sum
        if spell.correction is not None:
            sums = [float(spell.seen) if label == spell.correction else 0.0 for label in labels]
            confidence = float(spell.seen)
        self.probability_sums = [a + b for a, b in zip_longest(self.probability_sums, sums, fillvalue=0.0)]
        self.confidence_sum += confidence
        self.seen += spell.seen

    @property
    def mean_probabilities(self) -> list[float] | None:
        """The mean over readings that did not abstain."""
        if not self.seen:
            return None
        return [round(total / self.seen, 4) for total in self.probability_sums]

    @property
    def mean_confidence(self) -> float:
        """The mean confidence over readings that did not abstain."""
        return round(self.confidence_sum / self.seen, 4) if self.seen else 0.0

    def name_label(self, labels: Sequence[str]) -> str | None:
        """Name what this spell counts as: the student's correction first, then the likeliest label."""
        if self.correction is not None:
            return self.correction or None
        means = self.mean_probabilities
        if means is None:
            return None
        return labels[max(range(len(means)), key=means.__getitem__)]


def start_of(at_s: float, length_s: int) -> int:
    """Find the start of the bucket that a moment of server time falls into."""
    return int(at_s // length_s) * length_s

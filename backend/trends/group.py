"""Says what may be said of one group of people, once. Pure: it knows no database and no names.

`privacy.aggregate` decides what is too few. Whoever publishes keeps the answer and never asks again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from backend.privacy.aggregate import UNSURE, publish_count, publish_counts, publish_mean, round_share

Kind = Literal["check_ins", "expressions", "engagement", "coverage", "abstention", "agreement", "moments"]
SHARING, NOT_SHARING = "sharing", "not_sharing"
AGREES = "agrees"
ABSTAINED = "abstained"


@dataclass(frozen=True)
class Item:
    """What one person adds: a word, or numbers between 0 and 1, and for how many minutes."""

    user_id: int
    at: datetime
    lesson_id: int | None = None
    word: str | None = None
    numbers: dict[str, float] = field(default_factory=dict)
    minutes: float = 1.0


@dataclass(frozen=True)
class Rule:
    """The smallest group, and what shares are rounded to."""

    k: int
    round_to: float


@dataclass(frozen=True)
class Said:
    """What is published: the people rounded down to k, how much it weighs in a mean, and shares."""

    people: int
    weight: float
    shares: dict[str, float]


def describe_group(kind: Kind, items: Sequence[Item], rule: Rule) -> Said | None:
    """Say it, or None when the group is too small for this kind."""
    return DESCRIBERS[kind](items, rule)


def describe_coverage(cohort: int, present: int, rule: Rule) -> Said | None:
    """Of those present, the largest group that a window of their class spoke of; the others at most.

    All or nobody: a share that may not be said is no zero.
    """
    if publish_count(cohort, present, rule.k) is None or present < 2 * rule.k:
        return None
    share = round_share(cohort / present, rule.round_to)
    people = present // rule.k * rule.k
    return Said(people, float(people), {SHARING: share, NOT_SHARING: round_share(1 - share, rule.round_to)})


def _count_last_words(items: Sequence[Item], rule: Rule) -> Said | None:
    latest = {item.user_id: item.word or UNSURE for item in sorted(items, key=lambda item: item.at)}
    return _count(latest.values(), rule, 1.0)


def _count_longest_words(items: Sequence[Item], rule: Rule) -> Said | None:
    spent: dict[int, Counter[str]] = defaultdict(Counter)
    for item in items:
        spent[item.user_id][item.word or UNSURE] += item.minutes  # type: ignore[assignment]
    words = [min(words, key=lambda word: (-words[word], word)) for words in spent.values()]
    minutes = sum(item.minutes for item in items) / max(1, len(words))
    return _count(words, rule, minutes)


def _count(words: Iterable[str], rule: Rule, minutes: float) -> Said | None:
    report = publish_counts(words, rule.k, rule.round_to)
    if report is None:
        return None
    shares = dict(report.shares)
    if report.unsure is not None:
        shares[UNSURE] = report.unsure
    return Said(report.cohort, round(report.cohort * minutes), shares)


def _mean_of_people(items: Sequence[Item], rule: Rule) -> Said | None:
    """The mean of everybody's own mean; a number that fewer than k people have is not named."""
    people: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        people[item.user_id].append(item)
    if len(people) < 2 * rule.k:
        return None
    shares: dict[str, float] = {}
    for name in sorted({name for item in items for name in item.numbers}):
        means = [_mean_of(own, name) for own in people.values()]
        if sum(mean > 0 for mean in means) >= rule.k:
            mean = publish_mean(means, rule.k, rule.round_to)
            assert mean is not None  # nosec B101: there are 2k people
            shares[name] = round_share(mean, rule.round_to)
    count = len(people) // rule.k * rule.k
    return Said(count, round(count * sum(item.minutes for item in items) / len(people)), shares)


def _mean_of(items: Sequence[Item], name: str) -> float:
    return sum(item.numbers.get(name, 0.0) for item in items) / len(items)


def _share_of_moments(items: Sequence[Item], rule: Rule) -> Said | None:
    """For each stretch of a class, the share of all present who signalled; only where they are enough."""
    present = {item.user_id for item in items}
    if len(present) < 2 * rule.k:
        return None
    signalled: dict[str, set[int]] = defaultdict(set)
    for item in items:
        if item.word is not None:
            signalled[item.word].add(item.user_id)
    shares = {
        stretch: round_share(len(people) / len(present), rule.round_to)
        for stretch, people in sorted(signalled.items())
        if publish_count(len(people), len(present), rule.k) is not None
    }
    count = len(present) // rule.k * rule.k
    return Said(count, float(count), shares)


DESCRIBERS: dict[Kind, Callable[[Sequence[Item], Rule], Said | None]] = {
    "check_ins": _count_last_words,
    "expressions": _count_longest_words,
    "engagement": _mean_of_people,
    "abstention": _mean_of_people,
    "agreement": _mean_of_people,
    "moments": _share_of_moments,
}

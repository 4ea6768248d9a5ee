"""Decides what may be said about a group, so that nobody in it can be singled out, and rounds it.

Pure functions over one closed window: they know no database, no socket and no names. A published window
is frozen: nothing here ever recomputes one.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

UNSURE = "unsure"


@dataclass(frozen=True)
class GroupReport:
    """What may be published of one window: rounded shares, and the group size rounded down to k."""

    shares: Mapping[str, float]
    unsure: float | None
    cohort: int


@dataclass(frozen=True)
class PublishedCohort:
    """Whom an earlier window spoke of, and when. It never leaves the server."""

    members: frozenset[int]
    at_s: float


def choose_cohort(
    present: frozenset[int],
    published: Iterable[PublishedCohort],
    k: int,
    chance: random.Random,
) -> frozenset[int] | None:
    """Pick whom this window may speak of, or nobody.

    Two windows whose groups differ by one person tell what that person added. So a new group must equal
    every group published within the horizon, or differ from it by at least k people in each direction
    in which it differs at all. One who leaves takes k - 1 others, drawn by lot, along; those who join
    wait until k do.
    """
    recent = list(published)
    if not recent:
        return present if len(present) >= 2 * k else None
    last = recent[-1].members
    staying = last & present
    missing = len(last) - len(staying)
    if 0 < missing < k:
        if len(staying) < k - missing:
            return None
        staying -= frozenset(chance.sample(sorted(staying), k - missing))
    joined = present - last
    if len(joined) >= k:
        staying |= joined
    if len(staying) < 2 * k:
        return None
    return staying if all(differs_safely(staying, other.members, k) for other in recent) else None


def differs_safely(one: frozenset[int], other: frozenset[int], k: int) -> bool:
    """Say whether comparing two groups can only speak of k people or more."""
    return all(count == 0 or count >= k for count in (len(one - other), len(other - one)))


def publish_counts(labels: Iterable[str], k: int, round_to: float) -> GroupReport | None:
    """Turn one label a person into rounded shares; None below 2k people.

    A share is left out when its group or everyone else is fewer than k. If what is left out adds up to
    fewer than k, the smallest published share goes too, or it could be worked out from the total.
    """
    counts = Counter(labels)
    total = sum(counts.values())
    if total < 2 * k:
        return None
    shown = {label: count for label, count in counts.items() if count >= k and total - count >= k}
    while shown and 0 < total - sum(shown.values()) < k:
        del shown[min(shown, key=lambda label: (shown[label], label))]
    shares = {label: round_share(count / total, round_to) for label, count in sorted(shown.items())}
    unsure = shares.pop(UNSURE, None)
    return GroupReport(shares=shares, unsure=unsure, cohort=total // k * k)


def publish_mean(values: Iterable[float], k: int, round_to: float) -> float | None:
    """Round the mean of a group of at least 2k; None below that."""
    known = list(values)
    if len(known) < 2 * k:
        return None
    return round_share(sum(known) / len(known), round_to)


def publish_count(count: int, total: int, k: int) -> int | None:
    """Show a count only when its group and everyone else are both at least k."""
    return count if count >= k and total - count >= k else None


def round_share(share: float, step: float) -> float:
    """Round to the nearest step, without the noise of binary fractions."""
    return round(round(share / step) * step, 6)

"""What is worth a tutor's attention, within a budget, and whether helping was followed by a change.

Pure functions over a class's states. They know ids only to compare before with after; nothing they give out
names anybody. What students said may be counted; what was inferred only in groups that hide each member.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.privacy.aggregate import publish_count, round_share
from backend.support.rules import AlertRules
from backend.support.state import BORED, CONFUSED, FRUSTRATED, TIRED, TROUBLE

SAID_CAUSES = {"stuck": "lost", "lost": "lost", "tired": "tired", "bored": "bored"}
INFERRED_CAUSES = {CONFUSED: "confused", FRUSTRATED: "frustrated", TIRED: "tired", BORED: "bored"}
URGENCY = ("help_waiting", "lost", "frustrated", "confused", "tired", "bored")
ROUND_TO = 0.1  # shares of a class are shown in tenths, as everywhere


@dataclass(frozen=True)
class Member:
    """One student of a class, as far as an alert may know."""

    user_id: int
    state: str
    word: str | None  # while it holds
    shared: bool  # what was inferred may be counted for the tutor


@dataclass(frozen=True)
class PastAlert:
    """An alert that was given, and until when its cause is put aside."""

    cause: str
    at_s: float
    quiet_until_s: float = 0.0


@dataclass(frozen=True)
class Candidate:
    """Something that could be an alert; None: too few to give a number."""

    cause: str
    count: int | None


@dataclass(frozen=True)
class Change:
    """Shares in trouble before and after, and whether the difference could be chance; None: too few."""

    before: float | None
    after: float | None
    could_be_chance: bool


def choose_alert(
    candidates: Iterable[Candidate], past: Sequence[PastAlert], now_s: float, rules: AlertRules
) -> Candidate | None:
    """The most urgent one the budget allows: so many in a while, one of a cause, none put aside."""
    if sum(now_s - alert.at_s < rules.budget_s for alert in past) >= rules.budget:
        return None
    closed = {
        alert.cause for alert in past if now_s - alert.at_s < rules.per_cause_s or now_s < alert.quiet_until_s
    }
    allowed = [candidate for candidate in candidates if candidate.cause not in closed]
    return min(allowed, key=lambda candidate: URGENCY.index(candidate.cause), default=None)


def find_candidates(
    members: Sequence[Member], calls_since_s: Iterable[float], now_s: float, rules: AlertRules, k: int
) -> list[Candidate]:
    """Everything that is worth an alert now."""
    waiting = sum(now_s - since_s >= rules.help_waits_s for since_s in calls_since_s)
    found = [Candidate("help_waiting", waiting)] if waiting else []
    return [*found, *_find_said(members, rules), *_find_inferred(members, rules, k)]


def snap_trouble(members: Iterable[Member]) -> dict[int, bool]:
    """Who is in trouble now, among those about whom something may be counted."""
    return {
        member.user_id: member.state in TROUBLE
        for member in members
        if member.word is not None or member.shared
    }


def compare_class(before: Mapping[int, bool], after: Mapping[int, bool], k: int, chance_p: float) -> Change:
    """Compare the same people before and after (McNemar's exact test).

    Nothing is said where those in trouble, or all others, are too few on either side to hide each of them.
    """
    both = [user_id for user_id in before if user_id in after]
    counts = [sum(side[each] for each in both) for side in (before, after)]
    if any(publish_count(count, len(both), k) is None for count in counts):
        return Change(None, None, True)
    better = sum(before[each] and not after[each] for each in both)
    worse = sum(after[each] and not before[each] for each in both)
    shares = [round_share(count / len(both), ROUND_TO) for count in counts]
    return Change(shares[0], shares[1], sign_test(better, worse) > chance_p)


def sign_test(better: int, worse: int) -> float:
    """How often chance alone would split changes at least this unevenly."""
    total = better + worse
    tail = sum(math.comb(total, count) for count in range(min(better, worse) + 1))
    return min(1.0, float(2 * tail / 2**total))


def _find_said(members: Sequence[Member], rules: AlertRules) -> list[Candidate]:
    counts: dict[str, int] = {}
    for member in members:
        cause = SAID_CAUSES.get(member.word or "")
        if cause is not None:
            counts[cause] = counts.get(cause, 0) + 1
    needed = max(rules.said, math.ceil(rules.share * len(members)))
    return [Candidate(cause, count) for cause, count in counts.items() if count >= needed]


def _find_inferred(members: Sequence[Member], rules: AlertRules, k: int) -> list[Candidate]:
    open_members = [member for member in members if member.shared and member.word is None]
    found = []
    for state, cause in INFERRED_CAUSES.items():
        count = publish_count(sum(member.state == state for member in open_members), len(open_members), k)
        if count is not None and count >= rules.share * len(members):
            found.append(Candidate(cause, count // k * k))
    return found

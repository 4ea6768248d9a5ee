"""Gathers one live class's readings over a window and, once it is closed, publishes what may be said of it.

It asks `privacy.aggregate` what that is. It knows no socket and no database; a closed window never changes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from backend.privacy.aggregate import (
    UNSURE,
    PublishedCohort,
    choose_cohort,
    publish_counts,
    publish_mean,
)
from backend.realtime.options import AggregateRule
from backend.recording.spell import ReadingLike, Spell, start_of

MoodReason = Literal["shown", "too_few", "settling", "waiting", "off"]


@dataclass(frozen=True)
class Window:
    """One published window. Frozen."""

    start_s: int
    seconds: int
    shares: dict[str, float]
    unsure: float | None
    cohort: int
    engagement: float | None


@dataclass
class Member:
    """What one person adds to the open window."""

    live_session_id: int
    since_s: float
    named: bool = False  # the tutor sees this person's own tile
    spell: Spell = field(default_factory=lambda: Spell(0, 0))


class ClassWindows:
    """The windows of one live class, one open at a time."""

    def __init__(
        self, rule: AggregateRule, now_s: float, settle_until_s: float, chance: random.Random
    ) -> None:
        self._rule = rule
        self._chance = chance
        self._start_s = start_of(now_s, rule.window_s)
        self._settle_until_s = settle_until_s
        self._members: dict[int, Member] = {}
        self.published: list[PublishedCohort] = []  # the live side lets all classes of a course share it
        self.reason: MoodReason = "waiting"
        self.unsure: int | None = None
        self.trend: list[Window] = []

    def add(
        self, user_id: int, live_session_id: int, reading: ReadingLike, now_s: float, named: bool = False
    ) -> None:
        """Count one reading of one person who shares into the open window."""
        member = self._member(user_id, live_session_id, now_s)
        if member.named is not named:  # who changes sides counts on neither until a whole window has passed
            member.named, member.since_s = named, now_s
        member.spell.add(reading)

    def correct(self, user_id: int, live_session_id: int, correction: str, now_s: float) -> None:
        """The student's own word counts for this window."""
        self._member(user_id, live_session_id, now_s).spell.correction = correction

    def remove(self, user_id: int) -> None:
        """Somebody no longer shares: nothing of theirs is in the open window any more."""
        self._members.pop(user_id, None)

    def is_due(self, now_s: float) -> bool:
        """Whether the open window is over."""
        return now_s >= self._start_s + self._rule.window_s

    def close(
        self,
        now_s: float,
        labels: Sequence[str],
        stays: Callable[[int], bool],
        engagement_of: Callable[[int], float | None],
    ) -> Window | None:
        """Close the open window; give what may be published of it, if anything may."""
        start_s, members = self._start_s, self._members
        self._start_s = start_of(now_s, self._rule.window_s)
        self._members = {
            user_id: Member(member.live_session_id, member.since_s, member.named)
            for user_id, member in members.items()
            if stays(user_id) and (member.spell.seen or member.spell.abstentions)
        }
        whole = {
            user_id: member
            for user_id, member in members.items()
            if user_id in self._members and member.since_s <= start_s
        }
        group = _choose_side(whole, self._rule.k)
        window = self._publish(start_s, now_s, group, labels, engagement_of)
        oldest_s = start_s - (self._rule.trend_windows - 1) * self._rule.window_s
        trend = self.trend if window is None else [*self.trend, window]
        self.trend = [each for each in trend if each.start_s >= oldest_s]  # by time: there may be gaps
        return window

    def _member(self, user_id: int, live_session_id: int, now_s: float) -> Member:
        return self._members.setdefault(user_id, Member(live_session_id, now_s))

    def _publish(
        self,
        start_s: int,
        now_s: float,
        members: dict[int, Member],
        labels: Sequence[str],
        engagement_of: Callable[[int], float | None],
    ) -> Window | None:
        rule = self._rule
        self.unsure = None
        self.published[:] = [each for each in self.published if now_s - each.at_s <= rule.horizon_s]
        cohort = choose_cohort(frozenset(members), self.published, rule.k, self._chance)
        is_last_unknown = not self.published and now_s < self._settle_until_s
        if is_last_unknown or (cohort is None and len(members) >= 2 * rule.k):
            self.reason = "settling"
            return None
        if cohort is None:
            self.reason = "too_few"
            return None
        names = [members[user_id].spell.name_label(labels) or UNSURE for user_id in cohort]
        report = publish_counts(names, rule.k, rule.round_to)
        if report is None:
            self.reason = "too_few"
            return None
        self.published.append(PublishedCohort(cohort, now_s))
        self.reason = "shown"
        if report.unsure is not None:
            self.unsure = round(report.unsure * report.cohort)
        indexes = [engagement_of(members[user_id].live_session_id) for user_id in cohort]
        known = [index for index in indexes if index is not None]
        engagement = publish_mean(known, rule.k, rule.round_to) if len(known) == len(cohort) else None
        return Window(start_s, rule.window_s, dict(report.shares), report.unsure, report.cohort, engagement)


def _choose_side(members: dict[int, Member], k: int) -> dict[int, Member]:
    """Those without a tile, where they are enough; those with one otherwise; never both in one group.

    A tutor can take what tiles say out of a mixed group, and what is left would be the mood of the rest.
    """
    unnamed = {user_id: member for user_id, member in members.items() if not member.named}
    if len(unnamed) >= 2 * k:
        return unnamed
    return {user_id: member for user_id, member in members.items() if member.named}

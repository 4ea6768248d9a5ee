"""Reads what a report says of live classes: published minutes, self-reports, calls for help, questions."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from backend import clock
from backend.courses.access import TUTOR, CourseAccess, learns
from backend.db.base import db
from backend.db.community import Question
from backend.db.course import LiveClass
from backend.db.recording import CheckInRow, HelpSignalRow, LiveSession
from backend.db.support import ClassAlert, Intervention
from backend.db.trend import TrendCell, TrendRollup
from backend.trends.calendar import MAX_POINTS, start_of_minute
from backend.trends.group import SHARING
from backend.trends.rollup import Sum
from backend.trends.series import find_values

ASKED_AFTER = timedelta(minutes=30)  # a question written when the class is just over belongs to it
MOST_QUESTIONS = 100


@dataclass(frozen=True)
class Viewer:
    """Whether self-reports may be counted for them, and the smallest group otherwise."""

    exact: bool
    k: int

    def round_down(self, count: int) -> int | None:
        """How many there were, at least."""
        return count if self.exact else count // self.k * self.k or None


@dataclass(frozen=True)
class Minute:
    """One minute of the class, as published."""

    start: datetime
    minute: int
    engagement: float | None
    values: dict[str, float] | None


@dataclass(frozen=True)
class Help:
    """Silent calls: of how many people, and how long the half of them waited that waited less."""

    people: int
    calls: int
    median_wait_s: float | None


@dataclass(frozen=True)
class Asked:
    """A question that came in during the class or just after; whose it was is not said here."""

    at: datetime
    body: str
    answered: bool


@dataclass(frozen=True)
class Noted:
    """An alert of the class, or a tutor's mark "I helped"."""

    at: datetime
    cause: str | None
    before: float | None = None
    after: float | None = None
    could_be_chance: bool | None = None


def make_viewer(access: CourseAccess, k: int) -> Viewer:
    """Tutors of the course saw the self-reports in the panel; administrators did not."""
    return Viewer(access.role == TUTOR, k)


def read_minutes(live_class_id: int, measure: str) -> dict[datetime, Sum]:
    """The published sums of each minute."""
    query = select(TrendRollup).where(
        TrendRollup.live_class_id == live_class_id,
        TrendRollup.level == "minute",
        TrendRollup.measure == measure,
    )
    return {
        row.start: Sum(row.weight, row.people, row.suppressed, dict(row.sums))
        for row in db.session.scalars(query.order_by(TrendRollup.start))
    }


def count_minutes(started_at: datetime, at: datetime) -> int:
    """How many minutes of the clock after the one in which the class began: sums are kept by these."""
    return max(0, int((at - start_of_minute(started_at)).total_seconds() // 60))


def describe_minutes(
    started_at: datetime, moods: dict[datetime, Sum], engagement: dict[datetime, Sum]
) -> list[Minute]:
    """A line of the chart each; of a class that went on for half a day only the last hours."""
    found: list[Minute] = []
    for start in sorted({*moods, *engagement})[-MAX_POINTS:]:
        mood, index = moods.get(start), engagement.get(start)
        found.append(
            Minute(
                start=start,
                minute=count_minutes(started_at, start),
                engagement=find_values("engagement", index)["engagement"] if index else None,
                values=find_values("expressions", mood) if mood else None,
            )
        )
    return found


def read_cells(live_class_ids: Sequence[int]) -> dict[int, dict[str, TrendCell]]:
    """What was published of each class, by kind."""
    found: dict[int, dict[str, TrendCell]] = {class_id: {} for class_id in live_class_ids}
    for cell in db.session.scalars(select(TrendCell).where(TrendCell.live_class_id.in_(live_class_ids))):
        found[cell.live_class_id or 0][cell.kind] = cell
    return found


def find_sharing(cells: dict[str, TrendCell]) -> float | None:
    """The share of those present who were counted, where it may be said."""
    return cells["coverage"].shares.get(SHARING) if "coverage" in cells else None


def count_present(live_class_ids: Sequence[int]) -> dict[int, int]:
    """How many students sat in each class."""
    rows = db.session.execute(
        select(LiveSession.live_class_id, func.count(LiveSession.user_id.distinct()))
        .join(LiveClass, LiveClass.id == LiveSession.live_class_id)
        .where(LiveClass.id.in_(live_class_ids), learns(LiveSession.user_id, LiveClass.course_id))
        .group_by(LiveSession.live_class_id)
    )
    return {class_id: count for class_id, count in rows if class_id is not None}


def count_check_ins(viewer: Viewer, live_class_ids: Sequence[int]) -> dict[str, int] | None:
    """How many people's last word it was, by word. Whoever may not read all of it gets no count at all.

    Counts of other days or classes are counts of almost the same people, and could be subtracted.
    """
    if not viewer.exact:
        return None
    rows = db.session.execute(
        select(CheckInRow.user_id, CheckInRow.value)
        .join(LiveClass, LiveClass.id == CheckInRow.live_class_id)
        .where(LiveClass.id.in_(live_class_ids), learns(CheckInRow.user_id, LiveClass.course_id))
        .order_by(CheckInRow.at, CheckInRow.id)
    )
    last = {user_id: value for user_id, value in rows}
    return dict(sorted(Counter(last.values()).items()))


def find_check_in_shares(cells: dict[str, TrendCell]) -> dict[str, float] | None:
    """The shares of the last words, as published when the class was over; None where nothing is said."""
    cell, total = cells.get("check_ins"), Sum()
    if cell is None or not cell.weight:
        return None
    total.add(cell.weight, cell.people, cell.shares)
    return find_values("check_ins", total)


def describe_help(viewer: Viewer, live_class_ids: Sequence[int]) -> Help | None:
    """Who called is not said; a call that nobody lowered waited until its class ended."""
    if not viewer.exact:
        return None
    rows = db.session.execute(
        select(HelpSignalRow.user_id, HelpSignalRow.raised_at, HelpSignalRow.lowered_at, LiveClass.ended_at)
        .join(LiveClass, LiveClass.id == HelpSignalRow.live_class_id)
        .where(LiveClass.id.in_(live_class_ids), learns(HelpSignalRow.user_id, LiveClass.course_id))
    ).all()
    waits = [
        ((lowered_at or ended_at or clock.utc_now()) - raised_at).total_seconds()
        for _, raised_at, lowered_at, ended_at in rows
    ]
    median = round(statistics.median(waits), 1) if waits else None
    return Help(len({row[0] for row in rows}), len(rows), median)


def list_questions(viewer: Viewer, live_class: LiveClass) -> list[Asked]:
    """What was asked; administrators read no questions."""
    if not viewer.exact:
        return []
    end = (live_class.ended_at or clock.utc_now()) + ASKED_AFTER
    query = select(Question).where(
        Question.course_id == live_class.course_id,
        Question.created_at >= live_class.started_at,
        Question.created_at <= end,
    )
    rows = db.session.scalars(query.order_by(Question.created_at, Question.id).limit(MOST_QUESTIONS))
    return [Asked(row.created_at, row.body, row.answer is not None) for row in rows]


def list_alerts(live_class_id: int) -> list[Noted]:
    """What the panel drew attention to."""
    query = select(ClassAlert).where(ClassAlert.live_class_id == live_class_id).order_by(ClassAlert.at)
    return [Noted(row.at, row.cause) for row in db.session.scalars(query)]


def list_interventions(live_class_id: int) -> list[Noted]:
    """What the tutor marked, and how the class was before and after."""
    query = select(Intervention).where(Intervention.live_class_id == live_class_id).order_by(Intervention.at)
    return [
        Noted(row.at, row.cause, row.before, row.after, row.could_be_chance)
        for row in db.session.scalars(query)
    ]


def read_class_means(live_class_ids: Sequence[int], name: str) -> dict[int, float]:
    """The mean of one value over each class; one that went on past midnight has two days."""
    rows = db.session.execute(
        select(TrendRollup.live_class_id, TrendRollup.weight, TrendRollup.sums).where(
            TrendRollup.live_class_id.in_(live_class_ids),
            TrendRollup.level == "day",
            TrendRollup.measure == name,
        )
    )
    sums: dict[int, tuple[float, float]] = {}
    for class_id, weight, own in rows:
        before = sums.get(class_id, (0.0, 0.0))
        sums[class_id] = (before[0] + weight, before[1] + own.get(name, 0.0))
    return {class_id: round(total / weight, 4) for class_id, (weight, total) in sums.items() if weight}

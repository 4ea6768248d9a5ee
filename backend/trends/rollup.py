"""Adds published windows and groups up by minute, hour and day, for each class, lesson, course and all.

A day is added up anew as a whole whenever something of it is new, so that running twice, late or after a
stop gives the same sums. It reads nothing about anybody, only what was published.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select

from backend import clock
from backend.config import current_config
from backend.db.base import db
from backend.db.course import Lesson, LiveClass
from backend.db.recording import ClassWindow
from backend.db.trend import TrendCell, TrendMark, TrendRollup
from backend.privacy.aggregate import UNSURE
from backend.trends.calendar import DAY, day_of, start_of_day, start_of_hour, start_of_minute
from backend.trends.mark import lock_mark
from backend.trends.publish import EMPTY, MOMENTS, SUPPRESSED, publish_due

log = logging.getLogger(__name__)
RECENT = timedelta(minutes=15)
Level = Literal["minute", "hour", "day"]
Scope = Literal["class", "lesson", "course", "all"]


class Place(NamedTuple):
    """What a sum is about."""

    scope: Scope
    course_id: int | None = None
    lesson_id: int | None = None
    live_class_id: int | None = None


class Bucket(NamedTuple):
    """Which sum."""

    level: Level
    start: datetime
    place: Place
    measure: str


@dataclass
class Sum:
    """Shares times their weights, over all that was published in a bucket."""

    weight: float = 0.0
    people: int = 0
    suppressed: int = 0
    sums: dict[str, float] = field(default_factory=dict)

    def add(self, weight: float, people: int, shares: dict[str, float]) -> None:
        """Take one published group in."""
        self.weight += weight
        self.people = max(self.people, people)
        for name, share in shares.items():
            self.sums[name] = self.sums.get(name, 0.0) + share * weight


@dataclass(frozen=True)
class Report:
    """What one run did."""

    published: int
    days: int


def roll_up() -> Report:
    """Publish what is over, then add up every day that something is new of."""
    zone = ZoneInfo(current_config().trends.time_zone)
    published = publish_due(zone)
    mark = lock_mark()
    fresh = _must_start_afresh(mark)
    window_id, cell_id = (0, 0) if fresh else (mark.window_id, mark.cell_id)
    days, newest = _find_changed_days(window_id, cell_id, zone)
    if fresh:
        db.session.execute(delete(TrendRollup))
    db.session.commit()
    for day in days:
        lock_mark()
        add_up_day(day, zone)
        db.session.commit()
    if days or fresh:
        _move_mark(*newest)
    if published:
        log.info("published %d classes and days, added up %d", published, len(days))
    return Report(published, len(days))


def add_up_day(day: date, zone: ZoneInfo) -> None:
    """Replace every sum of one local day. The caller holds the mark and commits."""
    start, end = start_of_day(day, zone), start_of_day(day + DAY, zone)
    sums: dict[Bucket, Sum] = {}
    windows = (
        select(ClassWindow, LiveClass.course_id, LiveClass.lesson_id)
        .join(LiveClass, LiveClass.id == ClassWindow.live_class_id)
        .where(ClassWindow.start >= start, ClassWindow.start < end)
    )
    for window, course_id, lesson_id in db.session.execute(windows):
        _add_window(sums, window, course_id, lesson_id, zone)
    cells = select(TrendCell).where(
        TrendCell.start >= start,
        TrendCell.start < end,
        TrendCell.state != EMPTY,
        TrendCell.kind != MOMENTS,
    )
    for cell in db.session.scalars(cells):
        _add_cell(sums, cell, zone)
    db.session.execute(delete(TrendRollup).where(TrendRollup.start >= start, TrendRollup.start < end))
    rows = [_describe_row(bucket, total) for bucket, total in sums.items()]
    if rows:
        # Without nulls written out, rows of a course and of a lesson would not fit in one statement.
        db.session.execute(insert(TrendRollup).execution_options(render_nulls=True), rows)


def _must_start_afresh(mark: TrendMark) -> bool:
    """Another time zone cuts other days; a deleted lesson or course takes its share out of every sum.

    So does a newest number below the mark: what it was counted from has been deleted or was put back.
    """
    known = select(func.count(Lesson.id)).where(Lesson.id <= mark.lesson_id)
    has_lost = (db.session.scalar(known) or 0) < mark.lessons
    window = db.session.scalar(select(func.max(ClassWindow.id))) or 0
    cell = db.session.scalar(select(func.max(TrendCell.id))) or 0
    has_less = window < mark.window_id or cell < mark.cell_id
    return has_lost or has_less or mark.time_zone != current_config().trends.time_zone


def _find_changed_days(window_id: int, cell_id: int, zone: ZoneInfo) -> tuple[list[date], tuple[int, int]]:
    """Days with something the mark has not passed; windows of the last minutes always count as new.

    Another process may commit a lower number after a higher one was seen.
    """
    recent = clock.utc_now() - RECENT
    new_window = (ClassWindow.id > window_id) | (ClassWindow.start >= recent)
    windows = db.session.execute(select(ClassWindow.id, ClassWindow.start).where(new_window)).all()
    cells = db.session.execute(select(TrendCell.id, TrendCell.start).where(TrendCell.id > cell_id)).all()
    days = {day_of(at, zone) for _, at in [*windows, *cells]}
    newest_window = max((row[0] for row in windows), default=window_id)
    newest_cell = max((row[0] for row in cells), default=cell_id)
    return sorted(days), (max(window_id, newest_window), newest_cell)


def _move_mark(window_id: int, cell_id: int) -> None:
    mark = lock_mark()
    mark.time_zone = current_config().trends.time_zone
    mark.window_id, mark.cell_id = window_id, cell_id
    newest = db.session.execute(select(func.max(Lesson.id), func.count(Lesson.id))).one()
    mark.lesson_id, mark.lessons = newest[0] or 0, newest[1]
    db.session.commit()


def _add_window(
    sums: dict[Bucket, Sum], window: ClassWindow, course_id: int, lesson_id: int, zone: ZoneInfo
) -> None:
    weight = window.cohort * window.seconds / 60
    shares = dict(window.shares)
    if window.unsure is not None:
        shares[UNSURE] = window.unsure
    said: dict[str, dict[str, float]] = {"expressions": shares}
    if window.engagement is not None:
        said["engagement"] = {"engagement": window.engagement}
    hour, day = start_of_hour(window.start, zone), start_of_day(day_of(window.start, zone), zone)
    klass = Place("class", course_id, lesson_id, window.live_class_id)
    buckets: list[tuple[Level, datetime, Place]] = [
        ("minute", start_of_minute(window.start), klass),
        ("day", day, klass),
    ]
    for place in _places(course_id, lesson_id):
        buckets += [("hour", hour, place), ("day", day, place)]
    for measure, own in said.items():
        for level, start, place in buckets:
            bucket = Bucket(level, start, place, measure)
            sums.setdefault(bucket, Sum()).add(weight, window.cohort, own)


def _add_cell(sums: dict[Bucket, Sum], cell: TrendCell, zone: ZoneInfo) -> None:
    """A class counts in the hour it began in; a day has no hour."""
    day = start_of_day(day_of(cell.start, zone), zone)
    levels: list[tuple[Level, datetime]] = [("day", day)]
    if cell.live_class_id is not None:
        levels.append(("hour", start_of_hour(cell.start, zone)))
    for level, start in levels:
        for place in _places(cell.course_id, cell.lesson_id):
            total = sums.setdefault(Bucket(level, start, place, cell.kind), Sum())
            if cell.state == SUPPRESSED:
                total.suppressed += 1
            else:
                total.add(cell.weight, cell.people, cell.shares)


def _places(course_id: int, lesson_id: int | None) -> Iterable[Place]:
    places = [Place("all"), Place("course", course_id)]
    return places if lesson_id is None else [*places, Place("lesson", course_id, lesson_id)]


def _describe_row(bucket: Bucket, total: Sum) -> dict[str, Any]:
    return {
        "level": bucket.level,
        "start": bucket.start,
        "measure": bucket.measure,
        **bucket.place._asdict(),
        "weight": round(total.weight, 6),
        "people": total.people,
        "suppressed": total.suppressed,
        "sums": {name: round(value, 6) for name, value in sorted(total.sums.items())},
    }

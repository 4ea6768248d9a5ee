"""Three other looks at the same sums: a calendar, a distribution of class hours, a map of a lesson."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import select

from backend.accounts.identity import Identity
from backend.courses.access import teach_lesson
from backend.courses.markdown import render_markdown
from backend.db.base import db
from backend.db.course import LiveClass
from backend.db.trend import TrendCell, TrendRollup
from backend.trends.access import Subject, find_subject
from backend.trends.calendar import DAY, day_of, start_of_day
from backend.trends.gather import BIN_MINUTES
from backend.trends.moment import Places, read_places
from backend.trends.rollup import Sum
from backend.trends.series import (
    Measure,
    Period,
    Point,
    describe_series,
    find_main_key,
    find_total,
    find_values,
    institution_zone,
    read_sums,
    read_value,
)
from backend.trends.trend import Wanted, find_period

BINS = 10
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
MAP_CLASSES = 24
MAP_MINUTES = 180
Minute = tuple[datetime, float, float]
Axis = Literal["section", "minute"]


@dataclass(frozen=True)
class CalendarDay:
    """One day: its point, and how many live classes there were."""

    day: date
    point: Point
    classes: int


@dataclass(frozen=True)
class Calendar:
    """Days in order, and the value that colours them."""

    key: str
    days: list[CalendarDay]


@dataclass(frozen=True)
class Bin:
    """How much of the class time had a value from `low` up to `high`."""

    low: float
    high: float
    share: float


@dataclass(frozen=True)
class Distribution:
    """How class hours differ: a mean hides a class that was split in two."""

    key: str
    hours: int
    hidden_hours: int
    bins: list[Bin]
    quantiles: dict[str, float] | None


@dataclass(frozen=True)
class MapColumn:
    """A section of the lesson, or some minutes of the class."""

    index: int
    title: str | None


@dataclass(frozen=True)
class MapCell:
    """What was published of one class at one place; nulls: too few, or nothing known."""

    engagement: float | None
    signals: float | None


@dataclass(frozen=True)
class MapRow:
    """One live class."""

    live_class_id: int
    started_at: datetime
    cells: list[MapCell]


@dataclass(frozen=True)
class HeatMap:
    """Where in a lesson its classes got lost."""

    lesson_id: int
    title: str
    axis: Axis
    columns: list[MapColumn]
    rows: list[MapRow]


def read_calendar(identity: Identity, wanted: Wanted) -> Calendar:
    """Every day of the period."""
    subject, period = find_subject(identity, wanted.course_id, wanted.lesson_id), find_period(wanted)
    period = Period("day", period.first, period.last)
    zone = institution_zone()
    counts = _count_classes(subject, period)
    sums = read_sums(subject, wanted.measure, period)
    key = _find_key(wanted.measure, sums)
    points = describe_series(subject, wanted.measure, key, period, sums)
    days = [CalendarDay(day_of(p.start, zone), p, counts.get(day_of(p.start, zone), 0)) for p in points]
    return Calendar(key, days)


def read_distribution(identity: Identity, wanted: Wanted, key: str | None) -> Distribution:
    """The class hours of which the value was named, in ten bins, weighed by person-minutes."""
    subject, period = find_subject(identity, wanted.course_id, wanted.lesson_id), find_period(wanted)
    hours = read_sums(subject, wanted.measure, Period("hour", period.first, period.last))
    key = key or _find_key(wanted.measure, hours)
    known = [each for each in hours.values() if each.weight > 0]
    values = [(read_value(wanted.measure, key, find_values(wanted.measure, each)), each) for each in known]
    pairs = sorted((value, each.weight) for value, each in values if value is not None)
    hidden = len(known) - len(pairs)
    return Distribution(key, len(pairs), hidden, _fill_bins(pairs), _find_quantiles(pairs))


def read_heat_map(identity: Identity, lesson_id: int) -> HeatMap:
    """The newest classes on a lesson, oldest first, by section where it is known."""
    find_subject(identity, None, lesson_id)
    found = teach_lesson(identity, lesson_id)
    query = select(LiveClass).where(LiveClass.lesson_id == lesson_id).order_by(LiveClass.id.desc())
    classes = list(db.session.scalars(query.limit(MAP_CLASSES)))[::-1]
    sections = render_markdown(found.lesson.body).sections
    places = read_places([each.id for each in classes])
    axis: Axis = "section" if len(sections) > 1 and any(places.values()) else "minute"
    columns = (
        [MapColumn(section.index, section.title) for section in sections]
        if axis == "section"
        else [MapColumn(minute, None) for minute in range(0, _longest(classes), BIN_MINUTES)]
    )
    rows = _read_map_rows(classes, columns, axis, places)
    return HeatMap(lesson_id, found.lesson.title, axis, columns, rows)


def _find_key(measure: Measure, sums: dict[datetime, Sum]) -> str:
    total = find_total(sums)
    return find_main_key(measure, find_values(measure, total) if total.weight else {})


def _count_classes(subject: Subject, period: Period) -> dict[date, int]:
    zone = institution_zone()
    start, end = start_of_day(period.first, zone), start_of_day(period.last + DAY, zone)
    query = select(LiveClass.started_at).where(LiveClass.started_at >= start, LiveClass.started_at < end)
    if subject.lesson_id is not None:
        query = query.where(LiveClass.lesson_id == subject.lesson_id)
    elif subject.course_id is not None:
        query = query.where(LiveClass.course_id == subject.course_id)
    counts: dict[date, int] = defaultdict(int)
    for started_at in db.session.scalars(query):
        counts[day_of(started_at, zone)] += 1
    return counts


def _fill_bins(pairs: list[tuple[float, float]]) -> list[Bin]:
    total = sum(weight for _, weight in pairs)
    filled = [0.0] * BINS
    for value, weight in pairs:
        filled[min(BINS - 1, int(value * BINS))] += weight
    return [
        Bin(index / BINS, (index + 1) / BINS, round(weight / total, 4) if total else 0.0)
        for index, weight in enumerate(filled)
    ]


def _find_quantiles(pairs: list[tuple[float, float]]) -> dict[str, float] | None:
    if not pairs:
        return None
    total = sum(weight for _, weight in pairs)
    found: dict[str, float] = {}
    for quantile in QUANTILES:
        passed = 0.0
        for value, weight in pairs:
            passed += weight
            if passed >= quantile * total:
                found[f"p{round(quantile * 100)}"] = value
                break
    return found


def _longest(classes: list[LiveClass]) -> int:
    spans = [(each.ended_at - each.started_at).total_seconds() / 60 for each in classes if each.ended_at]
    return min(MAP_MINUTES, int(max(spans, default=0)) + 1)


def _read_map_rows(
    classes: list[LiveClass], columns: list[MapColumn], axis: Axis, places: dict[int, Places]
) -> list[MapRow]:
    ids = [each.id for each in classes]
    minutes = _read_minutes(ids)
    signals = _read_signals(ids)
    finders = {each.id: _column_finder(each, axis, places[each.id]) for each in classes}
    return [
        MapRow(
            each.id, each.started_at, _fill_row(columns, finders[each.id], minutes[each.id], signals[each.id])
        )
        for each in classes
    ]


def _read_minutes(ids: list[int]) -> dict[int, list[Minute]]:
    found: dict[int, list[Minute]] = defaultdict(list)
    query = select(TrendRollup.live_class_id, TrendRollup.start, TrendRollup.weight, TrendRollup.sums).where(
        TrendRollup.live_class_id.in_(ids),
        TrendRollup.level == "minute",
        TrendRollup.measure == "engagement",
    )
    for live_class_id, start, weight, sums in db.session.execute(query.order_by(TrendRollup.start)):
        found[live_class_id].append((start, weight, sums.get("engagement", 0.0)))
    return found


def _read_signals(ids: list[int]) -> dict[int, list[tuple[datetime, float]]]:
    found: dict[int, list[tuple[datetime, float]]] = defaultdict(list)
    query = (
        select(LiveClass.id, LiveClass.started_at, TrendCell.shares)
        .join(TrendCell, TrendCell.live_class_id == LiveClass.id)
        .where(LiveClass.id.in_(ids), TrendCell.kind == "moments")
    )
    for live_class_id, started_at, shares in db.session.execute(query):
        found[live_class_id] = [(started_at + timedelta(minutes=int(m)), s) for m, s in shares.items()]
    return found


def _column_finder(live_class: LiveClass, axis: Axis, places: Places) -> Callable[[datetime], int | None]:
    def find(at: datetime) -> int | None:
        if axis == "section":
            place = places.at(at)
            return None if place is None else place.section
        return int((at - live_class.started_at).total_seconds() / 60) // BIN_MINUTES * BIN_MINUTES

    return find


def _fill_row(
    columns: list[MapColumn],
    find: Callable[[datetime], int | None],
    minutes: list[Minute],
    signals: list[tuple[datetime, float]],
) -> list[MapCell]:
    weights: dict[int | None, float] = defaultdict(float)
    sums: dict[int | None, float] = defaultdict(float)
    for start, weight, value in minutes:
        weights[find(start)] += weight
        sums[find(start)] += value
    most: dict[int | None, float] = {}
    for start, share in signals:
        most[find(start)] = max(share, most.get(find(start), 0.0))
    return [
        MapCell(
            round(sums[each.index] / weights[each.index], 4) if weights[each.index] else None,
            most.get(each.index),
        )
        for each in columns
    ]

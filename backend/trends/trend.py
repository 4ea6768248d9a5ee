"""One trend as a page shows it: the series, what it is compared with, and the sentences above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from backend import clock
from backend.accounts.identity import Identity
from backend.errors import InvalidError
from backend.sheet import write_table
from backend.trends.access import Subject, find_subject
from backend.trends.calendar import By, day_of
from backend.trends.compare import Difference, compare_days, find_main
from backend.trends.headline import Headline, write_headlines
from backend.trends.series import (
    Measure,
    Period,
    Point,
    describe_series,
    find_main_key,
    find_total,
    find_values,
    institution_zone,
    make_period,
    read_sums,
    read_value,
)

Unit = Literal["share", "index"]
DEFAULT_DAYS = 30
MAX_DAYS = 3 * 366
COMPARE_COURSE = "course:"


@dataclass(frozen=True)
class Wanted:
    """Which trend is asked for."""

    measure: Measure
    by: By = "day"
    first: date | None = None
    last: date | None = None
    days: int | None = None
    course_id: int | None = None
    lesson_id: int | None = None
    compare: str | None = None


@dataclass(frozen=True)
class Series:
    """One line or stack of a chart."""

    title: str | None
    first: date
    last: date
    values: dict[str, float] | None
    main: float | None
    points: list[Point]


@dataclass(frozen=True)
class Trend:
    """Everything one chart needs. `key` names the one value that stands for the measure."""

    measure: Measure
    key: str
    unit: Unit
    by: By
    time_zone: str
    main: Series
    previous: Series | None
    other: Series | None
    difference: Difference | None
    differences: list[Difference]
    headline: list[Headline]


def read_trend(identity: Identity, wanted: Wanted) -> Trend:
    """Read what is asked for, if this person may see it."""
    subject = find_subject(identity, wanted.course_id, wanted.lesson_id)
    other_subject = _find_other(identity, wanted.compare)
    period = find_period(wanted)
    main = _read(subject, wanted.measure, None, period)
    key = find_main_key(wanted.measure, main.values or {})
    before = period.previous() if wanted.compare == "previous" else None
    previous = _read(subject, wanted.measure, key, before) if before else None
    other = _read(other_subject, wanted.measure, key, period) if other_subject else None
    differences = None
    if before is not None:
        differences = _compare(wanted.measure, (subject, period), (subject, before))
    elif other_subject is not None:
        differences = _compare(wanted.measure, (subject, period), (other_subject, period))
    return Trend(
        measure=wanted.measure,
        key=key,
        unit="index" if wanted.measure == "engagement" else "share",
        by=period.by,
        time_zone=institution_zone().key,
        main=main,
        previous=previous,
        other=other,
        difference=find_main(differences or []),
        differences=differences or [],
        headline=write_headlines(wanted.measure, main.values, main.points, differences),
    )


def find_period(wanted: Wanted) -> Period:
    """The wanted days, or so many up to the last; no future and no more than three years."""
    today = day_of(clock.utc_now(), institution_zone())
    last = min(wanted.last or today, today)
    first = wanted.first or last - timedelta(days=(wanted.days or DEFAULT_DAYS) - 1)
    if first > last:
        raise InvalidError("The first day must not come after the last, nor after today.", "empty_period")
    if (last - first).days >= MAX_DAYS:
        raise InvalidError(f"At most {MAX_DAYS} days at once.", "period_too_long")
    return make_period(wanted.by, first, last)


def export_trend(identity: Identity, wanted: Wanted) -> str:
    """The same numbers as a table for a spreadsheet."""
    trend = read_trend(identity, wanted)
    named = (("main", trend.main), ("previous", trend.previous), ("other", trend.other))
    found = [(name, series) for name, series in named if series is not None]
    keys = sorted({key for _, series in found for point in series.points for key in point.values or {}})
    header = ["series", "start", "suppressed", "coverage", "n_rounded", *keys]
    return write_table(header, (row for name, series in found for row in _list_rows(name, series, keys)))


def _list_rows(name: str, series: Series, keys: Sequence[str]) -> Iterator[list[object]]:
    zone = institution_zone()
    for point in series.points:
        values = [None if point.values is None else point.values.get(key) for key in keys]
        start = point.start.astimezone(zone).isoformat()
        yield [name, start, point.suppressed, point.coverage, point.n_rounded, *values]


def _find_other(identity: Identity, compare: str | None) -> Subject | None:
    if compare is None or not compare.startswith(COMPARE_COURSE):
        return None
    return find_subject(identity, int(compare.removeprefix(COMPARE_COURSE)), None)


def _read(subject: Subject, measure: Measure, key: str | None, period: Period) -> Series:
    """Without a key its own main value; what it is compared with shows the same one."""
    sums = read_sums(subject, measure, period)
    total = find_total(sums)
    values = find_values(measure, total) if total.weight else None
    key = key or find_main_key(measure, values or {})
    main = read_value(measure, key, values) if values else None
    points = describe_series(subject, measure, key, period, sums)
    return Series(subject.title, period.first, period.last, values, main, points)


def _compare(
    measure: Measure, one: tuple[Subject, Period], other: tuple[Subject, Period]
) -> list[Difference]:
    days = [
        list(read_sums(subject, measure, Period("day", period.first, period.last)).values())
        for subject, period in (one, other)
    ]
    return compare_days(measure, days[0], days[1])

"""Reads sums as a series of points: shares by hour, day or week, with gaps where too few were counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import select

from backend.config import current_config
from backend.db.base import db
from backend.db.trend import TrendRollup
from backend.trends.access import Subject
from backend.trends.calendar import DAY, By, day_of, fit_step, list_buckets, start_of_day, week_of
from backend.trends.gather import DIFFICULT_WORDS
from backend.trends.group import ABSTAINED, AGREES, SHARING
from backend.trends.rollup import Level, Sum

Measure = Literal["expressions", "engagement", "check_ins", "coverage", "abstention", "agreement"]
MEASURES: tuple[Measure, ...] = (
    "expressions", "engagement", "check_ins", "coverage", "abstention", "agreement",
)  # fmt: skip
PARTS_OF_A_WHOLE = frozenset({"expressions", "check_ins", "coverage"})
HIDDEN = "hidden"  # people whose share is left out because their group or its rest is too small
DIFFICULT = "difficult"  # stuck or lost, as one
NOT_MOODS = frozenset({HIDDEN, "unsure"})
FIXED: dict[Measure, str] = {
    "engagement": "engagement",
    "coverage": SHARING,
    "abstention": ABSTAINED,
    "agreement": AGREES,
    "check_ins": DIFFICULT,
}


@dataclass(frozen=True)
class Period:
    """From the first to the last local day, both included, in steps."""

    by: By
    first: date
    last: date

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.last - self.first).days + 1

    def previous(self) -> Period:
        """The same number of days just before."""
        return Period(self.by, self.first - self.days * DAY, self.first - DAY)


@dataclass(frozen=True)
class Point:
    """One step. Without values nothing was published; `suppressed`: because there were too few.

    `main` is the one value that stands for the measure, or at least that; None where it was not named.
    """

    start: datetime
    values: dict[str, float] | None
    main: float | None
    suppressed: bool
    coverage: float | None
    n_rounded: int
    weight: float


def make_period(by: By, first: date, last: date) -> Period:
    """A period that a chart can show: the step grows with the length."""
    return Period(fit_step(by, first, last), first, last)


def institution_zone() -> ZoneInfo:
    """Where midnight is."""
    return ZoneInfo(current_config().trends.time_zone)


def describe_series(
    subject: Subject, measure: Measure, key: str, period: Period, sums: dict[datetime, Sum]
) -> list[Point]:
    """Every step of the period, also those of which nothing is known; `key` names their main value."""
    zone = institution_zone()
    covered = sums if measure == "coverage" else read_sums(subject, "coverage", period)
    starts = list_buckets(period.by, period.first, period.last, zone)
    return [_describe_point(start, (measure, key), sums.get(start), covered.get(start)) for start in starts]


def read_sums(subject: Subject, measure: Measure, period: Period) -> dict[datetime, Sum]:
    """The sums of each step; weeks are made of days."""
    zone = institution_zone()
    level: Level = "hour" if period.by == "hour" else "day"
    start, end = start_of_day(period.first, zone), start_of_day(period.last + DAY, zone)
    found: dict[datetime, Sum] = {}
    for row in _read_rows(subject, measure, level, (start, end)):
        step = row.start
        if period.by == "week":
            step = start_of_day(week_of(day_of(row.start, zone)), zone)
        _merge(found.setdefault(step, Sum()), row)
    return found


def read_lesson_totals(
    course_id: int, period: Period, measures: Sequence[Measure]
) -> dict[tuple[int, str], Sum]:
    """The sums of every lesson of a course over the whole period, by lesson and measure."""
    zone = institution_zone()
    query = select(
        TrendRollup.lesson_id,
        TrendRollup.measure,
        TrendRollup.weight,
        TrendRollup.people,
        TrendRollup.suppressed,
        TrendRollup.sums,
    ).where(
        TrendRollup.course_id == course_id,
        TrendRollup.scope == "lesson",
        TrendRollup.level == "day",
        TrendRollup.measure.in_(measures),
        TrendRollup.start >= start_of_day(period.first, zone),
        TrendRollup.start < start_of_day(period.last + DAY, zone),
    )
    found: dict[tuple[int, str], Sum] = {}
    for row in db.session.execute(query):
        _merge(found.setdefault((row.lesson_id, row.measure), Sum()), row)  # type: ignore[arg-type]
    return found


def find_values(measure: Measure, total: Sum) -> dict[str, float]:
    """Means of what was published, and how much of a whole stayed hidden."""
    values = {name: round(value / total.weight, 4) for name, value in total.sums.items()}
    if measure in PARTS_OF_A_WHOLE:
        rest = round(1 - sum(total.sums.values()) / total.weight, 4)
        if rest > 0:
            values[HIDDEN] = rest
    return values


def find_main_key(measure: Measure, values: dict[str, float]) -> str:
    """Which value stands for the measure where only one can."""
    if measure in FIXED:
        return FIXED[measure]
    moods = {name: share for name, share in values.items() if name not in NOT_MOODS}
    return max(moods, key=lambda each: (moods[each], each), default=HIDDEN)


def read_value(measure: Measure, key: str, values: dict[str, float]) -> float | None:
    """One value, or at least that: a part that was not named may add to it. None where nothing of it was."""
    named = [values[part] for part in _parts_of(key) if part in values]
    if not named and not _is_whole(measure, values):
        return None
    return round(sum(named), 4)


def find_bounds(measure: Measure, key: str, values: dict[str, float]) -> tuple[float, float]:
    """Between which two a value lies, whatever was not named; the same twice where all of it was."""
    least = read_value(measure, key, values) or 0.0
    if _is_whole(measure, values) or all(part in values for part in _parts_of(key)):
        return least, least
    return least, round(least + values.get(HIDDEN, 1.0), 4)


def find_total(sums: dict[datetime, Sum]) -> Sum:
    """Everything in one sum."""
    total = Sum()
    for each in sums.values():
        total.weight += each.weight
        total.people = max(total.people, each.people)
        total.suppressed += each.suppressed
        for name, value in each.sums.items():
            total.sums[name] = total.sums.get(name, 0.0) + value
    return total


def _parts_of(key: str) -> tuple[str, ...]:
    return DIFFICULT_WORDS if key == DIFFICULT else (key,)


def _is_whole(measure: Measure, values: dict[str, float]) -> bool:
    """Where those named make up everybody, a part that is missing is nobody."""
    return measure in PARTS_OF_A_WHOLE and HIDDEN not in values


def _describe_point(
    start: datetime, named: tuple[Measure, str], total: Sum | None, covered: Sum | None
) -> Point:
    """Turn a sum into shares."""
    share, (measure, key) = None, named
    if covered is not None and covered.weight and SHARING in covered.sums:
        share = round(covered.sums[SHARING] / covered.weight, 4)
    if total is None or not total.weight:
        return Point(start, None, None, bool(total and total.suppressed), share, 0, 0.0)
    values = find_values(measure, total)
    main = read_value(measure, key, values)
    return Point(start, values, main, False, share, total.people, round(total.weight, 2))


def _read_rows(
    subject: Subject, measure: str, level: Level, span: tuple[datetime, datetime]
) -> list[TrendRollup]:
    query = select(
        TrendRollup.start, TrendRollup.weight, TrendRollup.people, TrendRollup.suppressed, TrendRollup.sums
    ).where(
        TrendRollup.level == level,
        TrendRollup.measure == measure,
        TrendRollup.start >= span[0],
        TrendRollup.start < span[1],
    )
    if subject.lesson_id is not None:
        query = query.where(TrendRollup.lesson_id == subject.lesson_id, TrendRollup.scope == "lesson")
    elif subject.course_id is not None:
        query = query.where(TrendRollup.course_id == subject.course_id, TrendRollup.scope == "course")
    else:
        query = query.where(TrendRollup.scope == "all")
    return list(db.session.execute(query.order_by(TrendRollup.start)))  # type: ignore[arg-type]


def _merge(into: Sum, row: TrendRollup) -> None:
    into.weight += row.weight
    into.people = max(into.people, row.people)
    into.suppressed += row.suppressed
    for name, value in row.sums.items():
        into.sums[name] = into.sums.get(name, 0.0) + value

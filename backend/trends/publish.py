"""Publishes groups once, of each live class and of each day when it is over. Then they are frozen.

A group too small to speak of is put together with others: a class with its lesson's day, a lesson's day with
its course's. Each check-in and sitting is in one published group at most, so that nothing can be subtracted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select

from backend import clock
from backend.config import current_config
from backend.db.base import db
from backend.db.course import LiveClass
from backend.db.recording import CheckInRow, LiveSession
from backend.db.support import AgreementPair
from backend.db.trend import TrendCell
from backend.privacy.retention import find_limit
from backend.trends.calendar import DAY, day_of, start_of_day, start_of_hour
from backend.trends.gather import Items, Sharing, gather_alone, gather_class, read_largest_cohort
from backend.trends.group import Item, Kind, Rule, Said, describe_coverage, describe_group
from backend.trends.mark import lock_mark

CLASS_KINDS: tuple[Kind, ...] = ("check_ins", "abstention")
COVERAGE: Kind = "coverage"  # this one and the next
MOMENTS: Kind = "moments"  # have no meaning beyond their class, so they are not added to a day
DAY_KINDS: tuple[Kind, ...] = (*CLASS_KINDS, "expressions", "engagement", "agreement")
CLASSES_AT_ONCE = 20  # in one transaction; other writers get their turn in between
PUBLISHED, SUPPRESSED, EMPTY = "published", "suppressed", "empty"


@dataclass(frozen=True)
class _Span:
    """A local day; the first one after a change of time zone is shorter or longer."""

    start: datetime
    end: datetime


def publish_due(zone: ZoneInfo) -> int:
    """Publish every class and day that is over and was not published; say how many of both."""
    shares, count = Sharing(), 0
    while done := _publish_classes(zone, shares):
        count += done
    while _publish_next_day(zone, shares):
        count += 1
    return count


def _publish_classes(zone: ZoneInfo, shares: Sharing) -> int:
    lock_mark()
    classes = _find_classes_over()
    for live_class in classes:
        _publish_class(live_class, start_of_hour(live_class.started_at, zone), shares)
    db.session.commit()
    return len(classes)


def _publish_class(live_class: LiveClass, start: datetime, shares: Sharing) -> None:
    items = gather_class(live_class.id, live_class.course_id, live_class.started_at, shares)
    said = {kind: describe_group(kind, items.get(kind, []), _rule()) for kind in (*CLASS_KINDS, MOMENTS)}
    present = {item.user_id for item in items[MOMENTS]}
    items[COVERAGE] = items[MOMENTS]
    said[COVERAGE] = describe_coverage(read_largest_cohort(live_class.id), len(present), _rule())
    for kind, each in said.items():
        cell = _make_cell(kind, live_class.course_id, start, each, items.get(kind))
        cell.lesson_id, cell.live_class_id = live_class.lesson_id, live_class.id
        db.session.add(cell)


def _find_classes_over() -> list[LiveClass]:
    now = clock.utc_now()
    is_over = LiveClass.ended_at <= now - timedelta(seconds=current_config().trends.settle_s)
    kept = LiveClass.started_at > _kept_since(now)
    query = select(LiveClass).where(is_over, kept, ~_has_cells()).order_by(LiveClass.id)
    return list(db.session.scalars(query.limit(CLASSES_AT_ONCE)))


def _publish_next_day(zone: ZoneInfo, shares: Sharing) -> bool:
    mark = lock_mark()
    start = mark.published_through or _find_first_moment(zone)
    span = _Span(start, start_of_day(day_of(start, zone) + DAY, zone)) if start else None
    if span is None or not _is_over(span):
        db.session.rollback()
        return False
    for course_id, items in _gather_day(span, shares).items():
        for kind in DAY_KINDS:
            _publish_day_of_course(kind, course_id, span.start, items.get(kind, []))
    mark.published_through = span.end
    db.session.commit()
    return True


def _gather_day(span: _Span, shares: Sharing) -> dict[int, Items]:
    found = gather_alone(span.start, span.end, shares)
    query = (
        select(LiveClass, TrendCell.kind)
        .join(TrendCell, TrendCell.live_class_id == LiveClass.id)
        .where(_begins_in(span), TrendCell.state == SUPPRESSED, TrendCell.kind.in_(CLASS_KINDS))
        .order_by(LiveClass.id, TrendCell.kind)
    )
    moved: dict[LiveClass, list[Kind]] = defaultdict(list)
    for live_class, kind in db.session.execute(query):
        moved[live_class].append(cast(Kind, kind))
    for each, kinds in moved.items():
        items = gather_class(each.id, each.course_id, each.started_at, shares)
        for kind in kinds:
            found.setdefault(each.course_id, {}).setdefault(kind, []).extend(items.get(kind, []))
    return found


def _publish_day_of_course(kind: Kind, course_id: int, start: datetime, items: list[Item]) -> None:
    by_lesson: dict[int | None, list[Item]] = defaultdict(list)
    for item in items:
        by_lesson[item.lesson_id].append(item)
    rest = by_lesson.pop(None, [])
    for lesson_id, own in by_lesson.items():
        said = describe_group(kind, own, _rule())
        cell = _make_cell(kind, course_id, start, said, own)
        cell.lesson_id = lesson_id
        db.session.add(cell)
        rest += [] if said else own
    if rest:
        db.session.add(_make_cell(kind, course_id, start, describe_group(kind, rest, _rule()), rest))


def _make_cell(
    kind: Kind, course_id: int, start: datetime, said: Said | None, items: Iterable[Item] | None
) -> TrendCell:
    state = PUBLISHED if said else SUPPRESSED if items else EMPTY
    said = said or Said(0, 0, {})
    return TrendCell(
        kind=kind, course_id=course_id, start=start, state=state,
        people=said.people, weight=said.weight, shares=said.shares,
    )  # fmt: skip


def _is_over(span: _Span) -> bool:
    """The clock has passed its end, what was in memory is written, every class begun in it is published."""
    now = clock.utc_now()
    if now < span.end + timedelta(seconds=current_config().trends.settle_s):
        return False
    kept = LiveClass.started_at > _kept_since(now)
    open_class = select(LiveClass.id).where(_begins_in(span), kept, ~_has_cells())
    return db.session.scalar(open_class.limit(1)) is None


def _begins_in(span: _Span) -> ColumnElement[bool]:
    return (LiveClass.started_at >= span.start) & (LiveClass.started_at < span.end)


def _has_cells() -> ColumnElement[bool]:
    known = select(TrendCell.id).where(TrendCell.kind == "check_ins", TrendCell.live_class_id == LiveClass.id)
    return known.exists()


def _find_first_moment(zone: ZoneInfo) -> datetime | None:
    moments = [
        db.session.scalar(select(func.min(column)))
        for column in (CheckInRow.at, LiveSession.ended_at, LiveClass.started_at, AgreementPair.at)
    ]
    known = [moment for moment in moments if moment is not None]
    if not known:
        return None
    return start_of_day(day_of(max(min(known), _kept_since(clock.utc_now())), zone), zone)


def _kept_since(now: datetime) -> datetime:
    return find_limit(current_config().retention, "window_days", now)


def _rule() -> Rule:
    config = current_config()
    return Rule(config.min_group, config.trends.round_to)

"""Rollups: the same as adding up by hand, across changing clocks, late data, deletion, withdrawal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from backend import wsgi
from backend.db.base import db
from backend.db.course import Lesson, LiveClass
from backend.db.migrate import downgrade_database, upgrade_database
from backend.db.privacy import Consent
from backend.db.recording import CheckInRow, ClassWindow
from backend.db.trend import TrendCell, TrendRollup
from backend.privacy.policy import Scope
from backend.privacy.retention import delete_expired
from backend.trends.calendar import list_buckets
from settings import load_settings
from tests.backend.conftest import Clock
from tests.backend.trends_world import GROUP_ONLY, School, add_lesson, open_school

BERLIN = "Europe/Berlin"
SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=timezone.utc), datetime(2026, 10, 25, tzinfo=timezone.utc)
LABELS = ("happy", "neutral", "sad")


@dataclass(frozen=True)
class Shown:
    """A window to be published: which class, how many seconds after the change of clocks, what it says."""

    live_class: int
    after_s: int
    cohort: int
    shares: dict[str, float]
    unsure: float | None
    engagement: float | None


shares = st.dictionaries(st.sampled_from(LABELS), st.sampled_from([0.1, 0.2, 0.3]))
shown = st.builds(
    Shown,
    live_class=st.integers(0, 2),
    after_s=st.integers(-17280, 17280).map(lambda number: 10 * number),
    cohort=st.sampled_from([10, 15, 30]),
    shares=shares,
    unsure=st.sampled_from([None, 0.1]),
    engagement=st.sampled_from([None, 0.4, 0.7]),
)


@pytest.fixture
def overrides() -> list[str]:
    """An institution whose clocks change."""
    return [f"trends.time_zone={BERLIN}"]


@pytest.fixture
def school(app: Flask) -> School:
    """A course of one lesson."""
    return open_school(app)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    change=st.sampled_from([SPRING, AUTUMN]),
    runs=st.lists(st.lists(shown, max_size=12), min_size=1, max_size=3),
    lost=st.one_of(st.none(), st.integers(0, 2)),
)
def test_sums_equal_those_made_by_hand(
    school: School, monkeypatch: Any, change: datetime, runs: list[list[Shown]], lost: int | None
) -> None:
    """However the windows arrive, late ones after their day was summed, and whichever lesson is deleted."""
    monkeypatch.setattr("backend.clock.utc_now", lambda: change + timedelta(days=3))
    lessons = [add_lesson(school.app, school.course_id) for _ in range(3)]
    classes = [school.hold_class(change - timedelta(hours=1), 30, lesson) for lesson in lessons]
    for run in runs:
        school.add_windows([make_row(each, classes, change) for each in run])
        school.roll_up()
        assert read_sums(school.app) == sum_by_hand(school.app)
    if lost is not None:
        with school.app.app_context():
            db.session.execute(delete(Lesson).where(Lesson.id == lessons[lost]))
            db.session.commit()
        school.roll_up()
        assert read_sums(school.app) == sum_by_hand(school.app)
    with school.app.app_context():
        db.session.execute(delete(Lesson).where(Lesson.id.in_(lessons)))
        db.session.commit()
    school.roll_up()
    assert read_sums(school.app) == {}


def make_row(each: Shown, classes: list[int], change: datetime) -> dict[str, Any]:
    """The columns of a window."""
    start = change + timedelta(seconds=each.after_s)
    said = {name: getattr(each, name) for name in ("cohort", "shares", "unsure", "engagement")}
    return {"live_class_id": classes[each.live_class], "start": start, **said}


def read_sums(app: Flask) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Every stored sum of what windows said."""
    with app.app_context():
        rows = db.session.scalars(select(TrendRollup).where(TrendRollup.measure != "coverage")).all()
        return {
            (r.level, r.start, r.scope, r.course_id, r.lesson_id, r.live_class_id, r.measure): (
                round(r.weight, 4),
                {name: round(value, 4) for name, value in r.sums.items()},
            )
            for r in rows
            if r.weight
        }


def sum_by_hand(app: Flask) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """The same from the windows alone, with the wall clock's own words for hour and day."""
    zone, found = ZoneInfo(BERLIN), defaultdict(lambda: [0.0, defaultdict(float)])
    with app.app_context():
        query = select(ClassWindow, LiveClass).join(LiveClass, LiveClass.id == ClassWindow.live_class_id)
        for window, live_class in db.session.execute(query):
            weight = window.cohort * window.seconds / 60
            moods = dict(window.shares) | ({} if window.unsure is None else {"unsure": window.unsure})
            said = {"expressions": moods}
            if window.engagement is not None:
                said["engagement"] = {"engagement": window.engagement}
            for measure, values in said.items():
                for bucket in buckets_of(window, live_class, zone):
                    total = found[(*bucket, measure)]
                    total[0] += weight
                    for name, value in values.items():
                        total[1][name] += value * weight
    return {
        key: (round(weight, 4), {name: round(value, 4) for name, value in sums.items()})
        for key, (weight, sums) in found.items()
    }


def buckets_of(window: ClassWindow, live_class: LiveClass, zone: ZoneInfo) -> Iterator[tuple[Any, ...]]:
    """Where one window belongs, found by walking back in time until the wall clock's hour or date changes."""
    course, lesson = live_class.course_id, live_class.lesson_id
    minute = window.start.replace(second=0, microsecond=0)
    yield "minute", minute, "class", course, lesson, live_class.id
    hour = minute - timedelta(minutes=minute.astimezone(zone).minute)
    day = hour
    while (day - timedelta(hours=1)).astimezone(zone).date() == hour.astimezone(zone).date():
        day -= timedelta(hours=1)
    yield "day", day, "class", course, lesson, live_class.id
    for level, start in (("hour", hour), ("day", day)):
        yield level, start, "all", None, None, None
        yield level, start, "course", course, None, None
        yield level, start, "lesson", course, lesson, None


@pytest.mark.parametrize(("change", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_a_day_has_the_hours_that_its_clock_showed(change: datetime, hours: int) -> None:
    zone = ZoneInfo(BERLIN)
    starts = list_buckets("hour", change.date(), change.date(), zone)
    assert len(starts) == hours
    assert {later - earlier for earlier, later in pairwise(starts)} == {timedelta(hours=1)}


def test_an_upgrade_adds_up_anew_what_an_older_version_did_not(
    school: School, frozen: Clock, database_url: str
) -> None:
    live_class = school.hold_class(frozen.now - timedelta(days=3))
    school.add_window(live_class, frozen.now - timedelta(days=3))
    school.roll_up()
    before = read_sums(school.app)
    with school.app.app_context():
        db.engine.dispose()
    downgrade_database(database_url, "0004")
    assert len(read_sums(school.app)) < len(before)
    upgrade_database(database_url)
    school.roll_up()
    assert read_sums(school.app) == before


def test_running_again_changes_nothing(school: School, frozen: Clock) -> None:
    live_class = school.hold_class(frozen.now - timedelta(hours=2))
    school.add_window(live_class, frozen.now - timedelta(hours=2))
    school.roll_up()
    before = read_sums(school.app)
    assert school.roll_up().days == 0
    assert read_sums(school.app) == before != {}


def test_what_was_missed_while_the_server_stood_still_is_caught_up(school: School, frozen: Clock) -> None:
    people = school.add_students(12)
    for day in range(1, 6):
        for person in people:
            school.say(person, "well" if person % 2 else "lost", frozen.now - timedelta(days=day))
    school.roll_up()
    assert len(read_cells(school.app, "check_ins")) == 5


def test_a_published_group_stays_when_somebody_withdraws_or_is_erased(school: School, frozen: Clock) -> None:
    people = school.add_students(12)
    started_at = frozen.now - timedelta(hours=1)
    live_class = school.hold_class(started_at)
    for number, person in enumerate(people):
        school.say(person, "well" if number < 6 else "lost", started_at, live_class)
        school.sit(person, started_at, live_class, seen=90 if number < 6 else None)
    school.roll_up()
    before, sums = read_cells(school.app), read_all(school.app)
    with school.app.app_context():
        db.session.execute(delete(Consent).where(Consent.scope == Scope.SHARE_AGGREGATE.value))
        db.session.execute(delete(CheckInRow).where(CheckInRow.user_id == people[0]))
        db.session.execute(text("DELETE FROM users WHERE id = :id"), {"id": people[1]})
        db.session.commit()
    school.roll_up()
    assert read_cells(school.app) == before and read_all(school.app) == sums


def test_a_check_in_that_comes_after_its_group_is_published_changes_nothing(
    school: School, frozen: Clock
) -> None:
    people = school.add_students(12)
    started_at = frozen.now - timedelta(hours=1)
    live_class = school.hold_class(started_at)
    for number, person in enumerate(people):
        school.say(person, "well" if number < 6 else "lost", started_at, live_class)
    school.roll_up()
    before = read_cells(school.app, "check_ins")
    school.say(people[0], "bored", started_at + timedelta(minutes=1), live_class)
    school.roll_up()
    assert read_cells(school.app, "check_ins") == before


def test_who_withdrew_before_publication_is_not_counted(school: School, frozen: Clock) -> None:
    people = school.add_students(20)
    started_at = frozen.now - timedelta(hours=1)
    live_class = school.hold_class(started_at)
    for person in people:
        school.sit(person, started_at, live_class)
    with school.app.app_context():
        gone = Consent.user_id.in_(people[:8]) & (Consent.scope == Scope.SHARE_AGGREGATE.value)
        db.session.execute(delete(Consent).where(gone))
        db.session.commit()
    school.roll_up()
    (cell,) = read_cells(school.app, "abstention")
    assert cell["shares"] == {"abstained": 0.1, "no_face": 0.1} and cell["people"] == 10


@pytest.mark.parametrize(
    ("cohorts", "present", "shares"),
    [
        ((10, 15, 10), 21, {"sharing": 0.7, "not_sharing": 0.3}),  # 15 of 21
        ((10,), 15, {"sharing": 0.65, "not_sharing": 0.35}),
        ((10,), 14, None),  # four who did not share, or fewer, are too few
        ((), 30, None),
    ],
)
def test_coverage_is_what_the_windows_published(
    school: School, frozen: Clock, cohorts: tuple[int, ...], present: int, shares: dict[str, float] | None
) -> None:
    """Whatever is kept of those who were there; what may not be said of a class moves into no other group."""
    started_at = frozen.now - timedelta(days=1, hours=2)
    live_class = school.hold_class(started_at)
    for person in (*school.add_students(7), *school.add_students(present - 7, GROUP_ONLY)):
        school.sit(person, started_at, live_class)
        school.sit(person, started_at + timedelta(hours=1))
    for number, cohort in enumerate(cohorts):
        school.add_window(live_class, started_at + timedelta(seconds=10 * number), cohort=cohort)
    school.roll_up()
    (cell,) = read_cells(school.app, "coverage")
    assert cell["live_class_id"] == live_class
    assert (cell["state"], cell["shares"]) == (("published", shares) if shares else ("suppressed", {}))


def test_each_word_is_in_one_published_group_at_most(school: School, frozen: Clock) -> None:
    """A class too small to speak of moves to its day; one that was published does not."""
    people = school.add_students(15)
    yesterday = (frozen.now - timedelta(days=1)).replace(hour=10)  # all of it on one day, whenever this runs
    large, small = school.hold_class(yesterday), school.hold_class(yesterday + timedelta(minutes=20))
    for number, person in enumerate(people):
        school.say(person, "well" if number < 8 else "lost", yesterday, large)
        school.say(person, "well" if number < 8 else "lost", yesterday + timedelta(hours=1))
    for person in people[:4]:
        school.say(person, "bored", yesterday + timedelta(minutes=21), small)
    school.roll_up()
    cells = {(c["live_class_id"], c["state"]): c for c in read_cells(school.app, "check_ins")}
    assert set(cells) == {(large, "published"), (small, "suppressed"), (None, "published")}
    assert cells[large, "published"]["shares"] == {"well": 0.55, "lost": 0.45}


def test_sums_are_deleted_with_the_windows_they_are_made_of(school: School, frozen: Clock) -> None:
    live_class = school.hold_class(frozen.now - timedelta(hours=2))
    school.add_window(live_class, frozen.now - timedelta(hours=2))
    school.roll_up()
    frozen.advance(days=181)
    with school.app.app_context():
        delete_expired()
    school.roll_up()
    assert read_all(school.app) == [] and read_cells(school.app) == []


def test_sums_go_on_after_everything_they_were_made_of_has_expired(school: School, frozen: Clock) -> None:
    people = school.add_students(12)
    for _ in range(2):
        started_at = frozen.now - timedelta(hours=1)
        live_class = school.hold_class(started_at)
        for number, person in enumerate(people):
            school.say(person, "well" if number < 6 else "lost", started_at, live_class)
        school.roll_up()
        assert {row[2] for row in read_all(school.app)} >= {"check_ins"}
        frozen.advance(days=400)
        with school.app.app_context():
            delete_expired()
            db.session.execute(text("UPDATE trend_marks SET cell_id = cell_id + 1000"))
            db.session.commit()
        school.roll_up()
        assert read_all(school.app) == []


def test_another_time_zone_cuts_the_days_anew(school: School, frozen: Clock, environ: dict[str, str]) -> None:
    frozen.now = datetime(2026, 6, 2, 12, tzinfo=timezone.utc)
    live_class = school.hold_class(frozen.now - timedelta(hours=13))
    school.add_window(live_class, datetime(2026, 6, 1, 23, tzinfo=timezone.utc))
    school.roll_up()
    days = {row[1] for row in read_all(school.app) if row[0] == "day" and row[3]}
    assert days == {datetime(2026, 6, 1, 22, tzinfo=timezone.utc)}
    moved = wsgi.build_app(load_settings(overrides=["trends.time_zone=UTC"], environ=environ))
    School(moved, school.course_id, school.lesson_id).roll_up()
    days = {row[1] for row in read_all(school.app) if row[0] == "day" and row[3]}
    assert days == {datetime(2026, 6, 1, tzinfo=timezone.utc)}
    with moved.app_context():
        db.engine.dispose()


def read_cells(app: Flask, kind: str | None = None) -> list[dict[str, Any]]:
    """Every published group, or those of one kind that are not empty."""
    with app.app_context():
        rows = db.session.scalars(select(TrendCell).order_by(TrendCell.id)).all()
        names = ("id", "kind", "live_class_id", "state", "people", "weight", "shares")
        cells = [{name: getattr(row, name) for name in names} for row in rows]
    return [cell for cell in cells if kind is None or (cell["kind"] == kind and cell["state"] != "empty")]


def read_all(app: Flask) -> list[tuple[Any, ...]]:
    """Every sum, as it stands."""
    with app.app_context():
        rows = db.session.scalars(select(TrendRollup).order_by(TrendRollup.id)).all()
        return [(r.level, r.start, r.measure, r.weight, r.people, r.suppressed, str(r.sums)) for r in rows]

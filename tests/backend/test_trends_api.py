"""Trends over HTTP: what is shown, what is held back, the same numbers in the table, who may look."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from backend.clock import utc_now
from backend.db.base import db
from backend.db.course import Enrolment, Quiz
from backend.db.privacy import Declaration
from backend.privacy.policy import Scope
from backend.trends.compare import compare_days, find_main
from backend.trends.group import Item, Rule, describe_group
from backend.trends.rollup import Sum
from tests.backend.conftest import PASSWORD, Client, Clock
from tests.backend.trends_world import AGREED, School, brief, open_school

REASON = "the student asked me to look"
MEASURES = ("expressions", "engagement", "check_ins", "coverage", "abstention", "agreement")


@pytest.fixture
def database_kind() -> str:
    """What is shown does not depend on the database; the sums are tried on both."""
    return "sqlite"


@pytest.fixture
def school(app: Flask) -> School:
    """A course of one lesson."""
    return open_school(app)


@pytest.fixture
def admin(client_as: Callable[..., Client]) -> Client:
    """An administrator who has read what trends cannot tell."""
    return brief(client_as("admin"))


@pytest.fixture
def tutor(school: School, client_as: Callable[..., Client]) -> Client:
    """A tutor of the course."""
    client = brief(client_as("tutor"))
    with school.app.app_context():
        row = Enrolment(course_id=school.course_id, user_id=client.person["id"], role="tutor")
        db.session.add(row)
        db.session.commit()
    return client


@pytest.fixture
def held(school: School) -> int:
    """A class of fifteen two hours ago: ten share, six of them got lost in the second section."""
    started_at = (utc_now() - timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
    people, live_class = school.add_students(15), school.hold_class(started_at, 20)
    school.be_at(live_class, started_at, 0)
    school.be_at(live_class, started_at + timedelta(minutes=10), 1)
    for number, person in enumerate(people):
        school.sit(person, started_at, live_class, seen=90 if number < 10 else None)
        minute = 12 if number < 6 else 3
        word = "lost" if number < 6 else "well"
        school.say(person, word, started_at + timedelta(minutes=minute, seconds=number), live_class)
    starts = [started_at + timedelta(seconds=10 * step) for step in range(120)]
    school.add_windows(
        [
            {"live_class_id": live_class, "start": at, "engagement": 0.3 if 72 <= step < 96 else 0.7}
            for step, at in enumerate(starts)
        ]
    )
    school.roll_up()
    return live_class


def read_sheet(client: Client, path: str) -> list[dict[str, str]]:
    """The rows of a table as a spreadsheet opens it."""
    return list(csv.DictReader(io.StringIO(client.get(path).data.decode("utf-8-sig"))))


def read_moment(text: str) -> datetime:
    """A moment, however it is written."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.mark.parametrize("measure", MEASURES)
def test_the_table_holds_the_numbers_of_the_chart(admin: Client, held: int, measure: str) -> None:
    query = f"measure={measure}&compare=previous"
    chart = admin.get(f"/trends?{query}").json
    rows = read_sheet(admin, f"/trends.csv?{query}")
    points = [("main", point) for point in chart["points"]]
    points += [("previous", point) for point in chart["previous"]["points"]]
    assert len(rows) == len(points) == 60
    for row, (series, point) in zip(rows, points, strict=True):
        assert row["series"] == series and read_moment(row["start"]) == read_moment(point["start"])
        assert row["n_rounded"] == str(point["n_rounded"]) and row["suppressed"] == str(point["suppressed"])
        shown = {key: float(row[key]) for key in row if key in (point["values"] or {}) and row[key]}
        assert shown == (point["values"] or {})


def test_tables_say_the_institutions_time(overrides: list[str], request: pytest.FixtureRequest) -> None:
    overrides.append("trends.time_zone=Asia/Tokyo")
    held, admin = request.getfixturevalue("held"), request.getfixturevalue("admin")
    days = read_sheet(admin, "/trends.csv?measure=check_ins&from=2026-03-01&to=2026-03-03")
    assert [row["start"] for row in days] == [f"2026-03-0{day}T00:00:00+09:00" for day in (1, 2, 3)]
    report = {row["section"]: row["value"] for row in read_sheet(admin, f"/live-classes/{held}/report.csv")}
    assert report["started_at"].endswith("+09:00")
    assert admin.get("/trends.csv").data.startswith("\ufeff".encode())


def test_a_class_just_held_is_in_the_trends(admin: Client, held: int) -> None:
    assert admin.get("/trends?measure=engagement").json["values"] == {"engagement": 0.62}
    assert admin.get("/trends?measure=check_ins").json["values"] == {"lost": 0.4, "well": 0.6}
    assert admin.get("/trends?measure=coverage").json["values"] == {"not_sharing": 0.35, "sharing": 0.65}
    moods = admin.get("/trends?measure=expressions").json
    assert moods["values"] == {"happy": 0.6, "hidden": 0.4} and moods["points"][-1]["n_rounded"] in (0, 10)


def test_too_few_people_are_a_gap_that_says_so(school: School, admin: Client) -> None:
    started_at = utc_now() - timedelta(hours=2)
    people, live_class = school.add_students(9), school.hold_class(started_at)
    for person in people:
        school.say(person, "lost", started_at, live_class)
    school.roll_up()
    chart = admin.get("/trends?measure=check_ins").json
    known = [point for point in chart["points"] if point["suppressed"]]
    assert len(known) == 1 and known[0]["values"] is None and known[0]["n_rounded"] == 0
    assert chart["values"] is None and [line["key"] for line in chart["headline"]] == ["too_few"]


@pytest.mark.parametrize("who", ["tutor", "admin"])
def test_who_looks_at_a_group_is_none_of_it(
    school: School, admin: Client, tutor: Client, client_as: Any, who: str
) -> None:
    """Nine students and somebody who could take themselves out are nine, in a class and outside it."""
    looker = tutor if who == "tutor" else client_as("admin")
    if who == "admin":
        with school.app.app_context():
            db.session.add(Enrolment(course_id=school.course_id, user_id=looker.person["id"]))
            db.session.commit()
    looker.put("/consents", {"decisions": [{"scope": scope.value, "granted": True} for scope in AGREED]})
    started_at = utc_now() - timedelta(days=1, hours=2)
    live_class = school.hold_class(started_at)
    for each in (looker.person["id"], *school.add_students(9)):
        for place in (live_class, None):
            school.say(each, "lost", started_at, place)
            school.sit(each, started_at, place)
        school.call_for_help(each, started_at, live_class)
    school.roll_up()
    for measure in ("check_ins", "coverage", "abstention"):
        chart = admin.get(f"/trends?measure={measure}").json
        assert chart["values"] is None and sum(point["suppressed"] for point in chart["points"]) > 0
    report = admin.get(f"/live-classes/{live_class}/report").json
    assert report["present"] == 5 and report["check_in_shares"] is None
    seen = tutor.get(f"/live-classes/{live_class}/report").json
    assert seen["present"] == 9 and seen["check_ins"] == {"lost": 9} and seen["help"]["people"] == 9
    assert [moment["people"] for moment in seen["moments"]] == [9]


def hold_days(school: School, *days: dict[str, int]) -> None:
    """A live class a day, the newest first; so many people say each word in it."""
    people = school.add_students(max(sum(words.values()) for words in days))
    for number, words in enumerate(days):
        started_at = utc_now() - timedelta(days=number, hours=2)
        live_class = school.hold_class(started_at)
        said = [word for word, count in words.items() for _ in range(count)]
        for person, word in zip(people, said, strict=False):
            school.sit(person, started_at, live_class, seen=100)
            school.say(person, word, started_at, live_class)
    school.roll_up()


def test_a_hidden_share_is_never_read_as_zero(school: School, admin: Client) -> None:
    """On the newest day three were lost and three were tired: too few to name either."""
    hidden = {"well": 8, "tired": 3, "lost": 3}
    hold_days(school, hidden, *({"well": 14 - lost, "lost": lost} for lost in (5, 7, 9)))
    chart = admin.get("/trends?measure=check_ins").json
    points = [point for point in chart["points"] if point["values"]]
    assert chart["key"] == "difficult" and [each["main"] for each in points] == [0.65, 0.5, 0.35, None]
    assert points[-1]["values"] == {"well": 0.55, "hidden": 0.45} and chart["main"] == 0.375
    lines = {line["key"]: line["params"] for line in chart["headline"]}
    assert set(lines) == {"at_least_difficult", "highest"}  # the lowest may be the day that is hidden
    assert lines["highest"]["value"] == 0.65 and lines["at_least_difficult"]["share"] == 0.375
    calendar = admin.get("/trends/calendar?measure=check_ins").json
    assert [day["point"]["main"] for day in calendar["days"] if day["point"]["values"]][-1] is None
    spread = admin.get("/trends/distribution?measure=check_ins").json
    assert (spread["hours"], spread["hidden_hours"], spread["quantiles"]["p10"]) == (3, 1, 0.35)


def test_a_share_hidden_before_is_no_change(school: School, admin: Client) -> None:
    """Four of twenty were lost before, too few to be named beside the tired; now five are."""
    hold_days(school, *[{"well": 15, "lost": 5}] * 3, *[{"well": 12, "lost": 4, "tired": 4}] * 3)
    first, last = ((utc_now() - timedelta(days=days, hours=2)).date() for days in (2, 0))
    chart = admin.get(f"/trends?measure=check_ins&compare=previous&from={first}&to={last}").json
    assert chart["main"] == 0.25 and chart["previous"]["main"] is None
    found = {each["key"]: each for each in chart["differences"]}
    assert (found["lost"]["low"], found["lost"]["high"]) == (-0.15, 0.25)
    assert not any(found[key]["could_be_chance"] is False for key in ("lost", "difficult"))
    assert (found["well"]["low"], found["well"]["high"]) == (0.15, 0.15)


def test_a_value_that_nobody_may_be_told_is_not_said(school: School, admin: Client) -> None:
    hold_days(school, {"well": 12, "lost": 2})
    chart = admin.get("/trends?measure=check_ins").json
    assert chart["main"] is None and chart["headline"][0]["key"] == "difficult_hidden"
    spread = admin.get("/trends/distribution?measure=check_ins").json
    assert (spread["hours"], spread["hidden_hours"], spread["quantiles"]) == (0, 1, None)
    unread = admin.get("/trends?measure=abstention").json
    assert unread["main"] is None and [line["key"] for line in unread["headline"]] == ["not_named"]


def test_where_everybody_is_named_a_missing_word_is_nobody(school: School, admin: Client) -> None:
    hold_days(school, {"well": 7, "tired": 7})
    chart = admin.get("/trends?measure=check_ins").json
    assert chart["main"] == 0.0 and chart["headline"][0] == {
        "key": "difficult_share",
        "params": {"share": 0.0},
    }


@pytest.mark.parametrize(
    ("by", "days", "step"), [("hour", 40, "day"), ("day", 400, "week"), ("hour", 12, "hour")]
)
def test_no_series_has_more_than_300_points(admin: Client, by: str, days: int, step: str) -> None:
    first = (utc_now() - timedelta(days=days - 1)).date()
    chart = admin.get(f"/trends?by={by}&from={first}").json
    assert chart["by"] == step and 0 < len(chart["points"]) <= 300


@given(words=st.lists(st.sampled_from(["well", "stuck", "lost"]), max_size=40), k=st.integers(5, 7))
def test_no_group_is_published_whose_part_or_rest_is_small(words: list[str], k: int) -> None:
    items = [Item(number, utc_now(), 1, word) for number, word in enumerate(words)]
    said = describe_group("check_ins", items, Rule(k, 0.05))
    if said is None:
        assert len(words) < 2 * k
        return
    hidden = sum(word not in said.shares for word in words)
    assert all(k <= words.count(word) <= len(words) - k for word in said.shares)
    assert not said.shares or hidden == 0 or hidden >= k


def test_one_reason_that_few_have_is_not_named() -> None:
    """A mean over everybody could still say that somebody's room is dark."""
    dark = [{"abstained": 0.3, "too_dark": 0.3}] * 4
    items = [Item(n, utc_now(), 1, numbers=each) for n, each in enumerate(dark + [{"abstained": 0.1}] * 8)]
    said = describe_group("abstention", items, Rule(5, 0.05))
    assert said is not None and set(said.shares) == {"abstained"}


def test_a_difference_says_whether_it_could_be_chance() -> None:
    low = [Sum(100, 10, 0, {"engagement": 100 * value}) for value in (0.40, 0.42, 0.44, 0.41)]
    high = [Sum(100, 10, 0, {"engagement": 100 * value}) for value in (0.60, 0.63, 0.61, 0.58)]
    clear = find_main(compare_days("engagement", high, low))
    assert clear is not None and not clear.could_be_chance and clear.low < clear.value == 0.1875 < clear.high
    same = find_main(compare_days("engagement", low, low))
    assert same is not None and same.could_be_chance and same.value == 0
    assert compare_days("engagement", high[:2], low) == []


def test_two_courses_are_compared_only_for_who_may_see_both(
    tutor: Client, admin: Client, held: int, school: School
) -> None:
    mine, other = school.course_id, tutor.post("/courses", {"title": "Another"}).json["id"]
    assert tutor.get(f"/trends?course_id={mine}&compare=course:{other}").status_code == 200
    foreign = admin.post("/courses", {"title": "Not mine"}).json["id"]
    assert tutor.get(f"/trends?course_id={mine}&compare=course:{foreign}").status_code == 404


def test_nobody_sees_a_trend_before_reading_what_it_cannot_tell(client_as: Any, held: int) -> None:
    unread = client_as("admin")
    paths = ("/trends", "/trends/calendar", f"/live-classes/{held}/report", "/trends.csv")
    assert {unread.get(path).json["code"] for path in paths} == {"briefing_unread"}


def test_calendar_and_distribution_are_of_the_same_sums(admin: Client, held: int, school: School) -> None:
    calendar = admin.get("/trends/calendar?measure=engagement").json
    days = [day for day in calendar["days"] if day["point"]["values"]]
    assert [day["classes"] for day in days] == [1] and days[0]["point"]["values"] == {"engagement": 0.62}
    spread = admin.get("/trends/distribution?measure=engagement").json
    assert spread["hours"] == 1 and sum(part["share"] for part in spread["bins"]) == 1
    assert spread["quantiles"]["p50"] == 0.62


def test_the_map_of_a_lesson_shows_where_it_got_lost(admin: Client, held: int, school: School) -> None:
    found = admin.get(f"/trends/heat-map?lesson_id={school.lesson_id}").json
    assert found["axis"] == "section" and [c["title"] for c in found["columns"]][1:] == ["One", "Two"]
    cells = found["rows"][0]["cells"]
    assert cells[0] == {"engagement": 0.7, "signals": None}
    assert cells[1] == {"engagement": 0.54, "signals": 0.4}


def test_the_report_names_the_moment_and_its_place(tutor: Client, held: int) -> None:
    report = tutor.get(f"/live-classes/{held}/report").json
    moment = next(each for each in report["moments"] if each["people"])
    assert (moment["minute"], moment["people"]) == (12, 6)
    assert (moment["section"], moment["section_title"]) == (1, "One") and moment["dip"] > 0
    assert report["check_ins"] == {"lost": 6, "well": 9} and report["present"] == 15 and report["final"]
    assert len(report["timeline"]) == 20 and report["sharing"] == 0.65


def test_an_administrator_reads_no_small_counts_in_a_report(
    admin: Client, tutor: Client, school: School
) -> None:
    started_at = utc_now() - timedelta(hours=2)
    people, live_class = school.add_students(12), school.hold_class(started_at)
    for number, person in enumerate(people):
        school.sit(person, started_at, live_class)
        school.say(person, "bored" if number < 2 else "well", started_at, live_class)
    school.call_for_help(people[0], started_at + timedelta(minutes=2), live_class)
    path = f"/live-classes/{live_class}/report"
    seen, shown = tutor.get(path).json, admin.get(path).json
    assert seen["check_ins"] == {"bored": 2, "well": 10} and seen["help"]["people"] == 1
    assert shown["check_ins"] is shown["help"] is None
    assert shown["present"] == 10 and shown["questions"] == []
    assert admin.get(f"/courses/{school.course_id}/report").json["check_ins"] is None


def test_an_administrator_reads_of_self_reports_what_was_published(admin: Client, school: School) -> None:
    """What is counted anew for each question could be subtracted from what was counted for another."""
    hold_days(school, *({"well": 11, "lost": 1} for _ in range(6)), {"well": 6, "lost": 6})
    hold_days(school, {"lost": 1})
    course = f"/courses/{school.course_id}/report"
    days = [(utc_now() - timedelta(days=number, hours=2)).date() for number in (6, 5)]
    for query in ("", f"?from={days[0]}&to={days[0]}", f"?from={days[0]}&to={days[1]}"):
        report = admin.get(course + query).json
        assert report["check_ins"] is report["help"] is None
    said = [
        admin.get(f"/live-classes/{each['live_class_id']}/report").json
        for each in admin.get(course).json["classes"]
    ]
    assert all(each["check_ins"] is each["help"] is None for each in said)
    shares = [each["check_in_shares"] for each in said]
    assert shares.count(None) == 1  # the class of one
    assert shares.count({"hidden": 1.0}) == 6 and shares.count({"lost": 0.5, "well": 0.5}) == 1


def test_a_person_counts_once_in_a_courses_report(tutor: Client, school: School) -> None:
    """By their last word, however many classes they sat in; what is said outside classes is not counted."""
    words = ["lost", "well", "well"]
    hold_days(school, *({word: 12} for word in words))
    for person in school.students:
        school.say(person, "tired", utc_now() - timedelta(minutes=1))
    assert tutor.get(f"/courses/{school.course_id}/report").json["check_ins"] == {"lost": 12}


def test_quiz_results_stand_beside_and_speak_of_groups_only(tutor: Client, school: School) -> None:
    started_at = utc_now() - timedelta(hours=2)
    people, live_class = school.add_students(6), school.hold_class(started_at)
    with school.app.app_context():
        quiz = Quiz(lesson_id=school.lesson_id, title="Check")
        db.session.add(quiz)
        db.session.commit()
        quiz_id = quiz.id
    for person in people[:4]:
        school.take_quiz(quiz_id, person, 5.0, started_at + timedelta(minutes=30))
    path = f"/live-classes/{live_class}/report"
    school.take_quiz(quiz_id, tutor.person["id"], 5.0, started_at + timedelta(minutes=30))
    assert tutor.get(path).json["quiz"] is None  # who looks at the group is none of it
    school.take_quiz(quiz_id, people[4], 0.0, started_at + timedelta(minutes=31))
    quiz_row = tutor.get(path).json["quiz"]
    assert quiz_row["people"] == 5 and quiz_row["mean_percent"] == 80.0 and quiz_row["passed_share"] == 0.8
    lesson = tutor.get(f"/courses/{school.course_id}/report").json["lessons"][0]
    assert lesson["quiz"]["mean_percent"] == 80.0


def test_a_report_is_the_same_as_a_table(tutor: Client, held: int) -> None:
    report = tutor.get(f"/live-classes/{held}/report").json
    sheet = read_sheet(tutor, f"/live-classes/{held}/report.csv")
    rows = {(r["section"], r["row"], r["name"]): r["value"] for r in sheet}
    assert float(rows["engagement", "", ""]) == report["engagement"]
    assert int(rows["check_ins", "", "lost"]) == report["check_ins"]["lost"]
    for number, minute in enumerate(report["timeline"], start=1):
        assert float(rows["timeline", str(number), "engagement"]) == minute["engagement"]


@pytest.mark.parametrize(
    ("scopes", "mode", "status"),
    [
        ((*AGREED, Scope.SHARE_ADMINS), "individual", 200),
        ((*AGREED, Scope.SHARE_ADMINS), "aggregate", 403),
        ((*AGREED, Scope.SHARE_ADMINS), "off", 403),
        (AGREED, "individual", 403),
        ((Scope.SHARE_ADMINS,), "individual", 403),
        ((), "individual", 403),
    ],
)
def test_one_students_trend_needs_policy_and_consent(
    school: School, admin: Client, scopes: tuple[Scope, ...], mode: str, status: int
) -> None:
    (student,) = school.add_students(1, scopes)
    started_at = utc_now() - timedelta(hours=2)
    school.sit(student, started_at, school.hold_class(started_at))
    set_mode(school.app, mode)
    answer = admin.post("/trends/individual", {"user_id": student, "reason": REASON})
    assert answer.status_code == status
    if status == 200:
        (sitting,) = answer.json["sittings"]
        assert sitting["values"]["happy"] == 0.86 and sitting["coverage"] == 0.9
    seen = admin.get("/admin/audit?action=trend.seen").json["items"]
    assert [line["details"]["reason"] for line in seen] == ([REASON] if status == 200 else [])


def test_a_look_at_one_student_wants_a_reason_and_the_student_reads_of_it(
    school: School, admin: Client, client_as: Any
) -> None:
    student = client_as("student")
    decisions = [{"scope": s.value, "granted": True} for s in (*AGREED, Scope.SHARE_ADMINS)]
    assert student.put("/consents", {"decisions": decisions}).status_code == 200
    who = {"user_id": student.person["id"]}
    assert admin.post("/trends/individual", {**who, "reason": "because"}).status_code == 422
    not_yet = {"from": (utc_now() + timedelta(days=2)).date().isoformat()}
    assert admin.post("/trends/individual", {**who, "reason": REASON, **not_yet}).status_code == 422
    assert admin.post("/trends/individual", {**who, "reason": REASON}).status_code == 200
    looks = [view for view in student.get("/privacy/views").json["items"] if view["action"] == "trend.seen"]
    (look,) = looks
    assert (look["by"], look["who"], look["reason"]) == ("person", admin.person["name"], REASON)
    answer = student.post("/privacy/export", {"password": PASSWORD})
    taken = json.loads(zipfile.ZipFile(io.BytesIO(answer.data)).read("who_looked_at_my_data.json"))
    assert [line["reason"] for line in taken if line["action"] == "trend.seen"] == [REASON]


def test_saved_views_are_ones_own(tutor: Client, admin: Client) -> None:
    view = {"name": "Mondays", "query": {"measure": "check_ins", "by": "week", "compare": "previous"}}
    made = tutor.post("/trends/views", view).json
    assert made["query"]["measure"] == "check_ins" and made["query"]["by"] == "week"
    assert tutor.post("/trends/views", {**view, "query": {"by": "day"}}).json["id"] == made["id"]
    assert admin.get("/trends/views").json["items"] == []
    assert admin.delete(f"/trends/views/{made['id']}").status_code == 404
    assert tutor.delete(f"/trends/views/{made['id']}").status_code == 200
    assert tutor.get("/trends/views").json["items"] == []


def test_a_saved_number_of_days_ends_today_whenever_it_is_opened(
    school: School, tutor: Client, frozen: Clock
) -> None:
    query = {"measure": "check_ins", "days": 7, "course_id": school.course_id}
    assert tutor.post("/trends/views", {"name": "A week", "query": query}).status_code == 201
    frozen.advance(days=31)
    tutor.log_in(tutor.person["email"])
    (view,) = tutor.get("/trends/views").json["items"]
    asked = "&".join(f"{name}={value}" for name, value in view["query"].items() if value and name != "page")
    chart = tutor.get(f"/trends?{asked}").json
    today = frozen.now.date()
    assert (chart["first"], chart["last"]) == ((today - timedelta(days=6)).isoformat(), today.isoformat())


def set_mode(app: Flask, mode: str) -> None:
    """Another declaration holds."""
    with app.app_context():
        db.session.query(Declaration).update({"mode": mode})
        db.session.commit()

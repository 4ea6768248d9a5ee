"""The support loop over HTTP and in the database: choices, ratings, tutors' messages, reports, the study."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from backend.db.base import db
from backend.db.privacy import Consent
from backend.db.recording import CheckInRow, LiveSession
from backend.db.support import AgreementPair, LabelTally, SupportMessage
from backend.errors import ConflictError, ForbiddenError
from backend.hooks import LearningStep, MessageRating
from backend.privacy.notice import TEXTS
from backend.privacy.policy import Scope
from backend.support.alert import Member
from backend.support.classroom import Classrooms
from backend.support.desk import Desk, leave_study, purge_person, to_moment, write_tallies
from backend.support.engine import Due, Tallied
from backend.support.report import is_model_silent
from backend.support.research import CHECK_INS, MOMENTS, export_study
from backend.support.seat import Place
from backend.support.study import describe_study
from tests.backend.conftest import Client

NOW_S = datetime(2026, 5, 4, 10, tzinfo=timezone.utc).timestamp()
WARM = {"messages": "on", "tone": "warm", "muted_until": None}


@pytest.fixture
def student(course: dict[str, Any]) -> Client:
    client: Client = course["student"]
    return client


@pytest.fixture
def desk(app: Flask) -> Desk:
    config = app.config["ATTUNE"]
    return Desk(config.support, is_demo=True, chance=random.Random(1))


def due(course: dict[str, Any], client: Client, **changes: Any) -> Due:
    """This student should hear something."""
    plain = {
        "live_session_id": 0,
        "user_id": client.person["id"],
        "place": Place(course["id"], course["lesson"], None),
        "state": "confused",
        "causes": ("item",),
        "flags": frozenset({"confused", "solo"}),
    }
    return Due(**{**plain, **changes})


def sit(app: Flask, course: dict[str, Any], client: Client) -> int:
    """A live session in the database."""
    with app.app_context():
        row = LiveSession(user_id=client.person["id"], lesson_id=course["lesson"])
        db.session.add(row)
        db.session.commit()
        return row.id


def consent(app: Flask, user_id: int) -> None:
    """Agree to research."""
    text = TEXTS[Scope.RESEARCH]
    with app.app_context():
        row = Consent(user_id=user_id, scope="research", granted=True)
        row.text_version, row.text_hash = text.version, text.hash
        db.session.add(row)
        db.session.commit()


def consider(app: Flask, desk: Desk, found: Due, at_s: float = NOW_S) -> Any:
    with app.app_context():
        return desk.consider(found, at_s)


@pytest.fixture
def message_id(app: Flask, desk: Desk, course: dict[str, Any], student: Client) -> int:
    """A message that the student was shown."""
    found = due(course, student, live_session_id=sit(app, course, student))
    return int(consider(app, desk, found).row_id)


# What a student chooses


def test_preferences_start_as_on_and_warm_and_are_kept(student: Client) -> None:
    assert student.get("/support/preferences").json == WARM
    muted = {"messages": "on", "tone": "brief", "muted_until": "2026-05-04T12:00:00Z"}
    assert student.put("/support/preferences", muted).status_code == 200
    assert student.get("/support/preferences").json["tone"] == "brief"
    assert student.put("/support/preferences", {**WARM, "tone": "loud"}).status_code == 422


def test_a_message_comes_in_the_language_that_is_read_by_then(
    app: Flask, desk: Desk, course: dict[str, Any], student: Client
) -> None:
    found = due(course, student, live_session_id=sit(app, course, student))
    assert student.patch("/me", {"version": 1, "locale": "es"}).status_code == 200
    row_id = consider(app, desk, found).row_id
    with app.app_context():
        row = db.session.get(SupportMessage, row_id)
        assert row is not None and row.locale == "es"


def test_a_muted_student_hears_nothing_and_one_muted_before_does(
    app: Flask, desk: Desk, course: dict[str, Any], student: Client
) -> None:
    found = due(course, student, live_session_id=sit(app, course, student))
    until = to_moment(NOW_S + 60).isoformat()
    student.put("/support/preferences", {**WARM, "muted_until": until})
    assert consider(app, desk, found) is None
    assert consider(app, desk, found, NOW_S + 60) is not None
    student.put("/support/preferences", {**WARM, "messages": "off"})
    assert consider(app, desk, found, NOW_S + 5000) is None


def test_cool_down_and_cap_hold_across_sittings_and_restarts(
    app: Flask, course: dict[str, Any], student: Client
) -> None:
    times = []
    for minute in range(0, 60, 2):
        fresh = Desk(app.config["ATTUNE"].support, is_demo=True, chance=random.Random(minute))
        found = due(course, student, live_session_id=sit(app, course, student))
        if consider(app, fresh, found, NOW_S + 60 * minute) is not None:
            times.append(minute)
    assert times == [0, 10, 20]


def test_the_same_message_never_comes_twice_in_a_day(
    app: Flask, desk: Desk, course: dict[str, Any], student: Client
) -> None:
    found = due(course, student, live_session_id=sit(app, course, student))
    for hour in range(10):
        consider(app, desk, found, NOW_S + 3600 * hour)
    with app.app_context():
        keys = [row.message_key for row in db.session.query(SupportMessage)]
    assert len(keys) == len(set(keys)) == 8  # all there are of this cause, then silence


# What was shown, and how it was received


def test_my_messages_are_mine_alone(student: Client, message_id: int, client_as: Any) -> None:
    mine = student.get("/support/messages").json["items"]
    assert [item["id"] for item in mine] == [message_id] and mine[0]["rating"] is None
    other = client_as("student")
    assert other.get("/support/messages").json["items"] == []
    assert other.post(f"/support/messages/{message_id}/rating", {"value": "helped"}).status_code == 404


def test_a_rating_is_kept_and_another_replaces_it(student: Client, message_id: int) -> None:
    for value in ("helped", "not_helped"):
        assert (
            student.post(f"/support/messages/{message_id}/rating", {"value": value}).json["rating"] == value
        )
    assert student.post(f"/support/messages/{message_id}/rating", {"value": "great"}).status_code == 422


def test_not_me_denies_the_state_the_message_took_for_granted(
    app: Flask, student: Client, message_id: int
) -> None:
    heard: list[MessageRating] = []
    app.extensions["attune_hooks"].message_rated = heard.append
    student.post(f"/support/messages/{message_id}/rating", {"value": "helped"})
    student.post(f"/support/messages/{message_id}/rating", {"value": "not_me"})
    assert heard == [MessageRating(student.person["id"], "confused")]


def test_a_graded_quiz_is_a_step_or_an_error_and_no_answer_leaves(
    app: Flask, course: dict[str, Any], student: Client
) -> None:
    heard: list[LearningStep] = []
    app.extensions["attune_hooks"].learnt = heard.append
    handed_in = {"version": 1, "answers": [{"item_id": course["items"][0], "choices": [1]}]}
    assert student.post(f"/quizzes/{course['quiz']}/attempts", handed_in).status_code in (200, 201)
    assert heard == [LearningStep(student.person["id"], course["lesson"], right=1, wrong=1)]


def test_a_lesson_marked_done_is_told_once(app: Flask, course: dict[str, Any], student: Client) -> None:
    heard: list[int] = []
    app.extensions["attune_hooks"].lesson_finished = heard.append
    for completed in (False, True, True):
        place = {"section": 1, "video_seconds": 0, "completed": completed}
        assert student.put(f"/lessons/{course['lesson']}/progress", place).status_code == 200
    assert heard == [student.person["id"]]


# Tutors' own messages


def test_tutors_add_change_and_remove_their_own(course: dict[str, Any]) -> None:
    path, tutor = f"/courses/{course['id']}/support/messages", course["tutor"]
    made = tutor.post(path, {"cause": "item", "text": "Look at page two."})
    assert made.status_code == 201 and made.json["enabled"] and made.json["tone"] == "plain"
    one = f"{path}/{made.json['id']}"
    assert tutor.patch(one, {"version": 1, "enabled": False}).json["enabled"] is False
    assert tutor.patch(one, {"version": 1, "enabled": True}).status_code == 412
    assert tutor.delete(one).status_code == 200 and tutor.get(path).json["items"] == []


def test_a_tutors_words_are_held_to_the_same_rules(course: dict[str, Any]) -> None:
    path, tutor = f"/courses/{course['id']}/support/messages", course["tutor"]
    refused = tutor.post(path, {"cause": "item", "text": "You must try harder."})
    assert refused.status_code == 422 and refused.json["code"] == "unfit_words"
    assert any("guilt" in fault for fault in refused.json["details"]["faults"])
    made = tutor.post(path, {"cause": "item", "text": "Look at page two."}).json
    assert tutor.patch(f"{path}/{made['id']}", {"version": 1, "text": "You fail!"}).status_code == 422


def test_a_tutors_message_reaches_only_their_course(
    app: Flask, desk: Desk, course: dict[str, Any], student: Client
) -> None:
    text = "Look at page two."
    course["tutor"].post(
        f"/courses/{course['id']}/support/messages", {"cause": "item", "text": text, "tone": "warm"}
    )
    found = due(course, student, live_session_id=sit(app, course, student))
    assert consider(app, desk, found).message["text"] == text
    other = course["tutor"].post("/courses", {"title": "Other"}).json
    assert course["tutor"].get(f"/courses/{other['id']}/support/messages").json["items"] == []


# Wellbeing


def test_an_offer_is_never_withheld_and_not_repeated_soon(
    app: Flask, desk: Desk, course: dict[str, Any], student: Client
) -> None:
    consent(app, student.person["id"])
    found = due(course, student, live_session_id=sit(app, course, student), causes=("strain",))
    shown = []
    for hour in range(0, 24, 2):
        decided = consider(app, desk, found, NOW_S + 3600 * hour)
        shown.append(decided is not None and decided.message is not None)
    assert shown == [True, False] * 6
    with app.app_context():
        assert {row.arm for row in db.session.query(SupportMessage)} == {"message"}
        assert not any(row.in_study for row in db.session.query(SupportMessage))


def test_ways_to_a_person_come_from_the_settings(course: dict[str, Any], client_as: Any) -> None:
    admin, student = client_as("admin"), course["student"]
    assert student.get("/support/wellbeing").json["helplines"] == []
    contacts = {"helplines": [{"name": "Line", "contact": "123", "note": ""}]}
    assert admin.put("/admin/support/contacts", contacts).json == contacts
    site = {"name": "Hill School", "help_contact": "room 4", "help_text": ""}
    assert admin.put("/admin/settings", site).json == site
    ways = student.get("/support/wellbeing").json
    assert ways["helplines"] == contacts["helplines"]
    assert (ways["help_contact"], ways["help_text"]) == ("room 4", "")
    assert ways["tutors"] == [{"course": "Statistics", "name": course["tutor"].person["name"]}]
    assert ways["breathing"]["exhale_s"] > ways["breathing"]["inhale_s"]


# The study


@pytest.mark.parametrize(
    ("changes", "is_demo", "running", "why"),
    [
        ({}, True, True, "demo"),
        ({}, False, False, "switched_off"),
        ({"outside_demo": True}, False, False, "no_approval"),
        ({"outside_demo": True, "ethics_id": "E-1"}, False, False, "no_approval"),
        ({"outside_demo": True, "ethics_id": "E-1", "expires": "2026-05-04"}, False, True, "approved"),
        ({"outside_demo": True, "ethics_id": "E-1", "expires": "2026-05-03"}, False, False, "expired"),
        ({"expires": "2026-05-03"}, True, False, "expired"),
    ],
)
def test_the_study_is_off_unless_it_was_approved(
    app: Flask, changes: dict[str, Any], is_demo: bool, running: bool, why: str
) -> None:
    rules = replace(app.config["ATTUNE"].support.study, **changes)
    state = describe_study(rules, is_demo, to_moment(NOW_S))
    assert (state.running, state.why) == (running, why)


def test_without_consent_nothing_is_withheld_or_counted(
    app: Flask, course: dict[str, Any], student: Client
) -> None:
    assert not live_through_days(app, course, student, days=40)["in_study"]
    consent(app, student.person["id"])
    counted = live_through_days(app, course, student, days=40, from_day=50)
    assert counted["in_study"] == 40 and 2 <= counted["control"] <= 16


def test_outside_the_demo_consent_alone_starts_no_study(
    app: Flask, course: dict[str, Any], student: Client
) -> None:
    consent(app, student.person["id"])
    assert not live_through_days(app, course, student, days=20, is_demo=False)["in_study"]


def test_leaving_the_study_removes_what_was_withheld(
    app: Flask, course: dict[str, Any], student: Client
) -> None:
    consent(app, student.person["id"])
    live_through_days(app, course, student, days=40)
    with app.app_context():
        leave_study(student.person["id"])
        db.session.commit()
        rows = list(db.session.query(SupportMessage))
    assert rows and all(row.arm == "message" and not row.in_study for row in rows)


def live_through_days(
    app: Flask, course: dict[str, Any], client: Client, days: int, from_day: int = 0, is_demo: bool = True
) -> dict[str, int]:
    """One due moment a day; count what came of it."""
    desk = Desk(app.config["ATTUNE"].support, is_demo, random.Random(2))
    live_session_id = sit(app, course, client)
    counts = {"in_study": 0, "control": 0}
    with app.app_context():
        for day in range(from_day, from_day + days):
            decided = desk.consider(
                due(course, client, live_session_id=live_session_id), NOW_S + 90_000.0 * day
            )
            assert decided is not None
            row = db.session.get(SupportMessage, decided.row_id)
            assert row is not None
            counts["in_study"] += row.in_study
            counts["control"] += row.arm == "control"
            assert (decided.message is None) == (row.arm == "control") == (row.text == "")
    return counts


def test_controls_are_not_listed_as_messages(app: Flask, course: dict[str, Any], student: Client) -> None:
    consent(app, student.person["id"])
    counts = live_through_days(app, course, student, days=30)
    assert len(student.get("/support/messages?limit=100").json["items"]) == 30 - counts["control"]


def test_the_effect_is_reported_with_its_nulls_and_never_of_a_few(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any], client_as: Any
) -> None:
    admin = client_as("admin")
    people = [add_person()["id"] for _ in range(10)]
    fill_study(app, course, people[:9])
    line = next(line for line in admin.get("/support/effect").json["lines"] if line["kind"] == "all")
    assert line["suppressed"] and line["difference"] is None and line["shown"] == 0
    fill_study(app, course, people[9:])
    report = admin.get("/support/effect").json
    line = next(line for line in report["lines"] if line["kind"] == "all")
    assert report["running"] and report["why"] == "demo" and line["shown"] == line["controls"] == 50
    assert line["difference"] == 0.0 and line["includes_zero"] and report["compared"] == 3
    texts = {line["key"]: line["text"] for line in report["lines"]}
    assert texts["item"] == {} and texts["item-smaller"]["es"].startswith("Este paso")


def test_lines_of_the_effect_do_not_add_up_to_the_one_that_is_left_out(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any], client_as: Any
) -> None:
    admin, people = client_as("admin"), [add_person()["id"] for _ in range(10)]
    fill_study(app, course, people)
    fill_study(app, course, people[:1], "fatigue", range(3, 6))
    fill_study(app, course, [admin.person["id"]])  # who looks is none of those a line speaks of
    lines = {line["key"]: line for line in admin.get("/support/effect").json["lines"]}
    assert lines["fatigue"]["suppressed"] and lines["fatigue"]["shown"] == 0
    assert (lines[""]["shown"], lines[""]["controls"]) == (50, 50)
    assert {**lines[""], "kind": "", "key": ""} == {**lines["item"], "kind": "", "key": ""}


def test_what_was_said_of_messages_keeps_its_share_when_rounded(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any], client_as: Any
) -> None:
    fill_study(app, course, [add_person()["id"] for _ in range(10)])
    with app.app_context():
        shown = db.session.scalars(
            select(SupportMessage).where(SupportMessage.arm == "message").limit(9)
        ).all()
        for number, row in enumerate(shown):
            row.rating = "helped" if number < 4 else "not_helped"
        db.session.commit()
    line = client_as("admin").get("/support/effect").json["lines"][0]
    assert (line["rated"], line["rated_helped"]) == (5, 2)


def test_two_messages_of_our_own_are_told_apart_in_the_export_and_the_report(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any], client_as: Any
) -> None:
    person, path = add_person()["id"], f"/courses/{course['id']}/support/messages"
    consent(app, person)
    drafts = [{"cause": "item", "tone": "warm", "text": text} for text in ("Look at page two.", "Draw it.")]
    made = [course["tutor"].post(path, draft).json for draft in drafts]
    with app.app_context():
        for each in (*made, made[0]):
            fields = {"message_key": f"course:{each['id']}", "cause": "item", "strategy": "tutor"}
            row = SupportMessage(user_id=person, lesson_id=course["lesson"], course_id=course["id"], **fields)
            row.tone, row.locale, row.arm, row.in_study, row.text = (
                "warm",
                "en",
                "message",
                True,
                each["text"],
            )
            db.session.add(row)
        db.session.commit()
        rows = read_zip(export_study(app.config["ATTUNE"].support.study, is_demo=True))["moments.csv"]
    names = [row["message"] for row in rows]
    assert sorted(names.count(name) for name in set(names)) == [1, 2]
    assert all(name.startswith("own-") for name in names)
    assert {(row["cause"], row["tone"]) for row in rows} == {("item", "warm")}
    lines = client_as("admin").get("/support/effect").json["lines"]
    texts = {line["key"]: line["text"] for line in lines}
    assert texts[f"course:{made[1]['id']}"] == {"en": "Draw it."}


def fill_study(
    app: Flask, course: dict[str, Any], people: list[int], cause: str = "item", moments: range = range(10)
) -> None:
    """Moments of each person, of ten five of each arm, two of each five followed by a step."""
    with app.app_context():
        for user_id in people:
            for index in moments:
                db.session.add(
                    SupportMessage(
                        user_id=user_id,
                        lesson_id=course["lesson"],
                        course_id=course["id"],
                        message_key="item-smaller",
                        cause=cause,
                        strategy="split",
                        tone="warm",
                        locale="en",
                        text="",
                        arm="message" if index < 5 else "control",
                        in_study=True,
                        progress=index % 2 if index < 5 else (index + 1) % 2,
                    )
                )
        db.session.commit()


def test_the_export_holds_no_name_and_only_who_agrees(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any], student: Client
) -> None:
    agrees, refuses = add_person(), add_person()
    consent(app, agrees["id"])
    fill_study(app, course, [agrees["id"], refuses["id"]])
    with app.app_context():
        for person in (agrees, refuses):
            db.session.add(CheckInRow(user_id=person["id"], lesson_id=course["lesson"], value="lost"))
        db.session.commit()
        rules = app.config["ATTUNE"].support.study
        first, second = (read_zip(export_study(rules, is_demo=True)) for _ in range(2))
        with pytest.raises(ForbiddenError):
            export_study(rules, is_demo=False)
    assert len(first["moments.csv"]) == 10 and len(first["check_ins.csv"]) == 1
    assert list(first["moments.csv"][0]) == list(MOMENTS) and list(first["check_ins.csv"][0]) == list(
        CHECK_INS
    )
    told = {(row["table"], row["column"]) for row in first["codebook.csv"]}
    assert told == {("moments.csv", name) for name in MOMENTS} | {
        ("check_ins.csv", name) for name in CHECK_INS
    }
    pseudonyms = {table["moments.csv"][0]["person"] for table in (first, second)}
    assert len(pseudonyms) == 2  # two exports cannot be joined
    assert agrees["email"] not in str(first) and agrees["name"] not in str(first)


def read_zip(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }


# Agreement


def add_pairs(
    app: Flask, course: dict[str, Any], people: list[int], camera: str, said: str, each: int
) -> None:
    with app.app_context():
        for user_id in people:
            for _ in range(each):
                fields = {"model": "m@1", "camera": camera, "said": said}
                db.session.add(AgreementPair(user_id=user_id, course_id=course["id"], **fields))
        db.session.commit()


def test_my_agreement_says_when_the_camera_is_not_listened_to(
    app: Flask, course: dict[str, Any], student: Client
) -> None:
    mine = [student.person["id"]]
    assert student.get("/support/agreement/me").json["why"] == "too_few"
    add_pairs(app, course, mine, "engaged", "lost", 6)
    add_pairs(app, course, mine, "confused", "well", 6)
    report = student.get("/support/agreement/me").json
    assert report["camera_silent"] and report["why"] == "below_floor" and report["kappa"] < report["floor"]
    assert {"camera": "engaged", "said": "lost", "count": 6, "share": 0.5} in report["confusion"]


def test_a_courses_agreement_needs_ten_students(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any]
) -> None:
    people = [add_person()["id"] for _ in range(10)]
    add_pairs(app, course, people[:9], "engaged", "well", 5)
    path = f"/courses/{course['id']}/support/agreement"
    assert course["tutor"].get(path).json["code"] == "briefing_unread"
    course["tutor"].post("/briefing/read", {"version": 1})
    few = course["tutor"].get(path).json
    assert few["suppressed"] and few["n"] == 0 and few["confusion"] == []
    add_pairs(app, course, people, "confused", "lost", 5)
    assert course["tutor"].get(path).json["kappa"] == 1.0


def test_one_word_or_one_withdrawal_does_not_show_in_a_groups_agreement(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any], client_as: Any
) -> None:
    people = [add_person()["id"] for _ in range(16)]
    add_pairs(app, course, people[:10], "engaged", "well", 1)
    add_pairs(app, course, people[:5], "confused", "lost", 1)
    add_pairs(app, course, people[:1], "frustrated", "bored", 1)
    admin = client_as("admin")
    readers = [(course["tutor"], f"/courses/{course['id']}/support/agreement"), (admin, "/support/agreement")]
    for client, _ in readers:
        client.post("/briefing/read", {"version": 1})

    def read() -> list[bytes]:
        return [client.get(path).data for client, path in readers]

    first = read()
    report = course["tutor"].get(readers[0][1]).json
    assert report["n"] == 15 and report["fits"] == 1.0
    assert {cell["camera"]: (cell["count"], cell["share"]) for cell in report["confusion"]} == {
        "engaged": (None, 0.6),
        "confused": (None, 0.3),
    }
    add_pairs(app, course, people[10:11], "confused", "well", 1)
    assert read() == first
    with app.app_context():
        purge_person(people[0])
        db.session.commit()
    assert read() == first
    add_pairs(app, course, people[11:], "confused", "well", 1)
    assert read() == first  # several are new, and still one alone has gone
    with app.app_context():
        for user_id in people[1:5]:
            purge_person(user_id)
        db.session.commit()
    assert course["tutor"].get(readers[0][1]).json["n"] == 10


def add_tallies(
    app: Flask, course: dict[str, Any], people: list[int], label: str, spells: int, corrected: int
) -> None:
    """One sitting for each of these people, in which the label was shown and corrected so often."""
    with app.app_context():
        for user_id in people:
            row = LiveSession(user_id=user_id, lesson_id=course["lesson"])
            db.session.add(row)
            db.session.flush()
            db.session.add(
                LabelTally(
                    live_session_id=row.id, model="m@1", label=label, spells=spells, corrected=corrected
                )
            )
        db.session.commit()


def test_a_tally_that_is_kept_already_holds_no_other_up(
    app: Flask, course: dict[str, Any], student: Client
) -> None:
    sitting, user_id = sit(app, course, student), student.person["id"]
    sad, happy = (Tallied(user_id, sitting, "m@1", label, 9, 1) for label in ("sad", "happy"))
    with app.app_context():
        write_tallies([sad], NOW_S)
        write_tallies([sad, happy, replace(happy, live_session_id=sitting + 1)], NOW_S)
        kept = db.session.scalars(select(LabelTally.label).order_by(LabelTally.id)).all()
    assert kept == ["sad", "happy"]


def test_administrators_see_every_model_version_and_label(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any], client_as: Any
) -> None:
    people = [add_person()["id"] for _ in range(10)]
    add_pairs(app, course, people, "engaged", "lost", 4)
    add_pairs(app, course, people, "confused", "well", 4)
    add_tallies(app, course, people, "angry", spells=10, corrected=4)
    with app.app_context():
        assert is_model_silent("m@1", app.config["ATTUNE"].support.agreement)
    admin = client_as("admin")
    assert admin.get("/support/agreement").json["code"] == "briefing_unread"
    admin.post("/briefing/read", {"version": 1})
    report = admin.get("/support/agreement").json
    assert report["models"][0]["model"] == "m@1" and report["models"][0]["camera_silent"]
    rate = report["corrections"][0]
    assert (rate["label"], rate["rate"]["share"]) == ("angry", 0.4)


def test_corrections_tell_no_administrator_what_one_more_or_fewer_looked_like(
    app: Flask, course: dict[str, Any], add_person: Callable[..., Any], client_as: Any
) -> None:
    admin, people, answers = client_as("admin"), [add_person()["id"] for _ in range(13)], []
    admin.post("/briefing/read", {"version": 1})
    for sitting in (people[:12], people[12:]):
        add_tallies(app, course, sitting, "sad", spells=30, corrected=6)
        answers.append(admin.get("/support/agreement").json["corrections"])
    rate = {"share": 0.2, "low": 0.15, "high": 0.25}
    assert answers[0] == answers[1] == [{"model": "m@1", "label": "sad", "rate": rate}]


def test_a_label_few_people_showed_is_not_spoken_of(
    app: Flask, course: dict[str, Any], student: Client, client_as: Any
) -> None:
    live_session_id = sit(app, course, student)
    with app.app_context():
        db.session.add(
            LabelTally(live_session_id=live_session_id, model="m", label="sad", spells=9, corrected=1)
        )
        db.session.commit()
    admin = client_as("admin")
    admin.post("/briefing/read", {"version": 1})
    rate = admin.get("/support/agreement").json["corrections"][0]
    assert rate["rate"] is None


def test_withdrawing_the_consent_to_keeping_purges_pairs_and_tallies(
    app: Flask, course: dict[str, Any], student: Client
) -> None:
    user_id = student.person["id"]
    add_pairs(app, course, [user_id], "engaged", "well", 2)
    live_session_id = sit(app, course, student)
    with app.app_context():
        db.session.add(
            LabelTally(live_session_id=live_session_id, model="m", label="sad", spells=9, corrected=1)
        )
        db.session.commit()
        assert purge_person(user_id) == {"agreement_pairs": 2, "label_tallies": 1}


# Alerts in the database


def test_alerts_and_marks_survive_a_restart_with_their_budget(app: Flask, course: dict[str, Any]) -> None:
    opened = course["tutor"].post("/live-classes", {"lesson_id": course["lesson"]}).json["id"]
    rules = app.config["ATTUNE"].support.alerts
    fine = [Member(each, "engaged", "well", True) for each in range(20)]
    lost = [Member(each, "confused", "lost", True) for each in range(20)]
    many, some = lost[:14] + fine[14:], lost[:6] + fine[6:]
    with app.app_context():
        Classrooms(rules, 5).consider(opened, many, [], NOW_S)
        again = Classrooms(rules, 5)
        again.consider(opened, many, [], NOW_S + 60)
        alerts = again.describe_alerts(opened, NOW_S + 60, str)
        assert [(alert["cause"], alert["count"]) for alert in alerts] == [("lost", 14)]
        again.mark_help(opened, course["tutor"].person["id"], alerts[0]["id"], many, NOW_S + 61)
        assert again.describe_alerts(opened, NOW_S + 62, str) == []
        again.consider(opened, some, [], NOW_S + 61 + rules.effect_s)
        third = Classrooms(rules, 5)
        third.recall(opened)
        mark = third.describe_marks(opened, str)[0]
    assert (mark["before"], mark["after"], mark["could_be_chance"]) == (0.7, 0.3, False)


def test_a_mark_whose_before_a_restart_lost_is_closed_without_one(app: Flask, course: dict[str, Any]) -> None:
    opened = course["tutor"].post("/live-classes", {"lesson_id": course["lesson"]}).json["id"]
    rules = app.config["ATTUNE"].support.alerts
    fine = [Member(each, "engaged", "well", True) for each in range(20)]
    with app.app_context():
        Classrooms(rules, 5).mark_help(opened, course["tutor"].person["id"], None, fine, NOW_S)
        again = Classrooms(rules, 5)
        again.consider(opened, fine, [], NOW_S + rules.effect_s)
        mark = again.describe_marks(opened, str)[0]
    assert (mark["before"], mark["after"], mark["could_be_chance"]) == (None, None, True)


def test_an_alert_put_aside_comes_back_while_its_cause_holds(app: Flask, course: dict[str, Any]) -> None:
    opened = course["tutor"].post("/live-classes", {"lesson_id": course["lesson"]}).json["id"]
    classrooms, back_s = Classrooms(app.config["ATTUNE"].support.alerts, 5), NOW_S + 600
    lost = [Member(each, "confused", "lost", True) for each in range(5)]

    def stand(at_s: float, members: list[Member]) -> list[int]:
        classrooms.consider(opened, members, [], at_s)
        return [alert["id"] for alert in classrooms.describe_alerts(opened, at_s, str)]

    with app.app_context():
        first = stand(NOW_S, lost)
        classrooms.snooze(opened, first[0], 10, NOW_S)
        assert stand(back_s - 1, lost) == [] and stand(back_s, []) == []
        assert stand(back_s + 1, lost) == first and stand(back_s + 200, lost) == first
        classrooms.snooze(opened, first[0], 10, back_s + 200)
        assert stand(back_s + 200, lost) == []


def test_a_second_alert_is_marked_within_five_minutes_and_not_compared(
    app: Flask, course: dict[str, Any]
) -> None:
    opened, tutor_id = (
        course["tutor"].post("/live-classes", {"lesson_id": course["lesson"]}).json["id"],
        course["tutor"].person["id"],
    )
    rules = app.config["ATTUNE"].support.alerts
    members = [Member(each, "confused", "lost", True) for each in range(11)]
    with app.app_context():
        classrooms = Classrooms(rules, 5)
        classrooms.consider(opened, members, [], NOW_S)
        classrooms.consider(
            opened, [*members, *(Member(20 + n, "tired", "tired", True) for n in range(9))], [], NOW_S
        )
        alerts = [alert["id"] for alert in classrooms.describe_alerts(opened, NOW_S, str)]
        for alert_id in alerts:
            classrooms.mark_help(opened, tutor_id, alert_id, members, NOW_S + 1)
        for again in (None, alerts[1]):
            with pytest.raises(ConflictError):
                classrooms.mark_help(opened, tutor_id, again, members, NOW_S + 2)
        marks = classrooms.describe_marks(opened, str)
        assert [mark["could_be_chance"] for mark in marks] == [None, True]
        assert classrooms.describe_alerts(opened, NOW_S + 3, str) == []

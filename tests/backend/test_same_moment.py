"""What two people do at the same moment: one of them waits, and then finds what the other left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from backend.db.base import db
from tests.backend.conftest import PASSWORD, Client

HEAD_START_S = 1.0  # for the other one; who has to wait for us needs longer, and does not hold us up
COUNT_LESSONS = "SELECT count(lessons.id)"
COUNT_ADMINS = "SELECT count(users.id)"
FIND_TUTORS = "enrolments.user_id !="
FIND_COURSE = "FROM courses LEFT OUTER JOIN enrolments"
FIND_ENROLLED = "SELECT enrolments.user_id"


@contextmanager
def meanwhile(app: Flask, statement: str, act: Callable[[], TestResponse]) -> Iterator[list[TestResponse]]:
    """Let somebody else act as soon as this statement has run for the first time."""
    answers: list[TestResponse] = []
    other = Thread(target=lambda: answers.append(act()))

    def start(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        if statement in said and other.ident is None:
            other.start()
            other.join(HEAD_START_S)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "after_cursor_execute", start)
    yield answers
    other.join()
    event.remove(engine, "after_cursor_execute", start)


@pytest.mark.parametrize("how", ["added", "moved"])
def test_a_chapter_does_not_take_along_a_lesson_that_just_came(
    app: Flask, course: dict[str, Any], how: str
) -> None:
    tutor, at = course["tutor"], f"/courses/{course['id']}"
    empty = tutor.post(f"{at}/modules", {"title": "Empty"}).json["id"]
    moved = [
        {"module_id": course["module"], "lesson_ids": []},
        {"module_id": empty, "lesson_ids": [course["lesson"]]},
    ]
    acts = {
        "added": lambda: tutor.post(f"/modules/{empty}/lessons", {"title": "New"}),
        "moved": lambda: tutor.put(f"{at}/order", {"modules": moved}),
    }
    colleague = Client(app)
    colleague.log_in(tutor.person["email"])
    with meanwhile(app, COUNT_LESSONS, acts[how]) as answers:
        assert colleague.delete(f"/modules/{empty}").status_code == 200
    assert answers[0].status_code == {"added": 409, "moved": 422}[how]
    lessons = tutor.get(f"{at}/modules").json["items"][0]["lessons"]
    assert [lesson["id"] for lesson in lessons] == [course["lesson"]]


def test_no_class_is_opened_in_a_course_that_is_being_archived(app: Flask, course: dict[str, Any]) -> None:
    tutor, colleague = course["tutor"], Client(app)
    colleague.log_in(tutor.person["email"])
    archive = {"version": 1, "archived": True}
    with meanwhile(app, FIND_COURSE, lambda: tutor.patch(f"/courses/{course['id']}", archive)) as answers:
        refused = colleague.post("/live-classes", {"lesson_id": course["lesson"]})
    assert answers[0].status_code == 200
    assert (refused.status_code, refused.json["code"]) == (409, "archived")


@pytest.mark.parametrize("how", ["removed", "made a student"])
def test_of_two_tutors_who_send_each_other_away_one_stays(
    app: Flask, course: dict[str, Any], client_as: Any, how: str
) -> None:
    first, second, at = course["tutor"], client_as("tutor"), f"/courses/{course['id']}/roster"
    second.post("/courses/join", {"code": course["code"]})
    first.patch(f"{at}/{second.person['id']}", {"role": "tutor"})

    def send_away(by: Client, whom: Client) -> TestResponse:
        path = f"{at}/{whom.person['id']}"
        return by.delete(path) if how == "removed" else by.patch(path, {"role": "student"})

    with meanwhile(app, FIND_TUTORS, lambda: send_away(second, first)) as answers:
        assert send_away(first, second).status_code == 200
    assert (answers[0].status_code, answers[0].json["code"]) == (403, "last_tutor")


@pytest.mark.parametrize("how", ["role", "disabled", "erased", "own erasure"])
def test_of_two_administrators_who_go_at_once_one_stays(app: Flask, client_as: Any, how: str) -> None:
    first, second = client_as("admin"), client_as("admin")

    def let_go(by: Client, whom: Client) -> TestResponse:
        path = f"/admin/users/{whom.person['id']}"
        changes = {"role": {"role": "tutor"}, "disabled": {"disabled": True}}
        if how in changes:
            return by.patch(path, {"version": 1, **changes[how]})
        return (
            by.post(f"{path}/erase")
            if how == "erased"
            else whom.post("/privacy/erase", {"password": PASSWORD})
        )

    with meanwhile(app, COUNT_ADMINS, lambda: let_go(second, first)) as answers:
        assert let_go(first, second).status_code == 200
    assert (answers[0].status_code, answers[0].json["code"]) == (409, "last_admin")


def test_joining_many_times_at_once_is_joining_once(
    app: Flask, course: dict[str, Any], add_person: Any
) -> None:
    person, clients, together = add_person(), [Client(app) for _ in range(5)], Barrier(5, timeout=10)
    for client in clients:
        client.log_in(person["email"])

    def wait_for_the_others(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        if said.startswith("INSERT INTO enrolments"):
            together.wait()

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", wait_for_the_others)
    with ThreadPoolExecutor(5) as pool:
        code = {"code": course["code"]}
        answers = list(pool.map(lambda client: client.post("/courses/join", code), clients))
    assert [answer.status_code for answer in answers] == [200] * 5
    roster = course["tutor"].get(f"/courses/{course['id']}/roster").json["items"]
    assert [member["email"] for member in roster].count(person["email"]) == 1


def test_who_joins_during_an_import_does_not_stop_it(
    app: Flask, course: dict[str, Any], client_as: Any, add_person: Any
) -> None:
    quick, other = client_as(), add_person()
    text = f"email\n{quick.person['email']}\n{other['email']}\n"
    with meanwhile(
        app, FIND_ENROLLED, lambda: quick.post("/courses/join", {"code": course["code"]})
    ) as answers:
        at = f"/courses/{course['id']}/enrolments/import"
        imported = course["tutor"].post(at, {"csv": text, "dry_run": False})
    assert (imported.status_code, answers[0].status_code) == (200, 200)
    roster = course["tutor"].get(f"/courses/{course['id']}/roster").json["items"]
    assert {quick.person["email"], other["email"]} <= {member["email"] for member in roster}

"""What ends a socket, and that nothing is heard on it afterwards; old words of consent take no frame."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from unittest.mock import Mock

import pytest
from realtime_world import ALL_SCOPES, PASSWORD, Client, Lecture, Person, World, encode_portrait, wait_until

from backend.db.account import Role
from backend.db.base import db
from backend.db.course import Course
from backend.realtime import access
from backend.realtime.guard import Guard
from backend.realtime.presence import Attendance, Permission, Place
from backend.realtime.service import Live
from tests.backend.test_realtime_parts import open_live
from tests.in_time import in_time

PORTRAIT = encode_portrait()
BITE_S = 2.0
IN_FLIGHT_S = 0.4  # what was sent before something ended may arrive this much later


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("endings"))
    world.declare()
    yield world
    world.stop()


@pytest.fixture(scope="module")
def admin(world: World) -> str:
    """An administrator's login."""
    return world.log_in(world.add_person(Role.ADMIN))


Ending = Callable[[World, Lecture, Person, str, str], object]
ENDINGS: dict[str, Ending] = {
    "logging out": lambda world, lecture, person, cookie, admin: world.request(
        "POST", "/api/auth/logout", {}, cookie
    ),
    "another part": lambda world, lecture, person, cookie, admin: world.request(
        "PATCH", f"/api/admin/users/{person.user_id}", {"version": 1, "role": "tutor"}, admin
    ),
    "being taken out of the course": lambda world, lecture, person, cookie, admin: world.request(
        "DELETE",
        f"/api/courses/{lecture.course_id}/roster/{person.user_id}",
        None,
        world.log_in(lecture.tutor),
    ),
    "withdrawing": lambda world, lecture, person, cookie, admin: world.request(
        "POST", "/api/consents/withdraw", {}, cookie
    ),
    "being disabled": lambda world, lecture, person, cookie, admin: world.request(
        "PATCH", f"/api/admin/users/{person.user_id}", {"version": 1, "disabled": True}, admin
    ),
    "erasing the account": lambda world, lecture, person, cookie, admin: world.request(
        "POST", "/api/privacy/erase", {"password": PASSWORD}, cookie
    ),
}


@in_time
@pytest.mark.parametrize("why", ENDINGS)
def test_after_it_ended_nothing_is_heard(world: World, lecture: Lecture, admin: str, why: str) -> None:
    person = world.add_student(lecture)
    cookie = world.log_in(person)
    student = world.connect(person, cookie)
    student.join(lecture)
    assert student.call("frame", PORTRAIT)["ok"]
    require_silence(world, lecture, student, lambda: ENDINGS[why](world, lecture, person, cookie, admin))


@in_time
def test_who_sat_there_without_a_camera_and_is_taken_out_hears_no_more(
    world: World, lecture: Lecture, admin: str
) -> None:
    person = world.add_student(lecture, ())
    cookie = world.log_in(person)
    student = world.connect(person, cookie)
    student.join(lecture)
    taken_out = ENDINGS["being taken out of the course"]
    require_silence(world, lecture, student, lambda: taken_out(world, lecture, person, cookie, admin))


def require_silence(world: World, lecture: Lecture, student: Client, end: Callable[[], object]) -> None:
    """The tutor goes on speaking to the class; another student hears it, and this one no more."""
    mate, tutor = world.connect(world.add_student(lecture)), world.connect(lecture.tutor)
    mate.join(lecture)
    tell(tutor, lecture, "Look at the first table.")
    student.wait_for("tutor_words")
    end()
    ended_s = time.monotonic()
    tell(tutor, lecture, "Now the second table.")
    mate.wait_for("tutor_words", lambda words: words["text"] == "Now the second table.")
    wait_until(lambda: not student.connected, BITE_S)
    assert [data["text"] for name, data, _ in student.heard if name == "tutor_words"] == [
        "Look at the first table."
    ]
    assert name_heard_since(student, ended_s + IN_FLIGHT_S) == []
    mate.close()
    tutor.close()


def tell(tutor: Client, lecture: Lecture, text: str) -> None:
    """Write to everybody in the class."""
    assert tutor.call("tell", {"live_class_id": lecture.live_class_id, "text": text})["ok"]


def name_heard_since(client: Client, moment_s: float) -> list[str]:
    """The kinds of messages that arrived after this moment."""
    return [name for name, _, at_s in client.heard if at_s > moment_s]


@in_time
def test_a_tutor_who_no_longer_teaches_loses_the_panel(world: World, lecture: Lecture, admin: str) -> None:
    tutor = world.connect(lecture.tutor)
    assert tutor.call("watch", {"live_class_id": lecture.live_class_id})["ok"]
    change = {"version": 1, "role": "student"}
    world.request("PATCH", f"/api/admin/users/{lecture.tutor.user_id}", change, admin)
    ended_s = time.monotonic()
    wait_until(lambda: not tutor.connected, BITE_S)
    assert name_heard_since(tutor, ended_s + IN_FLIGHT_S) == []


@in_time
def test_who_agreed_to_older_words_sends_no_frame_before_agreeing_anew(
    world: World, lecture: Lecture
) -> None:
    person = world.add_student(lecture)
    world.write("update consents set text_hash = 'of older words' where user_id = ?", person.user_id)
    cookie = world.log_in(person)
    student = world.connect(person, cookie)
    assert student.join(lecture)["mode"] == "off"
    assert student.call("frame", PORTRAIT)["code"] == "not_allowed"
    again = [{"scope": scope.value, "granted": True} for scope in ALL_SCOPES]
    world.request("PUT", "/api/consents", {"decisions": again}, cookie)
    student.wait_for("policy", lambda told: bool(told["sharing"]["analysis"]), BITE_S)
    assert student.call("frame", PORTRAIT)["ok"]
    student.close()


@pytest.mark.parametrize("is_told", [True, False])
def test_who_cannot_be_asked_about_keeps_nobody_elses_camera_on(
    world: World, lecture: Lecture, monkeypatch: pytest.MonkeyPatch, is_told: bool
) -> None:
    live = open_live(Mock())
    guard = Guard(world.app, live)
    sittings = [take_seat(live, lecture, world.add_student(lecture)) for _ in range(3)]
    guard.watch_once(0.0)
    assert all(each.permission.analysis for each in sittings)
    fail_for(sittings[1], monkeypatch)
    switch_course_off(world, lecture)
    if is_told:
        guard.policy_changed()
    with pytest.raises(ArithmeticError):
        guard.watch_once(0.0)
    assert [each.permission.analysis for each in sittings] == [False, True, False]
    monkeypatch.undo()
    guard.watch_once(0.0)
    assert not sittings[1].permission.analysis


def take_seat(live: Live, lecture: Lecture, person: Person) -> Attendance:
    """Sit down in the class without a socket."""
    place = Place(lecture.lesson_id, lecture.course_id, lecture.live_class_id)
    return live.presence.add(
        Attendance(person.user_id, person.user_id, person.name, "token", place, False, 0.0)
    )


def fail_for(attendance: Attendance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it impossible to say what this one may do."""
    permit = access.permit

    def fail(user_id: int, place: Place, opt_in: bool) -> Permission:
        if user_id == attendance.user_id:
            raise ArithmeticError
        return permit(user_id, place, opt_in)

    monkeypatch.setattr(access, "permit", fail)


def switch_course_off(world: World, lecture: Lecture) -> None:
    """Let no camera be used in a course, as another process would."""
    with world.app.app_context():
        course = db.session.get(Course, lecture.course_id)
        assert course is not None
        course.mode_limit = "off"
        db.session.commit()


def test_withdrawing_in_a_class_moves_no_number_of_who_is_there(world: World, lecture: Lecture) -> None:
    person, tutor = world.add_student(lecture), world.connect(lecture.tutor)
    cookie = world.log_in(person)
    student, mate = world.connect(person, cookie), world.connect(world.add_student(lecture))
    student.join(lecture)
    mate.join(lecture)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    tutor.wait_for("panel")
    asked_s = time.monotonic()
    world.request("POST", "/api/consents/withdraw", {}, cookie)
    wait_until(lambda: not student.connected)
    time.sleep(1.5)  # a panel and a half, until the browser has found its way back
    again = world.connect(person, cookie)
    again.join(lecture)
    time.sleep(1.5)
    panels = [data for name, data, at_s in tutor.heard if name == "panel" and at_s > asked_s]
    assert len(panels) >= 3 and {panel["coverage"]["present"] for panel in panels} == {2}
    for client in (again, mate, tutor):
        client.close()

"""A lesson that is deleted while somebody reads it: the sitting ends, and no other is taken for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from unittest.mock import Mock
from urllib.error import HTTPError

import pytest
from realtime_world import MODEL, Client, Lecture, World, wait_until

from backend.privacy.policy import Scope
from backend.realtime.errors import RefusedError
from backend.realtime.events import Handlers
from backend.realtime.presence import Attendance, Permission
from backend.realtime.schema import Join
from backend.realtime.support import SupportSide
from backend.support.loop import SupportLoop
from tests.backend.test_realtime_parts import Told, connect, open_live

SHARED = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE, Scope.SHARE_TUTORS)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("lesson"))
    world.declare()
    yield world
    world.stop()


def test_who_read_it_alone_is_told_and_sits_there_no_more(world: World, lecture: Lecture) -> None:
    end_class(world, lecture)
    reader = world.connect(world.add_student(lecture, SHARED))
    first = sit_alone(reader, lecture)["live_session_id"]
    assert look_happy(reader, 1)["ok"]
    assert delete_lesson(world, lecture) == 200
    assert reader.wait_for("policy")["sharing"]["analysis"] is False
    assert look_happy(reader, 2)["code"] == "not_joined"
    assert reader.call("check_in", {"value": "lost"})["code"] == "not_joined"
    assert sit_alone(reader, lecture)["code"] == "not_found"
    other = world.give_lecture()
    mate = world.connect(world.add_student(other))
    assert mate.join(other)["live_session_id"] > first
    assert world.query("select count(*) from spells where live_session_id = ?", first) == [(0,)]
    reader.close()
    mate.close()


def test_nobody_in_an_open_class_is_disturbed_by_trying(world: World, lecture: Lecture) -> None:
    student, tutor = world.connect(world.add_student(lecture)), world.connect(lecture.tutor)
    student.join(lecture)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    assert delete_lesson(world, lecture) == 409
    assert student.call("help", {"on": True})["ok"]
    tutor.wait_for("panel", lambda panel: bool(panel["help"]))
    end_class(world, lecture)
    student.wait_for("ended")
    tutor.wait_for("ended")
    assert delete_lesson(world, lecture) == 200
    wait_until(lambda: not student.call("check_in", {"value": "well"})["ok"])
    student.close()
    tutor.close()


def test_nobody_is_left_in_a_class_that_ended_while_they_were_let_in(world: World, lecture: Lecture) -> None:
    live, person = open_live(Told()), world.add_student(lecture, ())
    connection = connect("a", person.user_id)
    live.registry.add(connection)
    live.listeners.append(Meanwhile(lambda: end_class(world, lecture)))  # type: ignore[arg-type]
    where = Join(lesson_id=lecture.lesson_id, live_class_id=lecture.live_class_id)
    with pytest.raises(RefusedError) as refused:
        Handlers(world.app, live).join(connection, where)
    assert refused.value.code == "class_ended"
    assert connection.attendance is None and live.presence.all() == [] and live.rooms == {}


def test_nothing_is_left_of_a_class_that_is_over(world: World, lecture: Lecture) -> None:
    live, loop = open_live(Told()), SupportLoop(world.app.config["ATTUNE"].support, 5, True, Random(1))
    side, person = SupportSide(world.app, live, loop), world.add_student(lecture, ())
    live.listeners.append(side)
    connection = connect("a", person.user_id)
    live.registry.add(connection)
    where = Join(lesson_id=lecture.lesson_id, live_class_id=lecture.live_class_id)
    sitting = Handlers(world.app, live).join(connection, where)["live_session_id"]
    with world.app.app_context():
        side.open(live.rooms[lecture.live_class_id])
        fail_everywhere(loop, sitting)
    live.live_class_ended(lecture.live_class_id)
    for part in (live, live.presence, loop, loop.classrooms):
        kept = {name: each for name, each in vars(part).items() if isinstance(each, dict | set) and each}
        assert kept.keys() <= {"_published"}  # of the course, whose next class goes on with it


def fail_everywhere(loop: SupportLoop, live_session_id: int) -> None:
    """A turn in which something goes wrong with the sitting and with its class."""
    audience = Mock()
    audience.is_present.side_effect = audience.calls.side_effect = ArithmeticError
    loop.engine.hear(live_session_id, "stuck", 1.0)
    loop.turn(2.0, audience)
    assert audience.is_present.called and audience.calls.called


class Meanwhile:
    """A listener during whose turn something happens in another process."""

    def __init__(self, happen: Callable[[], object]) -> None:
        self._happen = happen

    def sit(self, attendance: Attendance) -> None:
        self._happen()

    def allow(self, attendance: Attendance, permission: Permission) -> None:
        """Nothing follows from it."""

    def end(self, attendance: Attendance) -> None:
        """Nothing follows from it."""

    def close(self, live_class_id: int) -> None:
        """Nothing follows from it."""


def sit_alone(client: Client, lecture: Lecture) -> dict[str, Any]:
    """Read the lesson outside any class."""
    return client.call("join", {"lesson_id": lecture.lesson_id, "live_class_id": None, "opt_in": False})


def look_happy(client: Client, number: int) -> dict[str, Any]:
    """Send what a model in the browser said."""
    return client.call("reading", {"number": number, "model": MODEL, "abstained": "not_sure"})


def end_class(world: World, lecture: Lecture) -> None:
    """The tutor ends the class."""
    path = f"/api/live-classes/{lecture.live_class_id}/end"
    world.request("POST", path, {}, world.log_in(lecture.tutor))


def delete_lesson(world: World, lecture: Lecture) -> int:
    """The tutor deletes the lesson; give the status."""
    cookie = world.log_in(lecture.tutor)
    try:
        return int(world.request("DELETE", f"/api/lessons/{lecture.lesson_id}", None, cookie).status)
    except HTTPError as refused:
        assert json.load(refused)["code"] == "class_open"
        return refused.code

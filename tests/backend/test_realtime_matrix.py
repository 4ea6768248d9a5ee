"""Every event by every part, course and consent: who may do what on a socket, and whose tile is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from realtime_world import ALL_SCOPES, MODEL, Client, Lecture, World, encode_face, encode_portrait

from backend.db.account import Role
from backend.privacy.policy import Scope
from backend.realtime.schema import CLIENT_EVENTS

OK = "ok"
# member: enrolled, agreed to everything; refuser: enrolled, agreed to nothing; the own tutor sits in, too.
PARTS = ("member", "refuser", "stranger", "own tutor", "other tutor", "admin")
NOT_SEATED = {part: "not_joined" for part in ("stranger", "other tutor", "admin")}
SEATED = NOT_SEATED | {"member": OK, "refuser": OK, "own tutor": OK}
READ = NOT_SEATED | {"member": OK, "refuser": "not_allowed", "own tutor": "not_allowed"}
TEACHES = {part: "not_found" for part in PARTS} | {"own tutor": OK}
WATCHES = {part: "not_watching" for part in PARTS} | {"own tutor": "not_found"}  # an alert that nobody gave
ANYBODY = dict.fromkeys(PARTS, OK)
IN_CLASS = {part: "not_in_class" for part in PARTS} | {"member": OK, "refuser": OK, "own tutor": OK}
STUDIES = SEATED | {"own tutor": "forbidden"}

# In the order in which they are sent.
EXPECTED: dict[str, dict[str, str]] = {
    "join": TEACHES | {"member": OK, "refuser": OK},
    "watch": TEACHES,
    "frame": READ,
    "crop": READ,
    "reading": READ,
    "correct": READ,
    "check_in": SEATED,
    "help": SEATED,
    "activity": SEATED,
    "poll": TEACHES,
    "answer_poll": STUDIES,
    "tell": TEACHES,
    "open_chat": TEACHES,
    "chat": IN_CLASS,
    "take_down": TEACHES,
    "hand": STUDIES,
    "lower_hand": TEACHES,
    "react": STUDIES,
    "snooze_alert": WATCHES,
    "helped": WATCHES,
    "close_poll": TEACHES,
    "unwatch": ANYBODY,
    "leave": SEATED,
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("matrix"), ["realtime.steer=false"])
    world.declare()
    yield world
    world.stop()


def test_the_table_has_every_event_and_every_part() -> None:
    assert set(EXPECTED) == set(CLIENT_EVENTS)
    assert all(set(row) == set(PARTS) for row in EXPECTED.values())


@pytest.mark.parametrize("part", PARTS)
def test_every_event_is_answered_by_the_table(world: World, lecture: Lecture, part: str) -> None:
    tutor, client = world.connect(lecture.tutor), open_as(world, lecture, part)
    payloads = make_payloads(lecture, ask(tutor, lecture), write(tutor, lecture))
    found = {}
    for event in EXPECTED:
        answer = client.call(event, payloads[event])
        found[event] = OK if answer["ok"] else answer["code"]
        if event == "poll" and answer["ok"]:
            payloads["close_poll"]["poll_id"] = payloads["answer_poll"]["poll_id"] = answer["poll_id"]
    assert found == {event: row[part] for event, row in EXPECTED.items()}
    client.close()
    tutor.close()


def test_only_who_shares_with_tutors_and_opts_in_has_a_tile(world: World, lecture: Lecture) -> None:
    without = {
        "camera": Scope.CAMERA,
        "own analysis": Scope.OWN_ANALYSIS,
        "tutors": Scope.SHARE_TUTORS,
    }
    clients = []
    for name, opt_in, left_out in (
        ("shares", True, None),
        ("not this time", False, None),
        *((f"without {name}", True, scope) for name, scope in without.items()),
    ):
        scopes = [scope for scope in ALL_SCOPES if scope is not left_out]
        client = world.connect(world.add_student(lecture, scopes, name))
        client.join(lecture, opt_in)
        clients.append(client)
    tutor = world.connect(lecture.tutor)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    for client in reversed(clients):  # whose tile is awaited comes last
        client.call("reading", {"number": 1, "model": MODEL, "probabilities": None, "abstained": "no_face"})
    panel = tutor.wait_for("panel", lambda panel: bool(panel["tiles"]))
    assert [tile["name"] for tile in panel["tiles"]] == ["shares"]
    shown = {tile["name"] for name, panel, _ in tutor.heard if name == "panel" for tile in panel["tiles"]}
    assert shown == {"shares"}
    for client in (*clients, tutor):
        client.close()


def open_as(world: World, lecture: Lecture, part: str) -> Client:
    people = {
        "member": lambda: world.add_student(lecture),
        "refuser": lambda: world.add_student(lecture, ()),
        "stranger": lambda: world.add_person(Role.STUDENT),
        "own tutor": lambda: lecture.tutor,
        "other tutor": lambda: world.give_lecture().tutor,
        "admin": lambda: world.add_person(Role.ADMIN),
    }
    return world.connect(people[part]())


def ask(tutor: Client, lecture: Lecture) -> int:
    poll = {"live_class_id": lecture.live_class_id, "question": "Too fast?", "choices": ["Yes", "No"]}
    return int(tutor.call("poll", poll)["poll_id"])


def write(tutor: Client, lecture: Lecture) -> int:
    line = {"live_class_id": lecture.live_class_id, "text": "Good morning."}
    return int(tutor.call("chat", line)["line"]["id"])


def make_payloads(lecture: Lecture, poll_id: int, line_id: int) -> dict[str, Any]:
    """One right message of each event."""
    where = {"live_class_id": lecture.live_class_id}
    return {
        "join": {"lesson_id": lecture.lesson_id, **where, "opt_in": True},
        "watch": where,
        "frame": encode_portrait(),
        "crop": encode_face(),
        "reading": {"number": 1, "model": MODEL, "probabilities": None, "abstained": "no_face"},
        "correct": {"label": None},
        "check_in": {"value": "well"},
        "help": {"on": True},
        "activity": {"kind": "rewind"},
        "poll": {**where, "question": "Too slow?", "choices": ["Yes", "No"]},
        "answer_poll": {"poll_id": poll_id, "choice": 0},
        "tell": {**where, "text": "Have a look at the table."},
        "open_chat": {**where, "on": True},
        "chat": {**where, "text": "Which page?"},
        "take_down": {"line_id": line_id},  # the tutor wrote it
        "hand": {"on": True},
        "lower_hand": {**where, "user_id": 1},  # whose hand is not up
        "react": {"kind": "slower"},
        "snooze_alert": {"alert_id": 1, "minutes": 10},
        "helped": {"alert_id": 1},
        "close_poll": {"poll_id": poll_id},
        "unwatch": None,
        "leave": None,
    }

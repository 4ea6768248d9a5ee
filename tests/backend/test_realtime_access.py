"""Who may open a socket, who may do what on it, and how fast that ends when it may no longer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError

import pytest
import socketio.exceptions
from realtime_world import (
    ALL_SCOPES,
    MODEL,
    PASSWORD,
    Client,
    Lecture,
    World,
    encode_portrait,
    wait_until,
)

from backend.db.account import Role
from backend.privacy.facts import load_facts
from backend.privacy.policy import NEEDS, Mode, Scope
from tests.in_time import in_time, require_in_time

PORTRAIT = encode_portrait()
BITE_S = 2.0
READING = {"number": 1, "model": MODEL, "probabilities": None, "abstained": "no_face"}
NEEDS_CAMERA: tuple[tuple[str, Any], ...] = (
    ("frame", PORTRAIT),
    ("reading", READING),
    ("correct", {"label": None}),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("access"))
    world.declare()
    yield world
    world.stop()


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://127.0.0.1.evil.example"])
def test_a_page_from_elsewhere_opens_no_socket(world: World, lecture: Lecture, origin: str | None) -> None:
    cookie = world.log_in(world.add_student(lecture))
    with pytest.raises(socketio.exceptions.ConnectionError):
        Client(world.url, cookie, origin)


@pytest.mark.parametrize("cookie", ["", "attune_session=made-up", "other=1"])
def test_nobody_opens_a_socket_without_a_login(world: World, cookie: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        Client(world.url, cookie, world.url)


def test_a_forwarded_origin_is_not_believed(world: World, lecture: Lecture) -> None:
    cookie = world.log_in(world.add_student(lecture))
    client = socketio.Client(reconnection=False, websocket_extra_options={"origin": "http://evil.example"})
    headers = {"Cookie": cookie, "X-Forwarded-Host": "127.0.0.1", "X-Forwarded-Origin": world.url}
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(world.url, headers=headers, transports=["websocket"], namespaces=["/live"])


def test_long_polling_is_no_way_around(world: World, lecture: Lecture) -> None:
    cookie = world.log_in(world.add_student(lecture))
    with pytest.raises(OSError):
        world.request("GET", "/socket.io/?EIO=4&transport=polling", cookie=cookie)


def test_a_stranger_to_the_course_joins_nothing(world: World, lecture: Lecture) -> None:
    stranger = world.connect(world.add_person(Role.STUDENT))
    assert stranger.join(lecture)["code"] == "not_found"
    assert stranger.call("watch", {"live_class_id": lecture.live_class_id})["code"] == "not_found"
    stranger.close()


@pytest.mark.parametrize("who", ["student", "other tutor", "admin"])
def test_only_the_courses_own_tutor_watches(world: World, lecture: Lecture, who: str) -> None:
    person = {
        "student": lambda: world.add_student(lecture),
        "other tutor": lambda: world.give_lecture().tutor,
        "admin": lambda: world.add_person(Role.ADMIN),
    }[who]()
    client = world.connect(person)
    assert client.call("watch", {"live_class_id": lecture.live_class_id})["code"] == "not_found"
    time.sleep(1.0)
    assert client.last("panel") is None
    client.close()


def test_every_look_at_a_tile_is_in_the_audit_log_first(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    student, tutor = world.connect(person), world.connect(lecture.tutor)
    student.join(lecture)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    student.call("frame", PORTRAIT)
    tutor.wait_for("panel", lambda panel: bool(panel["tiles"]))
    looks = world.query(
        "select 1 from audit_entries e join users u on u.audit_token = e.subject"
        " where e.action = 'tile.seen' and u.id = ?",
        person.user_id,
    )
    opened = world.query(
        "select 1 from audit_entries e join users u on u.audit_token = e.actor"
        " where e.action = 'panel.opened' and u.id = ?",
        lecture.tutor.user_id,
    )
    assert len(looks) == 1 and len(opened) == 1
    student.close()
    tutor.close()


@pytest.mark.parametrize("scopes", [(), (Scope.CAMERA,), (Scope.CAMERA, Scope.OWN_ANALYSIS)])
def test_below_sharing_nothing_about_expression_is_taken(
    world: World, lecture: Lecture, scopes: tuple[Scope, ...]
) -> None:
    student = world.connect(world.add_student(lecture, scopes))
    joined = student.join(lecture)
    assert joined["mode"] in ("off", "self_only") and not joined["sharing"]["analysis"]
    assert all(student.call(event, data)["code"] == "not_allowed" for event, data in NEEDS_CAMERA)
    assert world.query("select 1 from spells where live_session_id=?", joined["live_session_id"]) == []
    student.close()


def test_without_opting_in_this_time_there_is_no_tile(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture))
    joined = student.join(lecture, opt_in=False)
    assert joined["mode"] == "aggregate" and not joined["sharing"]["tile"]
    student.close()


def test_whoever_stops_being_seen_on_one_device_is_not_shown_again_by_another(
    world: World, lecture: Lecture
) -> None:
    person = world.add_student(lecture)
    first, second, tutor = world.connect(person), world.connect(person), world.connect(lecture.tutor)
    assert first.join(lecture, opt_in=True)["sharing"]["tile"]
    assert first.call("reading", READING)["ok"]
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    tutor.wait_for("panel", lambda panel: bool(panel["tiles"]))
    assert not second.join(lecture, opt_in=False)["sharing"]["tile"]
    assert first.wait_for("policy")["sharing"]["tile"] is False
    assert second.last("policy") is None
    where = {"lesson_id": lecture.lesson_id, "live_class_id": lecture.live_class_id}
    again = first.call("join", {**where, "opt_in": True, "opt_in_chosen": False})
    assert not again["sharing"]["tile"]
    assert first.call("reading", {**READING, "number": 2})["ok"]
    first.call("help", {"on": True})
    assert tutor.wait_for("panel", lambda panel: bool(panel["help"]))["tiles"] == []
    for client in (first, second, tutor):
        client.close()


def test_a_no_outlives_the_sitting_for_a_tab_that_did_not_hear_it(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    first, second = world.connect(person), world.connect(person)
    assert first.join(lecture, opt_in=True)["sharing"]["tile"]
    left = second.join(lecture, opt_in=False)["live_session_id"]
    for client in (first, second):  # nobody of theirs sits here any more
        assert client.call("leave", {})["ok"]
        client.close()
    back = world.connect(person)
    where = {"lesson_id": lecture.lesson_id, "live_class_id": lecture.live_class_id}
    again = back.call("join", {**where, "opt_in": True, "opt_in_chosen": False})
    assert again["live_session_id"] != left and not again["sharing"]["tile"]
    assert back.join(lecture, opt_in=True)["sharing"]["tile"]  # asked anew, and answered
    back.close()


def test_refusing_denying_and_having_no_camera_look_the_same_to_the_tutor(world: World) -> None:
    panels = []
    for scopes in ((), ALL_SCOPES):
        lecture = world.give_lecture()
        student, tutor = world.connect(world.add_student(lecture, scopes)), world.connect(lecture.tutor)
        student.join(lecture)
        panel = tutor.call("watch", {"live_class_id": lecture.live_class_id})["panel"]
        panels.append({key: value for key, value in panel.items() if key not in ("live_class_id", "at")})
        student.close()
        tutor.close()
    assert panels[0] == panels[1]


@in_time
def test_withdrawing_cuts_the_camera_and_purges_within_two_seconds(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    cookie = world.log_in(person)
    student = world.connect(person, cookie)
    live_session_id = student.join(lecture)["live_session_id"]
    student.call("frame", PORTRAIT)
    wait_until(lambda: bool(world.query("select 1 from spells where live_session_id=?", live_session_id)))
    started_s = time.monotonic()
    world.request("POST", "/api/consents/withdraw", {}, cookie)
    wait_until(lambda: not student.connected, BITE_S)
    require_in_time(time.monotonic() - started_s, BITE_S)
    assert student.last("policy")["sharing"]["analysis"] is False
    time.sleep(1.2)
    assert world.query("select 1 from spells where live_session_id=?", live_session_id) == []


def test_withdrawing_just_after_leaving_keeps_nothing(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    cookie = world.log_in(person)
    student = world.connect(person, cookie)
    labels = student.join(lecture)["labels"]
    probabilities = [0.9, *[0.1 / (len(labels) - 1)] * (len(labels) - 1)]
    assert student.call("reading", {"number": 1, "model": MODEL, "probabilities": probabilities})["ok"]
    student.call("leave")
    world.request("POST", "/api/consents/withdraw", {}, cookie)
    time.sleep(2.5)  # both writers have had their turn
    for table in ("spells", "live_session_summaries", "label_tallies"):
        mine = f"select 1 from {table} t join live_sessions l on l.id = t.live_session_id where l.user_id = ?"
        assert world.query(mine, person.user_id) == [], table
    student.close()


@pytest.mark.parametrize("scope", [*NEEDS[Mode.INDIVIDUAL], Scope.KEEP_SUMMARIES, Scope.BIOMETRIC_RELEASE])
def test_withdrawing_one_scope_purges_whatever_rests_on_it(
    world: World, lecture: Lecture, scope: Scope
) -> None:
    person = world.add_student(lecture, (*ALL_SCOPES, Scope.BIOMETRIC_RELEASE))
    world.write("update users set region = 'us-il' where id = ?", person.user_id)
    cookie = world.log_in(person)
    student = world.connect(person, cookie)

    def count(table: str) -> int:
        mine = f"select 1 from {table} t join live_sessions l on l.id = t.live_session_id where l.user_id = ?"
        return len(world.query(mine, person.user_id))

    student.join(lecture)
    assert student.call("frame", PORTRAIT)["ok"]
    student.call("leave")
    wait_until(lambda: count("spells") == 1 and count("live_session_summaries") == 1)
    decision = {"scope": scope.value, "granted": False}
    world.request("PUT", "/api/consents", {"decisions": [decision]}, cookie)
    assert count("spells") == int(scope is Scope.KEEP_SUMMARIES)
    assert count("live_session_summaries") == int(scope is Scope.SHARE_TUTORS)
    student.close()


@in_time
def test_a_consent_withdrawn_by_another_process_bites_within_two_seconds(
    world: World, lecture: Lecture
) -> None:
    person = world.add_student(lecture)
    student = world.connect(person)
    student.join(lecture)
    world.write("update consents set granted = 0 where user_id = ?", person.user_id)
    world.write(
        "insert into consent_receipts (user_id, scope, decision, text_version, text_hash, purged, decided_at)"
        " values (?, 'camera', 'withdrawn', 1, '', '{}', '2026-01-01 00:00:00')",
        person.user_id,
    )
    wait_until(lambda: not student.connected, BITE_S + 0.5)


@in_time
def test_logging_out_ends_the_socket_and_nothing_is_heard_after(world: World, lecture: Lecture) -> None:
    cookie = world.log_in(lecture.tutor)
    tutor = world.connect(lecture.tutor, cookie)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    world.request("POST", "/api/auth/logout", {}, cookie)
    ended_s = time.monotonic()
    wait_until(lambda: not tutor.connected, BITE_S)
    in_flight_s = 0.4  # sent before, and still under way
    assert [name for name, _, at_s in tutor.heard if at_s > ended_s + in_flight_s] == []


@in_time
def test_another_login_of_the_same_person_stays(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    gone, stays = world.log_in(person), world.log_in(person)
    first, second = world.connect(person, gone), world.connect(person, stays)
    world.request("POST", "/api/auth/logout", {}, gone)
    wait_until(lambda: not first.connected, BITE_S)
    assert second.join(lecture)["ok"]
    second.close()


@in_time
def test_a_new_password_ends_the_sockets_of_every_other_login(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    thiefs, owners = world.log_in(person), world.log_in(person)
    first, second = world.connect(person, thiefs), world.connect(person, owners)
    changed = {"current": PASSWORD, "new": "another-password"}
    answer = world.request("POST", "/api/auth/password", changed, owners)
    wait_until(lambda: not first.connected and not second.connected, BITE_S)
    third = world.connect(person, answer.headers["Set-Cookie"].split(";")[0])
    assert third.join(lecture)["ok"]
    third.close()


@in_time
def test_a_disabled_account_loses_its_socket(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    student = world.connect(person)
    student.join(lecture)
    world.write(
        "update users set disabled_at = '2026-01-01 00:00:00', updated_at = '2099-01-01 00:00:00'"
        " where id = ?",
        person.user_id,
    )
    wait_until(lambda: not student.connected, BITE_S + 0.5)


@pytest.mark.parametrize("event", ["frame", "reading", "check_in", "help", "correct", "leave"])
def test_out_of_turn_an_event_is_refused(world: World, lecture: Lecture, event: str) -> None:
    student = world.connect(world.add_student(lecture))
    data = {"frame": PORTRAIT, "reading": READING, "check_in": {"value": "well"}, "help": {"on": True}}
    answer = student.call(event, data.get(event, {"label": None} if event == "correct" else None))
    assert answer == {"ok": False, "code": "not_joined", "retry_after_ms": None}
    student.close()


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("join", {"lesson_id": "one"}),
        ("join", {"lesson_id": 1, "role": "tutor"}),
        ("join", [1, 2]),
        ("join", None),
        ("frame", "not bytes"),
        ("frame", {"data": 1}),
        ("reading", {"number": 1, "model": MODEL}),
        ("reading", {"number": 1, "probabilities": None, "abstained": "no_face"}),
        ("reading", {"number": 1, "model": MODEL, "probabilities": [0.5, 0.5]}),
        ("reading", {"number": 1, "model": MODEL, "probabilities": [float("1e308")] * 7}),
        ("reading", {"number": 1, "model": MODEL, "probabilities": [-1, 2, 0, 0, 0, 0, 0]}),
        ("reading", {"number": 1, "model": MODEL, "abstained": "x" * 600}),
        ("reading", {"number": 1, "model": MODEL, "probabilities": [1, 0, 0, 0, 0, 0, 0], "label": "bliss"}),
        ("check_in", {"value": "angry"}),
        ("help", {"on": "perhaps"}),
        ("take_down", {"line_id": 2**70}),
        ("join", {"lesson_id": 1, "live_class_id": 2**31}),
        ("helped", {"alert_id": 2**70}),
        ("close_poll", {"poll_id": 2**70}),
        ("chat", {"live_class_id": 1, "text": "NUL \0"}),
        ("tell", {"live_class_id": 1, "user_id": None, "text": "NUL \0"}),
        ("poll", {"live_class_id": 1, "question": "NUL \0", "choices": ["a", "b"]}),
        ("poll", {"live_class_id": 1, "question": "Which?", "choices": ["a", "NUL \0"]}),
        ("correct", {"label": "bliss"}),
        ("watch", {"live_class_id": -1}),
    ],
)
def test_a_malformed_event_is_refused_and_the_socket_lives_on(
    world: World, lecture: Lecture, event: str, data: Any
) -> None:
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    assert student.call(event, data)["code"] == "invalid"
    assert student.call("check_in", {"value": "well"})["ok"]
    student.close()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "frame_empty"),
        (b"GIF89a" + bytes(100), "frame_unsupported"),
        (PORTRAIT[: len(PORTRAIT) // 2], "frame_broken"),
        (bytes(61441), "frame_too_large"),
    ],
)
def test_bytes_that_are_no_good_picture_are_refused(
    world: World, lecture: Lecture, data: bytes, code: str
) -> None:
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    assert student.call("frame", data)["code"] == code
    assert student.call("frame", PORTRAIT)["ok"]
    student.close()


def test_a_reading_sent_again_counts_once(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    assert student.call("reading", READING)["ok"]
    assert student.call("reading", READING)["code"] == "replayed"
    student.close()


def test_a_join_and_a_check_in_sent_again_change_nothing(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture))
    first = student.join(lecture)
    assert student.join(lecture)["live_session_id"] == first["live_session_id"]
    for _ in range(3):
        student.call("check_in", {"value": "lost"})
    time.sleep(1.3)
    rows = world.query("select 1 from check_ins where live_session_id=?", first["live_session_id"])
    assert len(rows) == 1
    student.close()


@in_time
def test_archiving_a_course_ends_its_class_and_lets_nobody_in(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    tutors_cookie = world.log_in(lecture.tutor)
    student, tutor = world.connect(person), world.connect(lecture.tutor, tutors_cookie)
    student.join(lecture)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    at = f"/api/courses/{lecture.course_id}"
    world.request("PATCH", at, {"version": 1, "archived": True}, tutors_cookie)
    assert student.wait_for("ended", patience_s=BITE_S) == {"live_class_id": lecture.live_class_id}
    assert (
        world.query("select 1 from live_classes where id=? and ended_at is null", lecture.live_class_id) == []
    )
    again = world.connect(person)
    assert again.join(lecture)["code"] == "not_found"
    assert again.call("join", {"lesson_id": lecture.lesson_id})["code"] == "not_found"
    assert tutor.call("watch", {"live_class_id": lecture.live_class_id})["code"] == "not_found"
    with pytest.raises(HTTPError) as refused:
        world.request("POST", "/api/live-classes", {"lesson_id": lecture.lesson_id}, tutors_cookie)
    assert refused.value.code == 409
    with world.app.app_context():
        assert load_facts(person.user_id, lecture.course_id).course_limit is Mode.OFF
    for client in (student, tutor, again):
        client.close()


@in_time
def test_switching_a_course_off_stops_its_cameras_within_two_seconds(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    assert student.call("frame", PORTRAIT)["ok"]
    world.write(
        "update courses set mode_limit = 'off', updated_at = '2099-01-01 00:00:00' where id = ?",
        lecture.course_id,
    )
    told = student.wait_for("policy", patience_s=BITE_S + 0.5)
    assert told["mode"] == "off" and told["reason"] == "course_switched_off"
    wait_until(lambda: not student.connected, BITE_S)

"""What goes wrong in a real class: floods, vanished readers, dead workers, a locked database, restarts."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import signal
import socket
import sqlite3
import struct
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import pytest
import socketio.exceptions
import websocket
from realtime_world import Client, Lecture, Person, World, encode_portrait, wait_until

from backend import clock
from backend.db.base import db
from backend.db.course import LiveClass
from backend.db.recording import ClassWindow
from backend.realtime.options import AggregateRule
from backend.realtime.recall import load_room
from backend.sending import LOWEST_BYTES_S
from backend.server import THREADS, PatientReader
from tests.in_time import in_time, require_in_time

RULE = AggregateRule(k=5, window_s=10, round_to=0.1, horizon_s=120, trend_windows=60)
PORTRAIT = encode_portrait()
CLOSED = "1"  # Engine.IO's word that the server ends a connection
LOCKED_S = 10.5  # longer than a writer waits before it gives up and tries again
QUICK = (
    "realtime.ping_interval_s=1",
    "realtime.ping_timeout_s=2",
    "realtime.send_timeout_s=2",
    "realtime.answer_timeout_ms=1000",
    "realtime.grace_s=3",
    "realtime.join_s=2",
    "realtime.steer=false",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("faults"), QUICK)
    world.declare()
    yield world
    world.stop()


@pytest.fixture
def student(world: World, lecture: Lecture) -> Iterator[Client]:
    client = world.connect(world.add_student(lecture))
    client.join(lecture)
    yield client
    client.close()


class RawSocket:
    """A client that need not behave: it speaks the protocol only as far as it is told to."""

    def __init__(self, world: World, person: Person, cookie: str = "", joins: bool = True) -> None:
        url = f"ws://127.0.0.1:{world.port}/socket.io/?EIO=4&transport=websocket"
        cookie = cookie or world.log_in(person)
        self.ws = websocket.create_connection(
            url, cookie=cookie, origin=world.url, timeout=10, enable_multithread=True
        )
        self.ws.recv()
        if joins:
            assert self.join_namespace().startswith("40")

    def join_namespace(self) -> str:
        """Ask for a place in our namespace; give what the server says."""
        self.ws.send("40/live,")
        return str(self.ws.recv())

    def send(self, number: int, event: str, data: object) -> None:
        """Send an event without waiting for anything."""
        self.ws.send(f"42/live,{number}" + json.dumps([event, data]))

    def send_frame(self, number: int, data: bytes) -> None:
        """Send a picture without waiting for anything."""
        self.ws.send(f'451-/live,{number}["frame",{{"_placeholder":true,"num":0}}]')
        self.ws.send_binary(data)

    def answers(self, count: int) -> dict[int, dict[str, object]]:
        """Read until so many answers have come."""
        found: dict[int, dict[str, object]] = {}
        while len(found) < count:
            text = self.ws.recv()
            if isinstance(text, str) and text == "2":
                self.ws.send("3")
            if isinstance(text, str) and text.startswith("43/live,"):
                number, _, rest = text[8:].partition("[")
                found[int(number)] = json.loads("[" + rest)[0]
        return found


def mask_text(text: str) -> bytes:
    """Frame a short text as a client does."""
    return bytes([0x81, 0x80 | len(text.encode())]) + bytes(4) + text.encode()


def join(raw: RawSocket, lecture: Lecture) -> None:
    where = {"lesson_id": lecture.lesson_id, "live_class_id": lecture.live_class_id, "opt_in": True}
    raw.send(1, "join", where)
    assert raw.answers(1)[1]["ok"]


def test_a_message_over_the_limit_ends_the_connection_unread(
    world: World, lecture: Lecture, student: Client
) -> None:
    raw = RawSocket(world, world.add_student(lecture))
    before = _server_rss(world)
    sock = raw.ws.sock
    sock.sendall(struct.pack("!BBQ", 0x82, 0xFF, 60_000_000) + bytes(4))
    with pytest.raises((websocket.WebSocketException, OSError)):
        for _ in range(600):
            sock.sendall(bytes(100_000))
    assert _server_rss(world) - before < 30e6
    assert student.call("frame", PORTRAIT)["ok"]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x81\x05hello",  # not masked
        b"\xf1\x80\0\0\0\0",  # reserved bits
        b"\x80\x80\0\0\0\0",  # a continuation of nothing
        b"\x81\x82\0\0\0\0\xff\xfe",  # no UTF-8
        b"\x81\x83\0\0\0\0999",  # no Engine.IO packet
        b"\x81\x86\0\0\0\x0042/liv",  # no Socket.IO packet
        b"\x82\x84\0\0\0\0\0\0\0\0",  # bytes nobody announced
        b"\x81\x8a\0\0\0\x00451-/live,\x81\x81\0\0\0\x003\x81\x81\0\0\0\x002",  # a text for a picture
        mask_text('452-/live,["frame",{"_placeholder":true,"num":0}]'),  # two pictures
        mask_text('\uff1451-/live,["frame",{"_placeholder":true,"num":0}]'),  # a four that is no ASCII
    ],
)
def test_garbage_ends_its_senders_connection_only(
    world: World, lecture: Lecture, student: Client, garbage: bytes
) -> None:
    raw = RawSocket(world, world.add_student(lecture))
    raw.ws.sock.sendall(garbage)
    raw.ws.sock.settimeout(5)
    with pytest.raises((websocket.WebSocketException, OSError)):
        while True:
            if raw.ws.recv() == "":
                raise websocket.WebSocketConnectionClosedException
    assert student.call("check_in", {"value": "well"})["ok"]


HALF_SENT = (
    b"POST /api/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Attune: 1\r\n"
    b"Content-Type: application/json\r\nContent-Length: 1000\r\n"
)


def test_requests_that_never_end_hold_up_nobody_for_long(world: World) -> None:
    with contextlib.ExitStack() as held:
        for number in range(THREADS + 10):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", world.port)))
            slow.sendall(HALF_SENT + (b"\r\n{" if number % 2 else b""))  # in the body, or in the headers
        time.sleep(1)
        assert world.request("GET", "/api/health").status == 200


def test_a_request_is_waited_for_as_long_as_enough_of_it_comes() -> None:
    reading, sending = socket.socketpair()
    with reading, sending:
        reader = PatientReader(reading)
        reader.patience_s = 0.1
        sending.sendall(bytes(LOWEST_BYTES_S))
        assert len(reader.read(LOWEST_BYTES_S)) == LOWEST_BYTES_S
        assert reader.patience_s > 0.9
        reader.patience_s = 0.1
        sending.sendall(b"{")
        with pytest.raises(ConnectionResetError):
            reader.read(2)


def test_compression_is_not_agreed_to(world: World, lecture: Lecture) -> None:
    url = f"ws://127.0.0.1:{world.port}/socket.io/?EIO=4&transport=websocket"
    offered = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
    cookie = world.log_in(world.add_student(lecture))
    ws = websocket.create_connection(url, cookie=cookie, origin=world.url, header=offered, timeout=10)
    assert "sec-websocket-extensions" not in ws.getheaders()
    ws.close()


def test_a_hundred_sockets_of_one_user_become_four(world: World, lecture: Lecture, student: Client) -> None:
    person = world.add_student(lecture)
    cookie = world.log_in(person)
    clients = []
    refused = 0
    for _ in range(100):
        try:
            clients.append(world.connect(person, cookie))
        except socketio.exceptions.ConnectionError:
            refused += 1
    assert (len(clients), refused) == (4, 96)
    assert student.call("frame", PORTRAIT)["ok"]
    for client in clients:
        client.close()


@in_time
def test_a_flood_of_events_is_refused_and_delays_nobody(
    world: World, lecture: Lecture, student: Client
) -> None:
    raw = RawSocket(world, world.add_student(lecture))
    for number in range(1, 301):
        raw.send(number, "check_in", {"value": "well"})
    started_s = time.monotonic()
    assert student.call("frame", PORTRAIT)["ok"]
    require_in_time(time.monotonic() - started_s, 1.0)
    answers = raw.answers(300)
    refused = [answer for answer in answers.values() if answer["code"] == "too_many_events"]
    assert len(refused) > 200 and all(answer["retry_after_ms"] for answer in refused)


def test_of_frames_sent_all_at_once_only_the_newest_wait(world: World, lecture: Lecture) -> None:
    raw = RawSocket(world, world.add_student(lecture))
    join(raw, lecture)
    for number in range(2, 12):
        raw.send_frame(number, PORTRAIT)
    answers = raw.answers(10)
    done = [number for number, answer in answers.items() if answer["ok"]]
    codes = {answer["code"] for answer in answers.values() if not answer["ok"]}
    assert 11 in done and len(done) < 10 and codes == {"superseded"}


@in_time
def test_a_reader_that_takes_nothing_is_cut_off_and_delays_nobody(
    world: World, lecture: Lecture, student: Client
) -> None:
    raw = RawSocket(world, world.add_student(lecture))
    raw.ws.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    join(raw, lecture)
    worst_s = 0.0
    for number in range(2, 2000):
        try:
            raw.ws.sock.settimeout(0.2)
            raw.send(number, "join", {"lesson_id": lecture.lesson_id, "live_class_id": lecture.live_class_id})
        except (OSError, websocket.WebSocketException):
            break
        if number % 200 == 0:
            started_s = time.monotonic()
            assert student.call("frame", PORTRAIT)["ok"]
            worst_s = max(worst_s, time.monotonic() - started_s)
    require_in_time(worst_s, 1.0)
    raw.ws.shutdown()


def test_a_half_open_connection_is_noticed(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    raw = RawSocket(world, person)
    join(raw, lecture)
    silent_s = time.monotonic()
    ended = "select 1 from live_sessions where user_id=? and end_reason='connection_lost'"
    wait_until(lambda: bool(world.query(ended, person.user_id)), 12.0)
    assert time.monotonic() - silent_s > 3.0


def test_who_vanishes_while_joining_is_noticed(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    raw = RawSocket(world, person)
    release = _hold_lock(world, 1.5)
    raw.send(1, "join", {"lesson_id": lecture.lesson_id, "live_class_id": lecture.live_class_id})
    time.sleep(0.2)
    raw.ws.shutdown()
    release.join()
    ended = "select 1 from live_sessions where user_id=? and end_reason='connection_lost'"
    wait_until(lambda: bool(world.query(ended, person.user_id)), 12.0)


def test_a_connection_that_joins_nothing_is_ended(world: World, lecture: Lecture) -> None:
    raw = RawSocket(world, world.add_student(lecture), joins=False)
    started_s = time.monotonic()
    with pytest.raises((websocket.WebSocketException, OSError)):
        while raw.ws.recv() and time.monotonic() - started_s < 6.0:
            raw.ws.send("3")
        raise websocket.WebSocketConnectionClosedException
    assert 1.5 < time.monotonic() - started_s < 6.0


def test_a_login_that_ended_before_the_socket_joined_joins_nothing(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    cookie = world.log_in(person)
    raw = RawSocket(world, person, cookie, joins=False)
    world.request("POST", "/api/auth/logout", {}, cookie)
    answer = raw.join_namespace()
    refused = answer.startswith("44/live,") and "not_logged_in" in answer
    assert refused or answer == CLOSED  # whoever watches over logins may have noticed first


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP])
def test_a_dead_or_hung_worker_is_replaced(world: World, student: Client, sign: int) -> None:
    assert student.call("frame", PORTRAIT)["ok"]
    (worker,) = world.worker_pids()
    os.kill(worker, sign)
    first = student.call("frame", PORTRAIT)
    assert first["ok"] or first["code"] == "busy"
    wait_until(lambda: bool(student.call("frame", PORTRAIT)["ok"]), 15.0)
    assert world.worker_pids() != [worker]


@in_time
def test_a_locked_database_delays_rows_and_stops_no_answer(world: World, lecture: Lecture) -> None:
    student, tutor = world.connect(world.add_student(lecture)), world.connect(lecture.tutor)
    live_session_id = student.join(lecture)["live_session_id"]
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    student.call("frame", PORTRAIT)
    tutor.wait_for("panel", lambda panel: bool(panel["tiles"]))
    slowest_s = _hold_lock_while_sending(world, student, LOCKED_S)
    require_in_time(slowest_s, 1.0)
    stamps = [at_s for name, _, at_s in tutor.heard if name == "panel"]
    gaps = [after - before for before, after in itertools.pairwise(stamps)]
    require_in_time(max(gaps), 2.0)
    rows = "select 1 from check_ins where live_session_id=? and value='stuck'"
    wait_until(lambda: bool(world.query(rows, live_session_id)), 15.0)
    student.close()
    tutor.close()


@in_time
@pytest.mark.parametrize(
    "spelling", ['42/live,1[ "join",%s]', '42/live?x,1["join",%s]', '42/live,1["jo\\u0069n",%s]']
)
def test_however_a_join_is_spelled_it_never_waits_on_everybodys_thread(
    world: World, lecture: Lecture, student: Client, spelling: str
) -> None:
    raw = RawSocket(world, world.add_student(lecture))
    raw.ws.settimeout(20)
    where = {"lesson_id": lecture.lesson_id, "live_class_id": lecture.live_class_id}
    release = _hold_lock(world, 2.0)
    raw.ws.send(spelling % json.dumps(where))
    time.sleep(0.1)
    started_s = time.monotonic()
    assert student.call("check_in", {"value": "well"})["ok"]
    require_in_time(time.monotonic() - started_s, 1.0)
    assert raw.answers(1)[1]["ok"]
    release.join()


@in_time
def test_a_picture_that_wants_no_answer_never_waits_on_everybodys_thread(
    world: World, lecture: Lecture, student: Client
) -> None:
    raw = RawSocket(world, world.add_student(lecture))
    join(raw, lecture)
    raw.send_frame(2, PORTRAIT)
    raw.answers(1)
    (worker,) = world.worker_pids()
    os.kill(worker, signal.SIGSTOP)
    raw.ws.send('451-/live,["frame",{"_placeholder":true,"num":0}]')
    raw.ws.send_binary(PORTRAIT)
    time.sleep(0.1)
    started_s = time.monotonic()
    assert student.call("check_in", {"value": "well"})["ok"]
    require_in_time(time.monotonic() - started_s, 0.6)
    os.kill(worker, signal.SIGCONT)


@in_time
def test_small_messages_without_end_delay_nobody(world: World, lecture: Lecture, student: Client) -> None:
    raw = RawSocket(world, world.add_student(lecture))
    join(raw, lecture)
    pair = mask_text('451-/live,["x",{}]') + b"\x82\x80" + bytes(4)
    raw.ws.sock.sendall(pair * 3000)
    started_s = time.monotonic()
    assert student.call("check_in", {"value": "well"})["ok"]
    require_in_time(time.monotonic() - started_s, 1.0)
    raw.ws.shutdown()


@in_time
def test_withdrawing_never_waits_for_a_writer_that_waits_for_it(world: World, lecture: Lecture) -> None:
    people = [world.add_student(lecture) for _ in range(4)]
    cookies = [world.log_in(person) for person in people]
    students = [world.connect(*each) for each in zip(people, cookies, strict=True)]
    for student in students:
        student.join(lecture)
        assert student.call("frame", PORTRAIT)["ok"]
    release = _hold_lock(world, 2.0)
    students[0].call("check_in", {"value": "well"})
    time.sleep(1.2)  # the writer waits for the database now
    with ThreadPoolExecutor(len(people)) as browsers:
        asked = [
            browsers.submit(world.request, "POST", "/api/consents/withdraw", {}, cookie) for cookie in cookies
        ]
        release.join()
        freed_s = time.monotonic()
        assert all(each.result().status == 200 for each in asked)
    require_in_time(time.monotonic() - freed_s, 4.0)
    mine = "select 1 from spells s join live_sessions l on l.id = s.live_session_id where l.user_id=?"
    assert [world.query(mine, person.user_id) for person in people] == [[], [], [], []]
    for student in students:
        student.close()


def test_a_clock_that_is_set_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before_s = clock.steady_s()
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 86400)
    assert 0 <= clock.steady_s() - before_s < 1


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="only Linux has two clocks for this")
def test_a_night_asleep_is_a_night_later(monkeypatch: pytest.MonkeyPatch) -> None:
    before_s, real, night_s = clock.steady_s(), time.clock_gettime, 8 * 3600
    slept = {time.CLOCK_BOOTTIME: night_s}  # what the kernel adds to this clock alone
    monkeypatch.setattr(time, "clock_gettime", lambda which: real(which) + slept.get(which, 0))
    assert 0 <= clock.steady_s() - before_s - night_s < 1


@in_time
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_a_restart_in_mid_class_loses_nothing_acknowledged_before_the_flush(
    tmp_path_factory: pytest.TempPathFactory, sign: int
) -> None:
    world = World(tmp_path_factory.mktemp("restart"), QUICK)
    world.declare()
    lecture = world.give_lecture()
    person = world.add_student(lecture, name="Cleo")
    student = world.connect(person)
    before = student.join(lecture)["live_session_id"]
    student.call("frame", PORTRAIT)
    student.call("check_in", {"value": "lost"})
    student.call("help", {"on": True})
    gone = world.connect(world.add_student(lecture, name="Gone"))
    gone.join(lecture)
    gone.call("help", {"on": True})
    time.sleep(1.5)
    world.stop(sign)
    _kill_leftovers(world)
    world.start()
    try:
        _expect_recovery(world, lecture, person, before)
        standing = "select count(*) from help_signals where lowered_at is null"
        wait_until(lambda: world.query(standing) == [(0,)])
    finally:
        world.stop()
    assert world.query("select 1 from live_sessions where ended_at is null") == []


def test_after_a_restart_a_class_waits_for_what_another_of_its_course_published(
    world: World, lecture: Lecture
) -> None:
    end_s = int(clock.steady_s())
    ended = LiveClass(
        lesson_id=lecture.lesson_id, course_id=lecture.course_id, tutor_id=lecture.tutor.user_id
    )
    with world.app.app_context():
        assert load_room(RULE, lecture.live_class_id)[2].settle_until_s < end_s
        db.session.add(ended)
        db.session.flush()
        start = datetime.fromtimestamp(end_s - RULE.window_s, timezone.utc)
        window = ClassWindow(live_class_id=ended.id, start=start, seconds=RULE.window_s, cohort=10, shares={})
        db.session.add(window)
        db.session.commit()
        assert load_room(RULE, lecture.live_class_id)[2].settle_until_s == end_s + RULE.horizon_s


def _expect_recovery(world: World, lecture: Lecture, person: Person, before: int) -> None:
    rows = world.query("select end_reason from live_sessions where id=?", before)
    assert rows == [("server_stopped",)]
    assert world.query("select 1 from spells where live_session_id=?", before) == [(1,)]
    student, tutor = world.connect(person), world.connect(lecture.tutor)
    joined = student.join(lecture)
    assert joined["ok"] and joined["live_session_id"] != before and joined["help"]
    started_s = time.monotonic()
    panel = tutor.call("watch", {"live_class_id": lecture.live_class_id})["panel"]
    assert panel["check_ins"] == {"lost": 1} and panel["help"][0]["name"] == "Cleo"
    student.call("frame", PORTRAIT)
    tutor.wait_for("panel", lambda panel: bool(panel["tiles"]), 3.0)
    require_in_time(time.monotonic() - started_s, 3.0)
    student.close()
    tutor.close()


def _hold_lock(world: World, seconds: float) -> threading.Timer:
    connection = sqlite3.connect(world.folder / "attune.db", isolation_level=None, check_same_thread=False)
    connection.execute("begin immediate")
    release = threading.Timer(seconds, lambda: connection.execute("rollback"))
    release.start()
    return release


def _hold_lock_while_sending(world: World, student: Client, seconds: float) -> float:
    release = _hold_lock(world, seconds)
    slowest_s = 0.0
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        started_s = time.monotonic()
        answer = student.call("frame", PORTRAIT)
        assert answer["ok"] or answer["code"] == "busy"  # a worker's word, not the database's
        assert student.call("check_in", {"value": "stuck"})["ok"]
        slowest_s = max(slowest_s, time.monotonic() - started_s)
        time.sleep(0.2)
    release.join()
    return slowest_s


def _server_rss(world: World) -> float:
    return sum(float(process.memory_info().rss) for process in world.processes())


def _kill_leftovers(world: World) -> None:
    for process in world.leftovers():
        process.kill()
    wait_until(lambda: not world.leftovers())

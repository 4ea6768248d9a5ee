"""Bytes on their way: WebSocket framing, a channel's queues, and the wire to an inference worker."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.realtime.channel import INBOX_MESSAGES, OUTBOX_BYTES, Channel
from backend.realtime.framing import MESSAGE_PARTS, Control, FrameReader, FramingError, write_message
from inference.errors import Busy, FrameBroken
from inference.worker import Worker
from inference.worker_wire import FRAME, read_answer, write_request

LIMIT = 65536


def mask(opcode: int, payload: bytes, final: bool = True, key: bytes = b"\x01\x02\x03\x04") -> bytes:
    """Frame a message as a client does."""
    length = len(payload)
    head = bytes([(0x80 if final else 0) | opcode])
    if length < 126:
        head += bytes([0x80 | length])
    else:
        head += bytes([0x80 | 126]) + length.to_bytes(2, "big")
    return head + key + bytes(byte ^ key[index % 4] for index, byte in enumerate(payload))


@given(st.lists(st.one_of(st.text(max_size=300), st.binary(max_size=300)), max_size=8), st.data())
def test_messages_survive_any_cutting_of_their_bytes(
    messages: list[str | bytes], data: st.DataObject
) -> None:
    stream = b"".join(mask(1, each.encode()) if isinstance(each, str) else mask(2, each) for each in messages)
    reader, found, position = FrameReader(LIMIT), [], 0
    while position < len(stream):
        step = data.draw(st.integers(1, 200))
        found += reader.feed(stream[position : position + step])
        position += step
    assert found == messages


@given(st.binary(min_size=2, max_size=200))
def test_no_bytes_whatever_break_the_reader(noise: bytes) -> None:
    try:
        FrameReader(LIMIT).feed(noise)
    except FramingError as error:
        assert error.code in (1002, 1007, 1009)


def test_a_message_in_parts_is_one_message_and_a_ping_may_stand_between() -> None:
    reader = FrameReader(LIMIT)
    parts = mask(1, b"hel", final=False) + mask(9, b"?") + mask(0, b"lo")
    assert reader.feed(parts) == [Control(9, b"?"), "hello"]


@pytest.mark.parametrize("length", [LIMIT + 1, 1 << 40])
def test_too_large_is_refused_from_the_header(length: int) -> None:
    with pytest.raises(FramingError) as refused:
        FrameReader(LIMIT).feed(b"\x82\xff" + length.to_bytes(8, "big"))
    assert refused.value.code == 1009


def test_parts_that_add_up_to_too_much_are_refused() -> None:
    reader = FrameReader(100)
    reader.feed(mask(2, bytes(80), final=False))
    with pytest.raises(FramingError):
        reader.feed(mask(0, bytes(80)))


def test_parts_that_add_nothing_are_refused() -> None:
    reader = FrameReader(LIMIT)
    reader.feed(mask(1, b"", final=False) + mask(0, b"a", final=False))
    with pytest.raises(FramingError) as refused:
        reader.feed(mask(0, b"", final=False))
    assert refused.value.code == 1002


def test_a_message_comes_in_a_bounded_number_of_parts() -> None:
    reader = FrameReader(LIMIT)
    reader.feed(mask(1, b"a", final=False) + mask(0, b"a", final=False) * (MESSAGE_PARTS - 1))
    with pytest.raises(FramingError) as refused:
        reader.feed(mask(0, b"a"))
    assert refused.value.code == 1009


@pytest.fixture
def pair() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.settimeout(5)
    yield Channel(ours, LIMIT, lambda channel: None), theirs
    ours.close()
    theirs.close()


def send_frame(theirs: socket.socket, number: int, picture: bytes) -> None:
    header = f'451-/live,{number}["frame",{{"_placeholder":true,"num":0}}]'
    theirs.sendall(mask(1, header.encode()) + mask(2, picture))


def test_a_newer_picture_takes_the_place_of_one_that_waits(pair: tuple[Channel, socket.socket]) -> None:
    channel, theirs = pair
    for number in (1, 2, 3):
        send_frame(theirs, number, b"picture %d" % number)
    channel.receive()
    assert [message for message, _ in channel.inbox][1:] == [b"picture 3"]
    assert theirs.recv(4096).count(b"superseded") == 2 and channel.superseded == 2


def test_other_events_are_never_dropped_for_a_picture(pair: tuple[Channel, socket.socket]) -> None:
    channel, theirs = pair
    send_frame(theirs, 1, b"old")
    theirs.sendall(mask(1, b'42/live,2["help",{"on":true}]'))
    send_frame(theirs, 3, b"new")
    channel.receive()
    assert next(message for message, _ in channel.inbox) == '42/live,2["help",{"on":true}]'
    assert len(channel.inbox) == 3


def test_a_full_inbox_stops_the_reading(pair: tuple[Channel, socket.socket]) -> None:
    channel, theirs = pair
    theirs.sendall(mask(1, b"2") * INBOX_MESSAGES)
    channel.receive()
    assert channel.is_full


def test_a_reader_that_owes_too_much_is_given_up(pair: tuple[Channel, socket.socket]) -> None:
    channel, _ = pair
    for _ in range(2 * OUTBOX_BYTES // 60000):
        channel.send("x" * 60000)
    assert channel.over


def test_what_could_not_be_sent_follows_later_and_whole(pair: tuple[Channel, socket.socket]) -> None:
    channel, theirs = pair
    sent = b"".join(write_message(str(number) * 5000) for number in range(100))
    for number in range(100):
        channel.send(str(number) * 5000)
    received = b""
    while len(received) < len(sent):
        received += theirs.recv(65536)
        channel.flush()
    assert received == sent and channel.owed == 0


class Parrot:
    """An analyst that says what it was shown, and can be made slow or clumsy."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.seen: list[bytes] = []

    def begin(self) -> object:
        return object()

    def analyze(self, kind: int, data: bytes, track: Any) -> dict[str, Any]:
        self.gate.wait(5)
        self.seen.append(data)
        if data == b"broken":
            raise FrameBroken("no picture")
        if data == b"clumsy":
            raise ZeroDivisionError
        return {"said": data.decode()}


class Desk:
    """A worker's loop in a thread of ours."""

    def __init__(self, path: str) -> None:
        self.parrot = Parrot()
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen()
        self._path = path
        read, self._parent = os.pipe()
        worker = Worker(listener, self.parrot)
        self._thread = threading.Thread(target=worker.run, args=(read,), daemon=True)
        self._thread.start()

    def connect(self) -> socket.socket:
        sock = socket.socket(socket.AF_UNIX)
        sock.settimeout(5)
        sock.connect(self._path)
        return sock

    def stop(self) -> None:
        os.close(self._parent)
        self._thread.join(5)
        assert not self._thread.is_alive()


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(str(tmp_path_factory.mktemp("w") / "s"))
    yield desk
    desk.stop()


def later() -> float:
    return time.monotonic() + 5


def test_a_worker_answers_each_picture(desk: Desk) -> None:
    sock = desk.connect()
    write_request(sock, FRAME, later(), b"hello")
    answer = read_answer(sock)
    assert answer["reading"] == {"said": "hello"} and answer["work_ms"] >= 0


@pytest.mark.parametrize(("picture", "code"), [(b"broken", "frame_broken"), (b"clumsy", "internal_error")])
def test_a_bad_picture_ends_nobodys_service(desk: Desk, picture: bytes, code: str) -> None:
    sock = desk.connect()
    write_request(sock, FRAME, later(), picture)
    assert read_answer(sock)["error"] == code
    write_request(sock, FRAME, later(), b"good")
    assert read_answer(sock)["reading"] == {"said": "good"}


def test_a_picture_whose_time_is_over_is_refused_unseen(desk: Desk) -> None:
    sock = desk.connect()
    write_request(sock, FRAME, time.monotonic() - 1, b"late")
    assert read_answer(sock)["error"] == Busy.code and desk.parrot.seen == []


def test_students_take_turns_whoever_sends_more(desk: Desk) -> None:
    desk.parrot.gate.clear()
    greedy, modest = desk.connect(), desk.connect()
    for index in range(5):
        write_request(greedy, FRAME, later(), b"g%d" % index)
        time.sleep(0.02)
    write_request(modest, FRAME, later(), b"m")
    time.sleep(0.05)
    desk.parrot.gate.set()
    assert read_answer(modest)["reading"] == {"said": "m"}
    assert len(desk.parrot.seen) <= 3 and b"g4" in desk.parrot.seen


def test_a_client_that_vanishes_leaves_the_worker_well(desk: Desk) -> None:
    gone, stays = desk.connect(), desk.connect()
    gone.sendall(b"\0\0")
    gone.close()
    write_request(stays, FRAME, later(), b"still here")
    assert read_answer(stays)["reading"] == {"said": "still here"}

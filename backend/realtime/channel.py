"""One client's connection: what arrived and waits its turn, what could not be sent yet.

Messages are handled one at a time, in order; of several pictures that wait only the newest is kept. It knows
the first bytes of messages that may come at all, and nothing of users, lessons or readings.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from backend.realtime.framing import (
    CLOSE,
    NORMAL,
    PING,
    PONG,
    PROTOCOL_ERROR,
    Control,
    FrameReader,
    FramingError,
    write_control,
    write_goodbye,
    write_message,
)

RECEIVE_BYTES = 65536
INBOX_MESSAGES = 16  # beyond these nothing is read: what a client floods stays with the client
OUTBOX_BYTES = 1 << 20  # a panel of two hundred is 60 KB; a reader that owes a megabyte is gone
HEARTBEAT = "3"
PICTURE_FOLLOWS = "451-"  # an event with one attachment; none of ours has more
READABLE = re.compile(r"[12356]|4[0-4]|" + PICTURE_FOLLOWS)
FRAME_HEADER = re.compile(r'451-/live,([0-9]+)\["(?:frame|crop)",')
SUPERSEDED = '43/live,%s[{"ok":false,"code":"superseded","retry_after_ms":null}]'

Message = tuple[str | bytes, float]


class Channel:
    """The connection. Its reading side belongs to the hub's thread, its sending side to everybody."""

    def __init__(
        self, sock: socket.socket, message_bytes: int, wants_writing: Callable[[Channel], None]
    ) -> None:
        self.sock = sock
        self.heard_s = time.monotonic()
        self.stuck_since_s: float | None = None
        self.working = False
        self.over = False
        self.inbox: deque[Message] = deque()
        self.superseded = 0
        self._reader = FrameReader(message_bytes)
        self._wants_writing = wants_writing
        self._lock = threading.Lock()
        self._outbox = bytearray()
        self._owed = 0

    @property
    def is_full(self) -> bool:
        """Whether so much waits that reading should pause."""
        return len(self.inbox) >= INBOX_MESSAGES

    @property
    def owed(self) -> int:
        """How many messages this reader has not taken yet."""
        return self._owed

    def receive(self) -> None:
        """Read what has arrived; the end of the connection, however it comes, sets `over`."""
        try:
            data = self.sock.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.over = True
            return
        self.heard_s = time.monotonic()
        try:
            for message in self._reader.feed(data):
                if not self.over:
                    self._take(message)
        except FramingError as error:
            self.close(error.code)

    def send(self, message: str | bytes) -> None:
        """Send one message now, or as soon as the reader takes it."""
        self._write(write_message(message))

    def close(self, code: int = NORMAL) -> None:
        """Say goodbye; the connection is over."""
        self._write(write_goodbye(code))
        self.over = True
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def flush(self) -> bool:
        """Send more of what waits; say whether that was all."""
        with self._lock:
            self._push()
            return not self._outbox

    def _take(self, message: str | bytes | Control) -> None:
        if isinstance(message, Control):
            self._answer_control(message)
        elif message == HEARTBEAT:
            return  # `heard_s` holds all it says
        elif not self._is_in_turn(message):
            self.close(PROTOCOL_ERROR)
        else:
            self.inbox.append((message, self.heard_s))
            if isinstance(message, bytes):
                self._drop_older_frame()

    def _answer_control(self, control: Control) -> None:
        if control.opcode == PING:
            self._write(write_control(PONG, control.payload))
        elif control.opcode == CLOSE:
            self.close()

    def _is_in_turn(self, message: str | bytes) -> bool:
        """Bytes come right after the text that announces them; texts are of a kind we know."""
        announced = bool(self.inbox) and announces_picture(self.inbox[-1][0])
        if isinstance(message, bytes):
            return announced
        return not announced and READABLE.match(message) is not None

    def _drop_older_frame(self) -> None:
        """The newest picture takes the place of one that still waits; one at most does."""
        newest = len(self.inbox) - 2
        if not _frame_id(self.inbox[newest][0]):
            return
        for index in range(newest - 1, max(newest - INBOX_MESSAGES, 0) - 1, -1):
            number = _frame_id(self.inbox[index][0])
            if number:
                del self.inbox[index + 1], self.inbox[index]
                self.superseded += 1
                self.send(SUPERSEDED % number)
                return

    def _write(self, data: bytes) -> None:
        with self._lock:
            if self.over:
                return
            self._outbox += data
            self._owed += 1
            if len(self._outbox) == len(data):
                self._push()
            waits = bool(self._outbox)
            if len(self._outbox) > OUTBOX_BYTES:
                self.over = True
        if waits:
            self._wants_writing(self)

    def _push(self) -> None:
        try:
            sent = self.sock.send(self._outbox) if self._outbox else 0
        except BlockingIOError:
            sent = 0
        except OSError:
            self.over = True
            sent = len(self._outbox)
        del self._outbox[:sent]
        if not self._outbox:
            self._owed, self.stuck_since_s = 0, None
        elif sent or self.stuck_since_s is None:
            self.stuck_since_s = time.monotonic()


class PacketQueue:
    """Stands in for Engine.IO's queue and its writer thread: what is put is sent at once."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def put(self, packet: Any) -> None:
        """Send a packet; None ends the connection."""
        if packet is None:
            self._channel.close()
        else:
            self._channel.send(packet.encode())

    def join(self) -> None:
        """Nothing waits here."""

    def qsize(self) -> int:
        """How many messages the reader has not taken yet."""
        return self._channel.owed


def announces_picture(message: str | bytes) -> bool:
    """Whether the next message belongs to this one."""
    return isinstance(message, str) and message.startswith(PICTURE_FOLLOWS)


def _frame_id(message: str | bytes) -> str | None:
    if not isinstance(message, str):
        return None
    found = FRAME_HEADER.match(message)
    return found.group(1) if found else None

"""One client's connection: what arrived and waits its turn, what could not be sent yet.

Messages are handled one at a time, in order; of several pictures that wait only the newest is kept. It knows
the few bytes that mark a picture event, and nothing of users, lessons or readings.
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
FRAME_HEADER = re.compile(r'^451-/live,(\d+)\["(?:frame|crop)",')
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
        if not isinstance(message, Control):
            self.inbox.append((message, self.heard_s))
            if isinstance(message, bytes):
                self._drop_older_frames()
        elif message.opcode == PING:
            self._write(write_control(PONG, message.payload))
        elif message.opcode == CLOSE:
            self.close()

    def _drop_older_frames(self) -> None:
        """The newest picture takes the place of one that still waits."""
        waiting = [index for index, (message, _) in enumerate(self.inbox) if _frame_id(message)]
        for index in reversed(waiting[:-1]):
            number = _frame_id(self.inbox[index][0])
            del self.inbox[index + 1], self.inbox[index]
            self.superseded += 1
            self.send(SUPERSEDED % number)

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


def _frame_id(message: str | bytes) -> str | None:
    if not isinstance(message, str):
        return None
    found = FRAME_HEADER.match(message)
    return found.group(1) if found else None

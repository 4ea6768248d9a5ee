"""The WebSocket under Socket.IO: bounded messages, no compression, whole sends, the newest picture only.

It knows the few bytes that mark a picture event, and nothing of users, lessons or readings.
"""

from __future__ import annotations

import contextlib
import re
import socket
import struct
import threading
from dataclasses import dataclass
from typing import Any

import simple_websocket
import wsproto.events
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError

RECEIVE_BYTES = 65536
KERNEL_BUFFER_BYTES = 65536  # what one client may have under way towards us before its own sending stops
FRAME_HEADER = re.compile(r'^451-/live,(\d+)\["frame",')
SUPERSEDED = '43/live,%s[{"ok":false,"code":"superseded","retry_after_ms":null}]'


class _NoThread:
    """Stands in for simple-websocket's reader thread: our reader is the thread that handles the events."""

    name = ""

    def __init__(self, target: Any) -> None:
        pass

    def start(self) -> None:
        pass


class BoundedWebSocket(simple_websocket.Server):  # type: ignore[misc]
    """One client's WebSocket. While its event is handled nothing is read: a flood stays with its sender."""

    connected: bool

    def __init__(
        self, environ: dict[str, Any], message_bytes: int, silence_s: float, send_timeout_s: float
    ) -> None:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # pictures do not shrink; compression costs CPU
        self._sending = threading.Lock()
        self.superseded = 0
        super().__init__(
            environ, receive_bytes=RECEIVE_BYTES, max_message_size=message_bytes, thread_class=_NoThread
        )
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, KERNEL_BUFFER_BYTES)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _pack_seconds(silence_s))
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _pack_seconds(send_timeout_s))

    def send(self, data: str | bytes) -> None:
        """Send one message whole; a reader that takes nothing for the send timeout is cut off."""
        if not self.connected:
            raise simple_websocket.ConnectionClosed(self.close_reason, self.close_message)
        event = (
            simple_websocket.ws.BytesMessage if isinstance(data, bytes) else simple_websocket.ws.TextMessage
        )
        with self._sending:
            try:
                self.sock.sendall(self.ws.send(event(data=data)))
            except OSError:
                self.connected = False
                self._shut()
                raise

    def receive(self, timeout: float | None = None) -> str | bytes | None:
        """Wait for the next message; of several pictures that arrived together only the newest is kept."""
        while self.connected and not self.input_buffer:
            self._read_once()
        if len(self.input_buffer) > 2:
            self._drop_older_frames()
        if self.input_buffer:
            message: str | bytes = self.input_buffer.pop(0)
            return message
        self._shut()
        raise simple_websocket.ConnectionClosed(self.close_reason, self.close_message)

    def close(self, reason: int | None = None, message: str | None = None) -> None:
        """Say goodbye and end the connection; our own reader wakes up and leaves."""
        with self._sending:
            if self.connected:
                self.connected = False
                goodbye = wsproto.events.CloseConnection(reason or CloseReason.NORMAL_CLOSURE, message)
                with contextlib.suppress(OSError, LocalProtocolError):
                    self.sock.sendall(self.ws.send(goodbye))
        self._shut()

    def _read_once(self) -> None:
        try:
            data = self.sock.recv(self.receive_bytes)
            self._feed(data)
        except OSError:
            self.connected = False

    def _feed(self, data: bytes) -> None:
        if not data:
            self.connected = False
            return
        with self._sending:
            self.ws.receive_data(data)
            if not self._handle_events():
                self.connected = False

    def _drop_older_frames(self) -> None:
        kept: list[str | bytes] = []
        position, buffer = 0, self.input_buffer
        last = max((i for i, message in enumerate(buffer) if _frame_id(message)), default=-1)
        while position < len(buffer):
            number = _frame_id(buffer[position])
            if number and position < last and position + 1 < len(buffer):
                self.superseded += 1
                self.send(SUPERSEDED % number)
                position += 2
            else:
                kept.append(buffer[position])
                position += 1
        buffer[:] = kept

    def _shut(self) -> None:
        with contextlib.suppress(OSError):  # it may be gone already
            self.sock.shutdown(socket.SHUT_RDWR)


class WebSocketDoor:
    """What Engine.IO calls to turn a request into a WebSocket; takes the place of its own wrapper."""

    def __init__(self, handler: Any, limits: Limits) -> None:
        self._handler = handler
        self._limits = limits
        self._ws: BoundedWebSocket | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        limits = self._limits
        self._ws = BoundedWebSocket(environ, limits.message_bytes, limits.silence_s, limits.send_timeout_s)
        answer = self._handler(self)
        if self._ws.mode == "gunicorn":
            raise StopIteration  # the connection is spent: gunicorn must not write an answer into it
        return answer

    def wait(self) -> str | bytes | None:
        """Return the next message, or None once the connection is over."""
        if self._ws is None:
            return None
        try:
            return self._ws.receive()
        except simple_websocket.ConnectionClosed:
            return None

    def send(self, message: str | bytes) -> None:
        """Send one message; OSError once the connection is over."""
        if self._ws is None:
            raise OSError("not connected")
        try:
            self._ws.send(message)
        except simple_websocket.ConnectionClosed as error:
            raise OSError("connection closed") from error

    def close(self) -> None:
        """End the connection politely."""
        if self._ws is not None:
            self._ws.close()


@dataclass(frozen=True)
class Limits:
    """How much, and for how long, one client may ask of its connection."""

    message_bytes: int
    silence_s: float
    send_timeout_s: float


def install_transport(engine: Any, limits: Limits) -> None:
    """Make an Engine.IO server open its WebSockets through our door."""
    engine._async = {**engine._async, "websocket": lambda handler, server: WebSocketDoor(handler, limits)}


def _pack_seconds(seconds: float) -> bytes:
    return struct.pack("ll", int(seconds), int(seconds % 1 * 1_000_000))


def _frame_id(message: str | bytes) -> str | None:
    if not isinstance(message, str):
        return None
    found = FRAME_HEADER.match(message)
    return found.group(1) if found else None

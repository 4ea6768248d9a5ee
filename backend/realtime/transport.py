"""Hangs Engine.IO on the hub: after the handshake no thread belongs to a client, and messages are bounded.

It knows Engine.IO's inner names, and is the only file that does.
"""

from __future__ import annotations

import queue
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import simple_websocket
from engineio import packet as engine_packet

from backend.realtime.channel import Channel, PacketQueue
from backend.realtime.hall import TICKET_KEY, Ticket
from backend.realtime.hub import Client, Hub


@dataclass(frozen=True)
class Limits:
    """How much, and for how long, one client may ask of its connection."""

    message_bytes: int
    ping_interval_s: float
    silence_s: float
    send_timeout_s: float
    join_s: float


def install_transport(engine: Any, limits: Limits, is_joined: Callable[[str], bool]) -> Hub:
    """Make an Engine.IO server hand its WebSockets to a hub of ours; `is_joined` knows them by their sid."""
    hub = Hub(limits.ping_interval_s, limits.silence_s, limits.send_timeout_s, limits.join_s)

    def open_door(handler: Any, server: Any) -> WebSocketDoor:
        engine_socket = handler.__self__
        return WebSocketDoor(engine_socket, hub, limits.message_bytes, lambda: is_joined(engine_socket.sid))

    start = engine.start_background_task

    def start_unless_ping(target: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if getattr(target, "__name__", "") == "_send_ping":
            return None  # the hub pings everybody; a thread a client would only sleep
        return start(target, *args, **kwargs)

    engine._async = {**engine._async, "websocket": open_door}
    engine.start_background_task = start_unless_ping
    return hub


class WebSocketDoor:
    """What Engine.IO calls to turn a request into a WebSocket."""

    def __init__(
        self, engine_socket: Any, hub: Hub, message_bytes: int, is_joined: Callable[[], bool]
    ) -> None:
        self._socket = engine_socket
        self._hub = hub
        self._message_bytes = message_bytes
        self._is_joined = is_joined
        self._ticket: Ticket

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Shake hands, hand the connection to the hub, give the thread back."""
        sock = _shake_hands(environ)
        channel = Channel(sock, self._message_bytes, self._hub.want_writing)
        engine_socket = self._socket
        engine_socket.connected = engine_socket.upgraded = True
        waiting, engine_socket.queue = engine_socket.queue, PacketQueue(channel)
        _move(waiting, engine_socket.queue)
        self._ticket = environ[TICKET_KEY]
        self._ticket.is_used = True
        self._hub.add(Client(channel, self._receive, self._end, self._ping, self._is_joined))
        raise StopIteration  # the connection is ours now: the web server must write nothing into it

    def _receive(self, message: str | bytes) -> None:
        self._socket.receive(engine_packet.Packet(encoded_packet=message))

    def _ping(self) -> None:
        if not self._socket.closed:
            self._socket.send(engine_packet.Packet(engine_packet.PING))

    def _end(self) -> None:
        server = self._socket.server
        self._socket.close(wait=False, abort=True, reason=server.reason.TRANSPORT_CLOSE)
        server.sockets.pop(self._socket.sid, None)
        self._ticket.leave()


class _NoThread:
    """simple-websocket shakes hands for us; it must not start to read."""

    name = ""

    def __init__(self, target: Any) -> None:
        pass

    def start(self) -> None:
        """Nothing to start."""


def _shake_hands(environ: dict[str, Any]) -> socket.socket:
    environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # pictures do not shrink; compression costs CPU
    server = simple_websocket.Server(environ, thread_class=_NoThread)
    sock = socket.socket(fileno=server.sock.detach())  # the web server keeps an empty shell and closes that
    sock.setblocking(False)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def _move(waiting: queue.Queue[Any], target: PacketQueue) -> None:
    while True:
        try:
            target.put(waiting.get_nowait())
        except queue.Empty:
            return

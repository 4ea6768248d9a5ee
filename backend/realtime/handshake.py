"""Who may open a socket: a logged-in person, from a page on our own list of origins. All others get none.

The check stands before Engine.IO, so a refusal is a plain HTTP answer and costs nothing more. It is made once
more when the socket joins our namespace, for a login may have ended in between.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Request

from backend.accounts.identity import Identity, load_identity
from backend.realtime import access
from backend.realtime.connection import Connection
from backend.realtime.errors import RefusedError
from backend.realtime.hall import TICKET_KEY, Hall
from backend.realtime.message import NAMESPACE
from backend.realtime.service import Live

SOCKET_PATH = "/socket.io"
IDENTITY_KEY = "attune.identity"

log = logging.getLogger(__name__)

WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


class SocketGate:
    """WSGI in front of Engine.IO."""

    def __init__(self, app: Flask, inner: WsgiApp, origins: frozenset[str], hall: Hall) -> None:
        self._app = app
        self._inner = inner
        self._origins = origins
        self._hall = hall

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(SOCKET_PATH):
            return self._inner(environ, start_response)
        if environ.get("HTTP_ORIGIN", "").rstrip("/").lower() not in self._origins:
            return _answer(start_response, "403 Forbidden", "origin_not_allowed")
        with self._app.request_context(environ):
            identity = load_identity(Request(environ))
            owes_more = identity is not None and identity.owes_second_factor
        if identity is None or owes_more:
            return _answer(start_response, "401 Unauthorized", "not_logged_in")
        environ[IDENTITY_KEY] = identity
        return self._enter(identity, environ, start_response)

    def _enter(self, identity: Identity, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Let a connection in, unless too many of the same user have not yet joined."""
        ticket = self._hall.enter(identity.user_id)
        if ticket is None:
            return _answer(start_response, "429 Too Many Requests", "too_many_sockets")
        environ[TICKET_KEY] = ticket
        try:
            return self._inner(environ, start_response)
        finally:
            if not ticket.is_used:
                ticket.leave()


def register_handshake(app: Flask, server: Any, live: Live, make_refusal: Callable[[str], Exception]) -> None:
    """Take sockets in and let them go."""

    def connect(sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        identity = environ.get(IDENTITY_KEY)
        if not isinstance(identity, Identity):
            raise make_refusal("not_logged_in")
        try:
            live.registry.add(Connection(sid, identity, live.pool.open_link(), environ[TICKET_KEY]))
        except RefusedError as error:
            raise make_refusal(error.code) from None
        stands = False
        try:  # the socket is known before it is checked, so a logout that comes now cannot miss it
            with app.app_context():
                stands = access.is_login_valid(identity)
        finally:
            if not stands:
                live.registry.remove(sid)
        if not stands:
            raise make_refusal("not_logged_in")
        environ[TICKET_KEY].take_place()

    def disconnect(sid: str, reason: Any = None) -> None:
        connection = live.registry.remove(sid)
        if connection is not None:
            connection.ticket.wait()
            live.stand_up(connection)
            connection.link.close()
            live.writer_wanted.set()

    server.on("connect", connect, namespace=NAMESPACE)
    server.on("disconnect", disconnect, namespace=NAMESPACE)


def _answer(start_response: Any, status: str, code: str) -> list[bytes]:
    body = json.dumps({"code": code, "message": "This connection is not allowed."}).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]

"""Between Socket.IO and our handlers: finds the connection, limits, checks the payload, wraps every answer.

It knows no event in particular. The return value of a handler is the answer the browser gets.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from backend.errors import AttuneError
from backend.realtime.connection import Connection
from backend.realtime.errors import RefusedError
from backend.realtime.message import NAMESPACE, Message
from backend.realtime.schema import CLIENT_EVENTS, Nothing
from backend.realtime.service import Live

DATABASE_RETRY_MS = 1000

log = logging.getLogger(__name__)

Answer = dict[str, Any]
Handler = Callable[[Connection, Any], Answer]


def register_handlers(server: Any, live: Live, handlers: dict[str, Handler]) -> None:
    """Give every client event of the schema its handler; one without is a mistake of ours."""
    for name, event in CLIENT_EVENTS.items():
        server.on(name, _wrap(live, handlers[name], event.payload), namespace=NAMESPACE)


def refuse(code: str, retry_after_ms: int | None = None) -> Answer:
    """The answer when something is not done."""
    return {"ok": False, "code": code, "retry_after_ms": retry_after_ms}


def _wrap(live: Live, handler: Handler, model: type[Message] | None) -> Callable[..., Answer]:
    def handle(sid: str, *sent: Any) -> Answer:
        connection = live.registry.get(sid)
        if connection is None:
            return refuse("not_connected")
        wait_ms = live.limit.take(connection.identity.user_id)
        if wait_ms:
            return refuse("too_many_events", wait_ms)
        try:
            return handler(connection, _parse(model, sent))
        except (
            Exception
        ) as error:  # the boundary of the socket's thread: one event must not end the connection
            return _explain(error)

    return handle


def _explain(error: Exception) -> Answer:
    if isinstance(error, RefusedError):
        return refuse(error.code, error.retry_after_ms)
    if isinstance(error, ValidationError):
        return refuse("invalid")
    if isinstance(error, AttuneError):
        return refuse(error.code)
    if isinstance(error, OperationalError | BufferError):
        log.error("the database did not take a socket event", exc_info=error)
        return refuse("try_again", DATABASE_RETRY_MS)
    log.error("a socket event failed", exc_info=error)
    return refuse("internal_error")


def _parse(model: type[Message] | None, sent: tuple[Any, ...]) -> Any:
    if model is None:
        if len(sent) != 1 or not isinstance(sent[0], bytes):
            raise RefusedError("invalid")
        return sent[0]
    if model is Nothing and not sent:
        return Nothing()
    if len(sent) != 1:
        raise RefusedError("invalid")
    return model.model_validate(sent[0])

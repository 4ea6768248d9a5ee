"""Turns every failure into one envelope: {code, message, details?}. No exception's text reaches a client
unless it belongs to our own error family.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from apiflask import APIFlask, HTTPError
from flask import Response, jsonify
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import Headers

from backend.db.base import db
from backend.errors import AttuneError, ChangedMeanwhileError, ConflictError, TooManyError

log = logging.getLogger(__name__)
BUSY = "The database is busy. Nothing was changed; try again in a moment."


def register_error_handlers(app: APIFlask) -> None:
    """Answer each kind of failure in the same shape."""
    app.error_processor(_answer_http_error)
    app.register_error_handler(AttuneError, _answer_ours)
    app.register_error_handler(StaleDataError, _answer_stale)
    app.register_error_handler(IntegrityError, _answer_integrity)
    app.register_error_handler(OperationalError, _answer_busy)
    app.register_error_handler(PoolTimeoutError, _answer_busy)
    app.register_error_handler(Exception, _answer_unexpected)


def make_problem(status: int, code: str, message: str, details: dict[str, Any] | None = None) -> Response:
    """Build the envelope."""
    body: dict[str, Any] = {"code": code, "message": message}
    if details:
        body["details"] = details
    response = jsonify(body)
    response.status_code = status
    return response


def _answer_ours(error: AttuneError) -> Response:
    db.session.rollback()
    response = make_problem(error.status, error.code, error.message, error.details)
    if isinstance(error, TooManyError):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response


def _answer_stale(_: Exception) -> Response:
    return _answer_ours(ChangedMeanwhileError())


def _answer_integrity(error: IntegrityError) -> Response:
    log.info("conflict in the database: %s", type(error.orig).__name__)
    return _answer_ours(ConflictError("This contradicts what is stored; load the page again."))


def _answer_busy(error: Exception) -> Response:
    log.warning("database busy: %s", type(error).__name__)
    db.session.rollback()
    response = make_problem(503, "busy", BUSY)
    response.headers["Retry-After"] = "2"
    return response


def _answer_unexpected(error: Exception) -> Response:
    log.error("unexpected failure", exc_info=error)
    db.session.rollback()
    return make_problem(500, "internal_error", "Something went wrong on our side. It was written down.")


def _answer_http_error(error: HTTPError) -> Response:
    if error.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        fields = error.detail if isinstance(error.detail, dict) else {}
        return make_problem(422, "invalid", _first_sentence(fields), {"fields": fields})
    status = HTTPStatus(error.status_code)
    response = make_problem(error.status_code, status.name.lower(), f"{status.phrase}.")
    headers = Headers(error.headers)
    for name in ("Allow", "Retry-After"):
        if name in headers:
            response.headers[name] = headers[name]
    return response


def _first_sentence(fields: dict[str, Any]) -> str:
    for location in fields.values():
        for name, messages in location.items():
            return f"{name}: {messages[0]}."
    return "Some values cannot be used."

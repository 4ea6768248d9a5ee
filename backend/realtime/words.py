"""What happens when a tutor asks the class or writes to it, and when a student answers a poll.

Every tutor's event asks the database anew whether this is their class. Nothing here sees an expression.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask

from backend.accounts.identity import Identity
from backend.clock import steady_now
from backend.db.account import Role
from backend.db.base import db
from backend.db.course import LiveClass
from backend.db.poll import PollRow, TutorWords, close_polls, read_words_for, save_answer
from backend.realtime import access
from backend.realtime.connection import Connection
from backend.realtime.dispatch import Answer, Handler
from backend.realtime.errors import RefusedError
from backend.realtime.polling import AskedPoll, describe_to_student, require_choice
from backend.realtime.presence import Attendance
from backend.realtime.recall import open_room
from backend.realtime.room import Room, format_moment
from backend.realtime.service import Live
from backend.realtime.word_schema import AnswerPoll, AskPoll, ClosePoll, Tell

WORDS_MEMORY = timedelta(minutes=10)  # who comes late or back reads what was written meanwhile
WORDS_AT_ONCE = 3


class WordHandlers:
    """The handlers and what they need: the application for the database, and the live side."""

    def __init__(self, app: Flask, live: Live) -> None:
        self._app = app
        self._live = live

    def as_map(self) -> dict[str, Handler]:
        """Event name to handler."""
        return {
            "poll": self.ask,
            "close_poll": self.close,
            "answer_poll": self.answer,
            "tell": self.tell,
        }

    def ask(self, connection: Connection, payload: AskPoll) -> Answer:
        """Ask the class; what was asked before is closed."""
        with self._app.app_context():
            live_class = require_open_class(connection.identity, payload.live_class_id)
            room = open_room(self._live, live_class.id)
            poll = _write_poll(connection.identity, payload)
        room.put_poll(poll)
        for attendance in self._live.presence.of_class(payload.live_class_id):
            shown = describe_to_student(poll, attendance.user_id)
            self._live.notifier.send_poll(list(attendance.sids), shown)
        return {"ok": True, "poll_id": poll.poll_id}

    def close(self, connection: Connection, payload: ClosePoll) -> Answer:
        """Take no more answers; sent twice it changes nothing."""
        with self._app.app_context():
            row = db.session.get(PollRow, payload.poll_id)
            if row is None:
                raise RefusedError("not_found")
            live_class = require_open_class(connection.identity, row.live_class_id)
            room = open_room(self._live, live_class.id)
            if row.closed_at is None:  # a newer one that took its place stays open
                row.closed_at = steady_now()
            db.session.commit()
            live_class_id = live_class.id
        if room.close_poll(payload.poll_id):
            self._live.notifier.send_poll_closed(self._sids(live_class_id), payload.poll_id)
        return {"ok": True}

    def answer(self, connection: Connection, payload: AnswerPoll) -> Answer:
        """Take a student's choice. A tutor's own would help to single out the others."""
        attendance, room = require_class(self._live, connection)
        require_choice(room.poll, payload.poll_id, payload.choice)
        with self._app.app_context():
            save_answer(payload.poll_id, attendance.user_id, payload.choice, steady_now())
            db.session.commit()
        room.take_answer(payload.poll_id, attendance.user_id, payload.choice)
        return {"ok": True}

    def tell(self, connection: Connection, payload: Tell) -> Answer:
        """Write to everybody in the class, or to one who sits in it now."""
        with self._app.app_context():
            require_open_class(connection.identity, payload.live_class_id)
            reached = self._find(payload.live_class_id, payload.user_id)
            if payload.user_id is not None and not reached:
                raise RefusedError("not_here")
            words = _write_words(connection.identity, payload)
        for attendance in reached:
            self._live.notifier.send_words(list(attendance.sids), words)
        return {"ok": True, "reached": len(reached)}

    def _find(self, live_class_id: int, user_id: int | None) -> list[Attendance]:
        sitting = self._live.presence.of_class(live_class_id)
        return [each for each in sitting if user_id is None or each.user_id == user_id]

    def _sids(self, live_class_id: int) -> list[str]:
        return [sid for each in self._find(live_class_id, None) for sid in list(each.sids)]


def recall_words(live_class_id: int, user_id: int) -> list[dict[str, Any]]:
    """What somebody who sits down now should still read. Needs an application context."""
    rows = read_words_for(live_class_id, user_id, steady_now() - WORDS_MEMORY, WORDS_AT_ONCE)
    return [_describe_words(row, access.read_name(row.tutor_id or 0)) for row in rows]


def require_open_class(identity: Identity, live_class_id: int) -> LiveClass:
    """Let a tutor of a class through while it is open. Needs an application context."""
    live_class = access.require_tutor(identity, live_class_id)
    if live_class.ended_at is not None:
        raise RefusedError("class_ended")
    return live_class


def require_class(live: Live, connection: Connection) -> tuple[Attendance, Room]:
    """Let through who sits in a class as a student."""
    if connection.attendance is None:
        raise RefusedError("not_joined")
    if connection.identity.role is not Role.STUDENT:
        raise RefusedError("forbidden")
    room = live.room_of(connection.attendance)
    if room is None:
        raise RefusedError("not_in_class")
    return connection.attendance, room


def _write_poll(identity: Identity, payload: AskPoll) -> AskedPoll:
    close_polls(payload.live_class_id, steady_now())
    row = PollRow(
        live_class_id=payload.live_class_id,
        tutor_id=identity.user_id,
        question=payload.question,
        choices=list(payload.choices),
        opened_at=steady_now(),
    )
    db.session.add(row)
    db.session.commit()
    return AskedPoll(row.id, payload.question, payload.choices)


def _write_words(identity: Identity, payload: Tell) -> dict[str, Any]:
    row = TutorWords(
        live_class_id=payload.live_class_id,
        tutor_id=identity.user_id,
        to_user_id=payload.user_id,
        text=payload.text,
        at=steady_now(),
    )
    db.session.add(row)
    db.session.commit()
    return _describe_words(row, identity.name)


def _describe_words(row: TutorWords, from_name: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "from_name": from_name,
        "text": row.text,
        "at": format_moment(row.at.timestamp()),
        "to_me": row.to_user_id is not None,
    }

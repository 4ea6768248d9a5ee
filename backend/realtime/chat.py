"""What happens when people in a live class write to each other, raise a hand or react.

Whoever sits in the class may write while its tutors let them; tutors always may. Nothing here sees an
expression.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask

from backend.clock import steady_now, steady_s
from backend.db.base import db
from backend.db.chat import ChatLine, SpokenLine, find_line, read_lines
from backend.db.course import LiveClass
from backend.realtime import access
from backend.realtime.chat_schema import Hand, LowerHand, OpenChat, React, Say, TakeDown
from backend.realtime.connection import Connection
from backend.realtime.dispatch import Answer, Handler
from backend.realtime.errors import RefusedError
from backend.realtime.floor import REACTION_S
from backend.realtime.recall import open_room
from backend.realtime.room import Room, format_moment
from backend.realtime.service import Live
from backend.realtime.words import require_class, require_open_class

SAME_LINE = timedelta(seconds=15)  # the same words so soon are the first ones again, whose answer got lost
LINES_AT_ONCE = 100  # what somebody who comes late or back can still read


class ChatHandlers:
    """The handlers and what they need: the application for the database, and the live side."""

    def __init__(self, app: Flask, live: Live) -> None:
        self._app = app
        self._live = live

    def as_map(self) -> dict[str, Handler]:
        """Event name to handler."""
        return {
            "chat": self.say,
            "take_down": self.take_down,
            "open_chat": self.open,
            "hand": self.hand,
            "lower_hand": self.lower_hand,
            "react": self.react,
        }

    def say(self, connection: Connection, payload: Say) -> Answer:
        """Write a line to everybody in the class."""
        identity = connection.identity
        with self._app.app_context():
            live_class, teaches = _enter(connection, payload.live_class_id)
            if not teaches and not live_class.chat_open:
                raise RefusedError("chat_closed")
            first = find_line(live_class.id, identity.user_id, payload.text, steady_now() - SAME_LINE)
            if first is not None:  # everybody has been sent it
                return {"ok": True, "line": _describe(SpokenLine(first, identity.name, teaches), True)}
            self._require_pace(open_room(self._live, live_class.id), identity.user_id)
            line = ChatLine(
                live_class_id=live_class.id, user_id=identity.user_id, text=payload.text, at=steady_now()
            )
            db.session.add(line)
            db.session.commit()
            spoken = SpokenLine(line, identity.name, teaches)
            told = {mine: _describe(spoken, mine) for mine in (True, False)}
        for sid, user_id in self._readers(payload.live_class_id).items():
            self._live.notifier.send_chat(sid, told[user_id == identity.user_id])
        return {"ok": True, "line": told[True]}

    def take_down(self, connection: Connection, payload: TakeDown) -> Answer:
        """Delete one's own line, or as a tutor anybody's."""
        with self._app.app_context():
            line = db.session.get(ChatLine, payload.line_id)
            if line is None:  # as for a line that is none of theirs: nobody learns which there are
                raise RefusedError("not_found")
            live_class_id, is_mine = line.live_class_id, line.user_id == connection.identity.user_id
            if not is_mine:
                access.require_tutor(connection.identity, live_class_id)
            db.session.delete(line)
            db.session.commit()
        self._live.notifier.send_taken_down(self._live.sids_of_class(live_class_id), payload.line_id)
        return {"ok": True}

    def open(self, connection: Connection, payload: OpenChat) -> Answer:
        """Let students write, or stop them."""
        with self._app.app_context():
            live_class = require_open_class(connection.identity, payload.live_class_id)
            live_class.chat_open = payload.on
            db.session.commit()
        sids = self._live.sids_of_class(payload.live_class_id)
        self._live.notifier.send_chat_opened(sids, payload.on)
        return {"ok": True}

    def hand(self, connection: Connection, payload: Hand) -> Answer:
        """Raise or lower one's own hand; sent twice it changes nothing."""
        attendance, room = require_class(self._live, connection)
        if payload.on:
            changed = room.floor.raise_hand(attendance.user_id, attendance.name, steady_s())
        else:
            changed = room.floor.lower_hand(attendance.user_id)
        if changed:
            room.urgent = True
            self._live.notifier.send_hand(list(attendance.sids), payload.on)
        return {"ok": True}

    def lower_hand(self, connection: Connection, payload: LowerHand) -> Answer:
        """A tutor has heard somebody."""
        with self._app.app_context():
            require_open_class(connection.identity, payload.live_class_id)
        room = self._live.rooms.get(payload.live_class_id)
        if room is not None and room.floor.lower_hand(payload.user_id):
            room.urgent = True
            for each in self._live.presence.of_class(payload.live_class_id):
                if each.user_id == payload.user_id:
                    self._live.notifier.send_hand(list(each.sids), False)
        return {"ok": True}

    def react(self, connection: Connection, payload: React) -> Answer:
        """Show the tutor one word for a while."""
        attendance, room = require_class(self._live, connection)
        room.floor.react(attendance.user_id, payload.kind, steady_s())
        room.urgent = True
        return {"ok": True, "seconds": REACTION_S}

    def _require_pace(self, room: Room, user_id: int) -> None:
        wait_s = room.floor.take_turn(user_id, steady_s(), self._live.options.chat_lines_per_minute)
        if wait_s > 0:
            raise RefusedError("too_many_events", int(1000 * wait_s) + 1)

    def _readers(self, live_class_id: int) -> dict[str, int]:
        """Every socket that sits in a class or watches it, with whose it is."""
        sitting = self._live.presence.of_class(live_class_id)
        watching = self._live.registry.watchers(live_class_id)
        return {sid: each.user_id for each in sitting for sid in list(each.sids)} | {
            connection.sid: connection.identity.user_id for connection in watching
        }


def recall_chat(live_class_id: int, user_id: int) -> dict[str, Any]:
    """What stands in a class's chat, as one person sees it. Needs an application context."""
    live_class = db.session.get(LiveClass, live_class_id)
    lines = read_lines(live_class_id, LINES_AT_ONCE)
    return {
        "open": live_class is not None and live_class.chat_open,
        "lines": [_describe(spoken, spoken.line.user_id == user_id) for spoken in lines],
    }


def _enter(connection: Connection, live_class_id: int) -> tuple[LiveClass, bool]:
    """Find the class somebody may write in, and whether they teach it."""
    identity, attendance = connection.identity, connection.attendance
    live_class = db.session.get(LiveClass, live_class_id)
    if live_class is not None and access.may_watch(identity.user_id, live_class.course_id):
        return require_open_class(identity, live_class_id), True
    if live_class is None or attendance is None or attendance.place.live_class_id != live_class_id:
        raise RefusedError("not_in_class")
    if live_class.ended_at is not None:  # and nobody has told this sitting yet
        raise RefusedError("class_ended")
    return live_class, False


def _describe(spoken: SpokenLine, is_mine: bool) -> dict[str, Any]:
    return {
        "id": spoken.line.id,
        "from_name": spoken.name,
        "by_tutor": spoken.by_tutor,
        "mine": is_mine,
        "text": spoken.line.text,
        "at": format_moment(spoken.line.at.timestamp()),
    }

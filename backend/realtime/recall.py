"""Brings a live class back from the database, so that after a restart its panel goes on where it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.clock import steady_now
from backend.db.base import db
from backend.db.course import LiveClass
from backend.db.poll import read_answers, read_newest_poll
from backend.privacy.policy import Mode
from backend.realtime import access
from backend.realtime.errors import RefusedError
from backend.realtime.options import AggregateRule
from backend.realtime.polling import AskedPoll
from backend.realtime.room import CHECK_IN_MEMORY_S, HelpCall, Memory, Room
from backend.realtime.service import Live
from backend.realtime.window import Window
from backend.recording import store


def load_room(rule: AggregateRule, live_class_id: int) -> tuple[int, Mode, Memory]:
    """Read a class's course, mode, and everything that stood in it."""
    live_class = db.session.get(LiveClass, live_class_id)
    if live_class is None:
        raise RefusedError("not_found")
    now = steady_now()
    said_since = now - timedelta(seconds=CHECK_IN_MEMORY_S)
    memory = Memory(
        help_calls=[
            HelpCall(row.user_id, access.read_name(row.user_id), row.raised_at.timestamp())
            for row in store.read_help_calls(db.session(), live_class_id)
        ],
        check_ins=[
            (row.at.timestamp(), row.user_id, row.value)
            for row in store.read_check_ins(db.session(), live_class_id, said_since)
        ],
        trend=_read_trend(live_class_id, now - timedelta(seconds=rule.trend_windows * rule.window_s)),
        # After a restart nobody knows who was in the last published group of any class of this course, so
        # none is published until it no longer matters.
        settle_until_s=_read_newest_end(live_class.course_id) + rule.horizon_s,
        poll=_read_poll(live_class_id),
    )
    return live_class.course_id, access.read_course_mode(live_class.course_id), memory


def open_room(live: Live, live_class_id: int) -> Room:
    """Find a class in memory, or bring it back."""
    return live.open_room(live_class_id, lambda: load_room(live.options.aggregate, live_class_id))


def _read_trend(live_class_id: int, since: datetime) -> list[Window]:
    return [
        Window(int(row.start.timestamp()), row.seconds, row.shares, row.unsure, row.cohort, row.engagement)
        for row in store.read_windows(db.session(), live_class_id, since)
    ]


def _read_newest_end(course_id: int) -> float:
    row = store.read_newest_window(db.session(), course_id)
    return row.start.timestamp() + row.seconds if row is not None else 0.0


def _read_poll(live_class_id: int) -> AskedPoll | None:
    row = read_newest_poll(live_class_id)
    if row is None:
        return None
    return AskedPoll(row.id, row.question, tuple(row.choices), row.closed_at is None, read_answers(row.id))

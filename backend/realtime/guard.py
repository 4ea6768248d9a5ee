"""Keeps what sockets may do in step with the database: when told of a change, and by looking every second.

It reads through `access` and acts through the live side; it decides nothing itself.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

from flask import Flask

from backend.clock import steady_s
from backend.db.base import db
from backend.privacy.consent import register_purge
from backend.privacy.policy import Scope
from backend.realtime import access
from backend.realtime.connection import Connection
from backend.realtime.presence import NOTHING, Attendance
from backend.realtime.service import Live
from backend.recording import store

REASSESS_ALL_S = 30.0  # logins run out and rows may be set by hand without any stamp
CUTTING = ("off", "not_enrolled")

log = logging.getLogger(__name__)


class Guard:
    """Looks after every socket and every live session."""

    def __init__(self, app: Flask, live: Live) -> None:
        self._app = app
        self._live = live
        self._stamp: tuple[object, ...] | None = None
        self._looked_s = 0.0
        self._wanted = threading.Event()

    def register_purges(self) -> None:
        """Say how what we keep is deleted when the consent it rests on is withdrawn."""
        base = (Scope.CAMERA, Scope.OWN_ANALYSIS)
        register_purge(self._app, (*base, Scope.SHARE_TUTORS), self._purge_spells)
        register_purge(self._app, (*base, Scope.KEEP_SUMMARIES), self._purge_summaries)
        register_purge(self._app, (Scope.SHARE_AGGREGATE,), self._purge_nothing)

    def access_changed(self, change: Any) -> None:
        """Somebody may do less than before, or other things: bring their sockets in line now."""
        with self._app.app_context():
            for connection in self._live.registry.of_user(change.user_id):
                self._check_connection(connection)
            for attendance in self._live.presence.of_user(change.user_id):
                if change.reason == "erased":
                    self._live.drop(attendance)
                else:
                    self.assess(attendance)

    def policy_changed(self) -> None:
        """Everything may be different: look at everybody at once, on the guard's own thread."""
        self._wanted.set()

    def watch_once(self, patience_s: float) -> None:
        """Wait a little, then look whether anything changed behind our back."""
        wanted = self._wanted.wait(patience_s)
        self._wanted.clear()
        with self._app.app_context():
            stamp = access.read_stamp()
            overdue = steady_s() - self._looked_s > REASSESS_ALL_S
            if not wanted and not overdue and stamp == self._stamp:
                return
            self._stamp, self._looked_s = stamp, steady_s()
            self._assess_everybody()

    def assess(self, attendance: Attendance) -> None:
        """Ask policy and consents about one live session, and put the answer into force."""
        told = attendance.told
        permission = access.permit(attendance.user_id, attendance.place, attendance.opt_in)
        self._live.set_permission(attendance, permission)
        if permission == told:
            return
        self._live.tell_permission(attendance)
        if (told.analysis and not permission.analysis) or permission.reason == "not_enrolled":
            for sid in list(attendance.sids):
                self._live.notifier.disconnect(sid)

    def _assess_everybody(self) -> None:
        for connection in self._live.registry.all():
            self._check_connection(connection)
        for attendance in self._live.presence.all():
            self.assess(attendance)
        for room in list(self._live.rooms.values()):
            room.mode = access.read_course_mode(room.course_id)

    def _check_connection(self, connection: Connection) -> None:
        if not access.is_login_valid(connection.identity):
            self._live.notifier.disconnect(connection.sid)
            return
        room = self._live.rooms.get(connection.watching) if connection.watching is not None else None
        if room is not None and not access.may_watch(connection.identity.user_id, room.course_id):
            self._live.notifier.disconnect(connection.sid)

    def _purge_spells(self, user_id: int) -> dict[str, int]:
        self._suspend(user_id)
        return store.purge_spells(db.session(), user_id)

    def _purge_summaries(self, user_id: int) -> dict[str, int]:
        self._suspend(user_id)
        return store.purge_summaries(db.session(), user_id)

    def _purge_nothing(self, user_id: int) -> dict[str, int]:
        self._suspend(user_id)  # published windows are frozen; the open one loses this person
        return {}

    def _suspend(self, user_id: int) -> None:
        for attendance in self._live.presence.of_user(user_id):
            self._live.set_permission(attendance, NOTHING)

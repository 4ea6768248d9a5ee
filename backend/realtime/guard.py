"""Keeps what sockets may do in step with the database: when told of a change, and by looking every second.

It reads through `access` and acts through the live side; it decides nothing itself.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy.exc import OperationalError

from backend.db.base import db
from backend.privacy.consent import register_purge, register_silence
from backend.privacy.policy import Scope
from backend.realtime import access
from backend.realtime.connection import Connection
from backend.realtime.presence import NOTHING, Attendance
from backend.realtime.service import Live
from backend.recording import store
from backend.recording.recorder import Keeping

ROUND_S = 120.0  # in which everybody is looked at once even if nothing seems to have changed

log = logging.getLogger(__name__)


class Guard:
    """Looks after every socket and every live session."""

    def __init__(self, app: Flask, live: Live) -> None:
        self._app = app
        self._live = live
        self._marks: access.Marks | None = None
        self._round: list[Connection] = []
        self._wanted = threading.Event()

    def register_purges(self) -> None:
        """Say how what we keep is deleted when the consent it rests on is withdrawn."""
        base = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.BIOMETRIC_RELEASE)
        shared = (Scope.SHARE_TUTORS, Scope.KEEP_SUMMARIES, Scope.SHARE_AGGREGATE)
        register_silence(self._app, (*base, *shared), self._suspend)
        register_purge(self._app, (*base, Scope.SHARE_TUTORS), _purge_spells)
        register_purge(self._app, (*base, Scope.KEEP_SUMMARIES), _purge_summaries)

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
        """Wait a little, then see whether anything changed behind our back; go on with the round."""
        wanted = self._marks is None or self._wanted.wait(patience_s)
        self._wanted.clear()
        before, self._marks = self._marks, None  # a turn that fails is made up for at once, for everybody
        with self._app.app_context():
            marks = access.read_marks()
            if wanted or before is None:
                self._assess_everybody()
            elif marks != before:
                self._assess_changed(access.read_changes(before, marks))
            self._marks = marks
            self._go_round(patience_s)

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

    def _assess_changed(self, changes: access.Changes) -> None:
        if changes.everybody:
            self._assess_everybody()
            return
        attendances = [
            each
            for each in self._live.presence.all()
            if each.user_id in changes.users or each.place.course_id in changes.courses
        ]
        connections = [each for user_id in changes.users for each in self._live.registry.of_user(user_id)]
        self._assess_each(attendances, connections)

    def _assess_everybody(self) -> None:
        self._assess_each(self._live.presence.all(), self._live.registry.all())

    def _assess_each(self, attendances: Iterable[Attendance], connections: Iterable[Connection]) -> None:
        failure: Exception | None = None
        for look in (
            *(partial(self.assess, each) for each in attendances),
            *(partial(self._check_connection, each) for each in connections),
        ):
            try:
                look()
            except OperationalError:
                raise  # the database is away for everybody
            except Exception as error:  # who cannot be looked at must not leave the others what they lost
                failure = error
            finally:
                db.session.remove()
        self._refresh_rooms()
        if failure is not None:
            raise failure

    def _go_round(self, passed_s: float) -> None:
        """Look at everybody once a round, a few each turn: logins run out, rows are set by hand."""
        if not self._round:
            self._round = self._live.registry.all()
        share = 1 + int(len(self._live.registry) * passed_s / ROUND_S)
        for _ in range(min(share, len(self._round))):
            connection = self._round.pop()
            self._check_connection(connection)
            if connection.attendance is not None:
                self.assess(connection.attendance)

    def _refresh_rooms(self) -> None:
        for room in list(self._live.rooms.values()):
            room.mode = access.read_course_mode(room.course_id)

    def _check_connection(self, connection: Connection) -> None:
        if not access.is_login_valid(connection.identity):
            self._live.notifier.disconnect(connection.sid)
            return
        connection.locale = access.read_locale(connection.identity.user_id)
        room = self._live.rooms.get(connection.watching) if connection.watching is not None else None
        if room is not None and not access.may_watch(connection.identity.user_id, room.course_id):
            self._live.notifier.disconnect(connection.sid)

    def _suspend(self, user_id: int) -> None:
        """The open window loses this person, and so does what waits to be written; closed ones are frozen.

        Also of sittings that are over: their rows wait for the writer as long as their end does.
        """
        for attendance in self._live.presence.of_user(user_id):
            self._live.set_permission(attendance, NOTHING)
        for live_session_id in store.list_unclosed(db.session(), user_id):
            self._live.recorder.restrict(live_session_id, Keeping(spells=False, summary=False))


def _purge_spells(user_id: int) -> dict[str, int]:
    return store.purge_spells(db.session(), user_id)


def _purge_summaries(user_id: int) -> dict[str, int]:
    return store.purge_summaries(db.session(), user_id)

"""The live side's end of the support loop: tells it what happens, and carries out what it decides.

It knows sockets and seats; what a state is, and which message comes, is decided in `backend.support`.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

from flask import Flask

from backend.clock import steady_s
from backend.courses.outline import count_lessons_before
from backend.hooks import LearningStep, MessageRating
from backend.privacy.consent import register_purge
from backend.privacy.policy import Scope
from backend.realtime import access
from backend.realtime.connection import Connection
from backend.realtime.dispatch import Answer, Handler
from backend.realtime.errors import RefusedError
from backend.realtime.presence import Attendance, Permission
from backend.realtime.room import Room, format_moment
from backend.realtime.service import Live
from backend.realtime.support_schema import Activity, Helped, SnoozeAlert
from backend.recording.spell import ReadingLike
from backend.support.desk import leave_study, purge_person
from backend.support.loop import SupportLoop
from backend.support.seat import Place

TURN_S = 1.0
STOP_S = 3.0

log = logging.getLogger(__name__)


class SupportSide:
    """Listens to the live side, and runs the loop once a second on a thread of its own."""

    def __init__(self, app: Flask, live: Live, loop: SupportLoop) -> None:
        self._app = app
        self._live = live
        self._loop = loop
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="support", daemon=True)

    def as_map(self) -> dict[str, Handler]:
        """Event name to handler."""
        return {"activity": self.act, "snooze_alert": self.snooze, "helped": self.help}

    def register_purges(self) -> None:
        """Say how what we keep is deleted when the consent it rests on is withdrawn."""
        scopes = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.KEEP_SUMMARIES, Scope.BIOMETRIC_RELEASE)
        register_purge(self._app, scopes, self._purge)
        register_purge(self._app, (Scope.RESEARCH,), leave_study)

    def start(self) -> None:
        """Start the loop."""
        self._thread.start()

    def stop(self) -> None:
        """Stop, and write what is still in memory."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(STOP_S)
        with self._app.app_context():
            self._loop.keep(steady_s())

    def sit(self, attendance: Attendance) -> None:
        """Somebody sits down, or again."""
        now_s, engine, place = steady_s(), self._loop.engine, attendance.place
        with self._app.app_context():
            known = None
            if not engine.is_known(attendance.user_id):
                known = self._loop.desk.recall(attendance.user_id, now_s)
            rank = count_lessons_before(place.course_id, place.lesson_id)
        seat = Place(place.course_id, place.lesson_id, place.live_class_id, rank)
        engine.begin(attendance.live_session_id, attendance.user_id, seat, now_s, known)

    def allow(self, attendance: Attendance, permission: Permission) -> None:
        """Something else is allowed now."""
        self._loop.engine.allow(
            attendance.live_session_id,
            camera=permission.analysis,
            keep=permission.summary,
            tile=permission.tile,
        )
        self._loop.engine.count(attendance.live_session_id, permission.learns)

    def see(self, attendance: Attendance, reading: ReadingLike, labels: tuple[str, ...]) -> None:
        """A reading came."""
        self._loop.engine.see(
            attendance.live_session_id, reading.probabilities, labels, reading.model, steady_s()
        )

    def hear(self, attendance: Attendance, value: str) -> None:
        """The student said how it goes."""
        self._loop.engine.hear(attendance.live_session_id, value, steady_s())

    def deny(self, attendance: Attendance) -> None:
        """The student said that the camera was wrong."""
        self._loop.engine.deny(attendance.live_session_id, steady_s())

    def end(self, attendance: Attendance) -> None:
        """A sitting is over."""
        self._loop.leave(attendance.live_session_id)

    def drop(self, attendance: Attendance) -> None:
        """Somebody's account is gone."""
        self._loop.engine.forget(attendance.user_id)
        self._loop.leave(attendance.live_session_id)

    def learnt(self, step: LearningStep) -> None:
        """A quiz was graded."""
        self._loop.engine.learn(step.user_id, step.lesson_id, step.wrong, step.right, steady_s())

    def finished(self, user_id: int) -> None:
        """A lesson was marked done."""
        self._loop.engine.finish(user_id, steady_s())

    def rated(self, rating: MessageRating) -> None:
        """A message was said not to fit."""
        self._loop.engine.deny_state(rating.user_id, rating.denied_state, steady_s())

    def act(self, connection: Connection, payload: Activity) -> Answer:
        """Note what the student does; it needs no camera."""
        attendance = connection.attendance
        if attendance is None:
            raise RefusedError("not_joined")
        self._loop.engine.act(attendance.live_session_id, payload.kind, payload.item, steady_s())
        if payload.kind != "idle":
            self._live.recorder.note_activity(attendance.live_session_id)
        return {"ok": True}

    def snooze(self, connection: Connection, payload: SnoozeAlert) -> Answer:
        """Put one alert aside."""
        with self._app.app_context():
            live_class_id = _require_watching(connection)
            self._loop.classrooms.snooze(live_class_id, payload.alert_id, payload.minutes, steady_s())
        self._refresh(live_class_id)
        return {"ok": True}

    def help(self, connection: Connection, payload: Helped) -> Answer:
        """Mark that the tutor helped."""
        now_s, tutor_id = steady_s(), connection.identity.user_id
        with self._app.app_context():
            live_class_id = _require_watching(connection)
            members = self._loop.engine.members_of(live_class_id, now_s)
            self._loop.classrooms.mark_help(live_class_id, tutor_id, payload.alert_id, members, now_s)
        self._refresh(live_class_id)
        return {"ok": True}

    def open(self, room: Room) -> None:
        """A panel is opened: its alerts come back from the database. Needs an application context."""
        self._loop.classrooms.recall(room.live_class_id)
        self._refresh(room.live_class_id)

    def close(self, live_class_id: int) -> None:
        """A class is over."""
        self._loop.close(live_class_id)

    def is_present(self, live_session_id: int) -> bool:
        """Whether a message would reach a browser now."""
        attendance = self._live.presence.get(live_session_id)
        return attendance is not None and attendance.present

    def deliver(self, live_session_id: int, message: dict[str, Any]) -> None:
        """Send a message to a student's browsers."""
        attendance = self._live.presence.get(live_session_id)
        if attendance is not None:
            self._live.notifier.send_message(list(attendance.sids), message)

    def calls(self, live_class_id: int) -> list[float]:
        """Since when each call for help of a class stands."""
        room = self._live.rooms.get(live_class_id)
        return room.calls_since() if room is not None else []

    def _run(self) -> None:
        while not self._stopped.wait(TURN_S):
            try:
                with self._app.app_context():
                    self._loop.turn(steady_s(), self)
                for live_class_id in list(self._live.rooms):
                    self._refresh(live_class_id)
            except Exception:  # the thread's boundary: one bad turn must not end support for everybody
                log.exception("one turn of the support loop failed")

    def _refresh(self, live_class_id: int) -> None:
        room = self._live.rooms.get(live_class_id)
        if room is not None:
            alerts = self._loop.classrooms.describe_alerts(live_class_id, steady_s(), format_moment)
            room.put_alerts(alerts, self._loop.classrooms.describe_marks(live_class_id, format_moment))

    def _purge(self, user_id: int) -> dict[str, int]:
        self._loop.engine.forget(user_id)
        return purge_person(user_id)


def _require_watching(connection: Connection) -> int:
    if connection.watching is None:
        raise RefusedError("not_watching")
    access.require_tutor(connection.identity, connection.watching)
    return connection.watching

"""What happens when a student gets on with a lesson, and when a tutor answers an alert."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from flask import Flask

from backend.clock import steady_s
from backend.db.base import db
from backend.db.support import ClassAlert, Intervention
from backend.realtime import access
from backend.realtime.connection import Connection
from backend.realtime.dispatch import Answer, Handler
from backend.realtime.errors import RefusedError
from backend.realtime.service import Live
from backend.realtime.support_schema import Activity, Helped, SnoozeAlert


class SupportHandlers:
    """The handlers and what they need: the application for the database, and the live side."""

    def __init__(self, app: Flask, live: Live) -> None:
        self._app = app
        self._live = live

    def as_map(self) -> dict[str, Handler]:
        """Event name to handler."""
        return {"activity": self.act, "snooze_alert": self.snooze, "helped": self.help}

    def act(self, connection: Connection, payload: Activity) -> Answer:
        """Note what the student does; it needs no camera."""
        if connection.attendance is None:
            raise RefusedError("not_joined")
        self._live.recorder.note_activity(connection.attendance.live_session_id)
        return {"ok": True}

    def snooze(self, connection: Connection, payload: SnoozeAlert) -> Answer:
        """Put one alert aside."""
        now = datetime.fromtimestamp(steady_s(), timezone.utc)
        with self._app.app_context():
            alert = _require_alert(connection, payload.alert_id)
            alert.snoozed_until = now + timedelta(minutes=payload.minutes)
            db.session.commit()
        return {"ok": True}

    def help(self, connection: Connection, payload: Helped) -> Answer:
        """Mark that the tutor helped."""
        now = datetime.fromtimestamp(steady_s(), timezone.utc)
        with self._app.app_context():
            alert = _require_alert(connection, payload.alert_id) if payload.alert_id else None
            row = Intervention(live_class_id=_require_watching(connection), at=now)
            row.tutor_id = connection.identity.user_id
            if alert is not None:
                row.alert_id, row.cause, alert.helped_at = alert.id, alert.cause, now
            db.session.add(row)
            db.session.commit()
        return {"ok": True}


def _require_watching(connection: Connection) -> int:
    if connection.watching is None:
        raise RefusedError("not_watching")
    access.require_tutor(connection.identity, connection.watching)
    return connection.watching


def _require_alert(connection: Connection, alert_id: int) -> ClassAlert:
    alert = db.session.get(ClassAlert, alert_id)
    if alert is None or alert.live_class_id != _require_watching(connection):
        raise RefusedError("not_found")
    return alert

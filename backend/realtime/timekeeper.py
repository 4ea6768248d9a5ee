"""The threads that keep time: panels and windows, the writer, the guard. Each does one thing in a loop.

Only the writer and the guard touch the database, so a locked one never holds up a panel.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timezone

from flask import Flask

from backend.clock import steady_s
from backend.db.base import db
from backend.privacy.audit import write_audit
from backend.realtime import access
from backend.realtime.guard import Guard
from backend.realtime.looks import Look
from backend.realtime.panel import build_panel
from backend.realtime.room import Room
from backend.realtime.service import SERVER_STOPPED, Live

TICK_S = 0.05
URGENT_S = 0.2  # the least time between two panels of one class, however much happens
HOUSEKEEPING_S = 1.0
LOOKS_AT_ONCE = 100  # a tenth of a second of writing; the rest waits for the next turn
STOP_S = 3.0

log = logging.getLogger(__name__)


class Timekeeper:
    """Starts and stops the threads of the live side."""

    def __init__(self, app: Flask, live: Live, guard: Guard) -> None:
        self._app = app
        self._live = live
        self._guard = guard
        self._stopped = threading.Event()
        self._kept_s = 0.0
        self._threads = [
            threading.Thread(target=self._repeat, args=(work,), name=name, daemon=True)
            for name, work in (("panels", self._tick), ("writer", self.write), ("guard", self._watch))
        ]

    def start(self) -> None:
        """Start keeping time."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop, and write what is still in memory."""
        self._stopped.set()
        self._live.writer_wanted.set()
        for thread in self._threads:
            thread.join(STOP_S)
        for attendance in self._live.presence.all():
            self._live.end(attendance, SERVER_STOPPED)
        self._live.recorder.flush()

    def write(self) -> None:
        """One turn of the writer: looks first, since tiles wait for them, then everything else."""
        self._live.writer_wanted.wait(self._live.options.flush_s)
        self._live.writer_wanted.clear()
        looks = self._live.looks.waiting()[:LOOKS_AT_ONCE]
        if looks:
            self._write_looks(looks)
        self._live.recorder.flush()

    def _write_looks(self, looks: list[Look]) -> None:
        with self._app.app_context():
            actors = {tutor: access.read_audit_token(tutor) for tutor in {look.tutor_id for look in looks}}
            for look in looks:
                details = {"live_class_id": look.live_class_id}
                write_audit("tile.seen", actors[look.tutor_id], look.subject_token, details)
            db.session.commit()
        self._live.looks.confirm(looks)
        for room in list(self._live.rooms.values()):
            room.urgent = room.urgent or any(look.live_class_id == room.live_class_id for look in looks)

    def keep_house(self, now_s: float) -> None:
        """Once a second: end lost sittings and their calls, forget full allowances, steer the frame rate."""
        live = self._live
        for attendance in live.presence.expired(now_s):
            live.end(attendance, "connection_lost")
        live.lower_orphans(now_s)
        live.limit.prune()
        report = live.pool.measure()
        if live.options.steer and live.steering.steer(report["wait_p95_ms"], int(report["refused"])):
            live.notifier.send_rate(live.sids_of_students(), live.steering.rate_hz)

    def _repeat(self, work: Callable[[], None]) -> None:
        while not self._stopped.is_set():
            try:
                work()
            except Exception:  # the thread's boundary: one bad turn must not stop time for everybody
                log.exception("one turn of %s failed", threading.current_thread().name)
                self._stopped.wait(HOUSEKEEPING_S)

    def _watch(self) -> None:
        self._guard.watch_once(self._live.options.permission_s)

    def _tick(self) -> None:
        self._stopped.wait(TICK_S)
        now_s = steady_s()
        for room in list(self._live.rooms.values()):
            if room.windows.is_due(now_s):
                self._close_window(room, now_s)
            self._send_panels(room, now_s)
        if now_s - self._kept_s >= HOUSEKEEPING_S:
            self._kept_s = now_s
            self.keep_house(now_s)

    def _send_panels(self, room: Room, now_s: float) -> None:
        since_s = now_s - room.sent_s
        due = since_s >= self._live.options.panel_s or (room.urgent and since_s >= URGENT_S)
        if not due:
            return
        room.sent_s = now_s
        room.urgent = False
        for connection in self._live.registry.watchers(room.live_class_id):
            panel = build_panel(self._live, room, connection)
            self._live.notifier.send_panel(connection.sid, panel)

    def _close_window(self, room: Room, now_s: float) -> None:
        live = self._live
        sharing = {
            each.user_id for each in live.presence.of_class(room.live_class_id) if each.permission.group
        }

        def read_engagement(live_session_id: int) -> float | None:
            index = live.recorder.estimate(live_session_id)
            return None if index is None else index.value

        with room.lock:
            window = room.windows.close(now_s, live.served.labels, sharing.__contains__, read_engagement)
            room.urgent = True
        if window is not None:
            row = {
                "live_class_id": room.live_class_id,
                "start": datetime.fromtimestamp(window.start_s, timezone.utc),
                "seconds": window.seconds,
                "cohort": window.cohort,
                "shares": window.shares,
                "unsure": window.unsure,
                "engagement": window.engagement,
            }
            live.recorder.note("window", row)

"""Remembers which tutor's look at which live session is in the audit log already. No look, no tile."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from backend.realtime.presence import Attendance


@dataclass(frozen=True)
class Look:
    """One tutor wants to see one student's tile, for the first time in this live session."""

    tutor_id: int
    live_session_id: int
    subject_token: str
    live_class_id: int | None


class Looks:
    """Looks that wait to be written, and those that are."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: dict[tuple[int, int], Look] = {}
        self._written: set[tuple[int, int]] = set()

    def is_written(self, tutor_id: int, attendance: Attendance) -> bool:
        """Whether this look is in the audit log."""
        return (tutor_id, attendance.live_session_id) in self._written

    def ask(self, tutor_id: int, attendance: Attendance) -> None:
        """Have a look written."""
        key = (tutor_id, attendance.live_session_id)
        with self._lock:
            look = Look(tutor_id, key[1], attendance.audit_token, attendance.place.live_class_id)
            self._asked.setdefault(key, look)

    def waiting(self) -> list[Look]:
        """Every look that must be written before it may happen."""
        with self._lock:
            return list(self._asked.values())

    def confirm(self, looks: list[Look]) -> None:
        """These are in the database now."""
        with self._lock:
            for look in looks:
                self._asked.pop((look.tutor_id, look.live_session_id), None)
                self._written.add((look.tutor_id, look.live_session_id))

    def forget(self, live_session_id: int) -> None:
        """A live session is over."""
        with self._lock:
            self._asked = {key: look for key, look in self._asked.items() if key[1] != live_session_id}
            self._written = {key for key in self._written if key[1] != live_session_id}

"""Who sits in which lesson now. A sitting outlives its socket for a short grace: a flaky network is no leave.

It knows neither the database nor what a reading means.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from backend.privacy.policy import Mode


@dataclass(frozen=True)
class Permission:
    """What policy and consents allow in one live session now."""

    mode: Mode = Mode.OFF
    reason: str = "unknown"
    analysis: bool = False
    group: bool = False
    tile: bool = False
    summary: bool = False
    learns: bool = False  # one of those whom groups of the class may speak of


NOTHING = Permission()


@dataclass(frozen=True)
class Place:
    """What somebody sits in."""

    lesson_id: int
    course_id: int
    live_class_id: int | None


@dataclass(frozen=True)
class Shown:
    """The newest reading of a live session, as a tile shows it."""

    label: str | None
    confidence: float
    abstained: str | None
    corrected: bool
    at_s: float


@dataclass(eq=False)
class Attendance:
    """One live session while it lasts."""

    live_session_id: int
    user_id: int
    name: str
    audit_token: str
    place: Place
    opt_in: bool
    since_s: float
    permission: Permission = NOTHING
    told: Permission = NOTHING
    sids: set[str] = field(default_factory=set)
    gone_since_s: float | None = None
    shown: Shown | None = None
    corrected_until_s: float = 0.0
    last_number: int = 0
    model: str = ""  # the one that whoever joined it last was told
    tokens: float = 2.0
    refilled_s: float = 0.0
    checked_in: tuple[str, float] | None = None

    @property
    def present(self) -> bool:
        """Whether a socket is attached."""
        return bool(self.sids)


class Presence:
    """All live sessions of this process."""

    def __init__(self, grace_s: float) -> None:
        self._grace_s = grace_s
        self._lock = threading.Lock()
        self._by_id: dict[int, Attendance] = {}
        self._by_class: dict[int, dict[int, Attendance]] = {}
        self._by_seat: dict[tuple[int, int, int | None], Attendance] = {}

    def find(self, user_id: int, place: Place) -> Attendance | None:
        """Find the sitting to take up again."""
        return self._by_seat.get((user_id, place.lesson_id, place.live_class_id))

    def add(self, attendance: Attendance) -> Attendance:
        """Take a sitting in; if another socket was quicker, give that one."""
        place = attendance.place
        with self._lock:
            seat = (attendance.user_id, place.lesson_id, place.live_class_id)
            known = self._by_seat.setdefault(seat, attendance)
            self._by_id[known.live_session_id] = known
            if place.live_class_id is not None:
                self._by_class.setdefault(place.live_class_id, {})[known.live_session_id] = known
            return known

    def attach(self, attendance: Attendance, sid: str) -> bool:
        """Join a socket to a sitting; False when the sitting has just ended."""
        with self._lock:
            if attendance.live_session_id not in self._by_id:
                return False
            attendance.sids.add(sid)
            attendance.gone_since_s = None
            return True

    def detach(self, attendance: Attendance, sid: str, now_s: float) -> None:
        """Note that a socket is gone; the sitting waits for it a while."""
        with self._lock:
            attendance.sids.discard(sid)
            if not attendance.sids:
                attendance.gone_since_s = now_s

    def end(self, attendance: Attendance) -> bool:
        """Take a sitting out; False when it was out already."""
        place = attendance.place
        with self._lock:
            if self._by_id.pop(attendance.live_session_id, None) is None:
                return False
            self._by_seat.pop((attendance.user_id, place.lesson_id, place.live_class_id), None)
            if place.live_class_id is not None:
                of_class = self._by_class[place.live_class_id]
                of_class.pop(attendance.live_session_id, None)
                if not of_class:
                    del self._by_class[place.live_class_id]
            return True

    def expired(self, now_s: float) -> list[Attendance]:
        """Every sitting whose socket has been gone for longer than the grace."""
        return [
            attendance
            for attendance in self.all()
            if attendance.gone_since_s is not None and now_s - attendance.gone_since_s > self._grace_s
        ]

    def get(self, live_session_id: int) -> Attendance | None:
        """The sitting of this number, while it lasts."""
        return self._by_id.get(live_session_id)

    def of_class(self, live_class_id: int) -> list[Attendance]:
        """Every sitting in one live class."""
        with self._lock:
            return list(self._by_class.get(live_class_id, {}).values())

    def of_lesson(self, lesson_id: int) -> list[Attendance]:
        """Every sitting in one lesson, in a class or alone."""
        return [each for each in self.all() if each.place.lesson_id == lesson_id]

    def of_user(self, user_id: int) -> list[Attendance]:
        """Every sitting of one person."""
        return [each for each in self.all() if each.user_id == user_id]

    def all(self) -> list[Attendance]:
        """Every sitting."""
        with self._lock:
            return list(self._by_id.values())


def describe_sharing(permission: Permission) -> dict[str, Any]:
    """Say to the student what is allowed, in the words of the schema."""
    return {
        "analysis": permission.analysis,
        "group": permission.group,
        "tile": permission.tile,
        "summary": permission.summary,
    }

"""The live side as one object: who sits where, what was read, and whom it reaches.

Event handlers call it; it calls the notifier, the recorder and the worker pool. It does not parse messages.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from backend.clock import steady_now, steady_s
from backend.privacy.aggregate import PublishedCohort
from backend.privacy.policy import Mode
from backend.realtime.connection import Connection, Link, Registry
from backend.realtime.limits import RateLimit
from backend.realtime.looks import Looks
from backend.realtime.notify import Notifier
from backend.realtime.options import LiveOptions
from backend.realtime.presence import NOTHING, Attendance, Permission, Presence, Shown, describe_sharing
from backend.realtime.room import Memory, Room
from backend.realtime.steering import Steering
from backend.recording.recorder import Keeping, Recorder
from backend.recording.spell import CORRECTED_AWAY, ReadingLike

SERVER_STOPPED = "server_stopped"

log = logging.getLogger(__name__)


class Pool(Protocol):
    """The inference workers, as far as the live side needs them."""

    @property
    def retry_after_ms(self) -> int:
        """When a refused browser should try again."""

    def open_link(self) -> Link:
        """Give a socket its way to a worker."""

    def count_refusal(self) -> None:
        """A frame was refused before it came to the pool."""

    def measure(self) -> dict[str, float]:
        """Say how the time since the last call went."""


@dataclass(frozen=True)
class ServedModel:
    """What the live side must know of the card."""

    model: str
    labels: tuple[str, ...]


class NamedReading(ReadingLike, Protocol):
    """A reading with the label that the student sees: the tile shows the same."""

    @property
    def label(self) -> str | None: ...


class Listener(Protocol):
    """Somebody who wants to know what happens to live sessions; quick, or they hold up what happens."""

    def sit(self, attendance: Attendance) -> None:
        """Somebody sits down, or again."""

    def allow(self, attendance: Attendance, permission: Permission) -> None:
        """Something else is allowed now."""

    def see(self, attendance: Attendance, reading: ReadingLike, labels: tuple[str, ...]) -> None:
        """A reading came that is allowed."""

    def hear(self, attendance: Attendance, value: str) -> None:
        """The student said how it goes."""

    def deny(self, attendance: Attendance) -> None:
        """The student said that the reading was wrong."""

    def end(self, attendance: Attendance) -> None:
        """A sitting is over."""

    def drop(self, attendance: Attendance) -> None:
        """Somebody's account is gone."""

    def open(self, room: Room) -> None:
        """A panel of this class is opened, in an application context."""

    def close(self, live_class_id: int) -> None:
        """A class is over, and nobody sits in it any more."""


class Live:
    """Everything that lasts longer than one event."""

    def __init__(
        self, options: LiveOptions, served: ServedModel, pool: Pool, recorder: Recorder, notifier: Notifier
    ) -> None:
        self.options = options
        self.served = served
        self.pool = pool
        self.recorder = recorder
        self.notifier = notifier
        self.registry = Registry(options.sockets_per_user, options.max_sockets)
        self.presence = Presence(options.grace_s)
        self.limit = RateLimit(options.events_per_second, options.event_burst)
        self.steering = Steering(
            options.rate_hz, options.rate_hz, options.min_rate_hz, float(options.max_wait_ms)
        )
        self.looks = Looks()
        self.rooms: dict[int, Room] = {}
        self._published: dict[int, list[PublishedCohort]] = {}  # by course: its next class goes on with it
        self.writer_wanted = threading.Event()
        self.listeners: list[Listener] = []
        self._rooms_lock = threading.Lock()

    def open_room(self, live_class_id: int, load: Callable[[], tuple[int, Mode, Memory]]) -> Room:
        """Find a class in memory, or bring it back from the database."""
        room = self.rooms.get(live_class_id)
        if room is not None:
            return room
        course_id, mode, memory = load()
        with self._rooms_lock:
            room = Room(live_class_id, course_id, mode, memory, steady_s(), self.options.aggregate)
            room.windows.published = self._published.setdefault(course_id, [])
            return self.rooms.setdefault(live_class_id, room)

    def room_of(self, attendance: Attendance) -> Room | None:
        """The class somebody sits in, if it is one."""
        live_class_id = attendance.place.live_class_id
        return None if live_class_id is None else self.rooms.get(live_class_id)

    def is_small_class(self, attendance: Attendance) -> bool:
        """Whether so few sit in somebody's class now that a count of them may be a person."""
        live_class_id = attendance.place.live_class_id
        if live_class_id is None:
            return False
        present = {each.user_id for each in self.presence.of_class(live_class_id) if each.present}
        return len(present) < self.options.aggregate.k

    def sit_down(self, connection: Connection, attendance: Attendance, permission: Permission) -> bool:
        """Attach a socket to a sitting; False when it has just ended."""
        attendance.told = permission  # the answer to `join` says it; the guard need not say it again
        if not self.presence.attach(attendance, connection.sid):
            return False
        connection.take_seat(attendance)
        connection.link.forget()
        for listener in self.listeners:
            listener.sit(attendance)
        self.set_permission(attendance, permission)
        if self.registry.get(connection.sid) is not connection:
            self.stand_up(connection)  # it was disconnected while this waited for the database
        if self.presence.get(attendance.live_session_id) is not attendance:
            self._undo_sitting(connection, attendance)
            return False
        return True

    def stand_up(self, connection: Connection) -> None:
        """A socket leaves its sitting, which then waits for it for the grace."""
        attendance = connection.take_seat(None)
        if attendance is not None:
            self.presence.detach(attendance, connection.sid, steady_s())

    def end(self, attendance: Attendance, reason: str) -> None:
        """A sitting is over."""
        if not self.presence.end(attendance):
            return
        self.recorder.end(attendance.live_session_id, reason)
        for listener in self.listeners:
            listener.end(attendance)
        self.looks.forget(attendance.live_session_id)
        room = self.room_of(attendance)
        if room is not None:
            with room.lock:
                room.windows.remove(attendance.user_id)
            room.floor.leave(attendance.user_id)
            # A restart takes no call back; of those who do not return, `lower_orphans` does.
            if reason != SERVER_STOPPED and room.lower_help(attendance.user_id):
                self.note_help(attendance, on=False)
            room.urgent = True

    def drop(self, attendance: Attendance) -> None:
        """Somebody's account is gone: nothing of theirs may be written any more."""
        self.set_permission(attendance, NOTHING)
        if self.presence.end(attendance):
            for listener in self.listeners:
                listener.drop(attendance)
            self.recorder.drop(attendance.live_session_id)
            self.looks.forget(attendance.live_session_id)
            room = self.room_of(attendance)
            if room is not None:
                room.floor.leave(attendance.user_id)
                room.lower_help(attendance.user_id)

    def set_permission(self, attendance: Attendance, permission: Permission) -> None:
        """Put what is allowed now into force."""
        attendance.permission = permission
        keeping = Keeping(spells=permission.tile, summary=permission.summary)
        self.recorder.begin(attendance.live_session_id, keeping)
        self.recorder.restrict(attendance.live_session_id, keeping)
        for listener in self.listeners:
            listener.allow(attendance, permission)
        if not permission.tile:
            attendance.shown = None
        room = self.room_of(attendance)
        if room is not None and not permission.group:
            with room.lock:
                room.windows.remove(attendance.user_id)

    def tell_permission(self, attendance: Attendance, but: str | None = None) -> None:
        """Let the student's browsers know what is allowed now, `but` one that has just been answered."""
        permission = attendance.told = attendance.permission
        change = {
            "mode": permission.mode.value,
            "reason": permission.reason,
            "sharing": describe_sharing(permission),
        }
        self.notifier.send_policy([sid for sid in list(attendance.sids) if sid != but], change)

    def take_reading(self, attendance: Attendance, reading: NamedReading, held: bool) -> None:
        """Spread one reading to whatever the student allows: recorder, window, tile. Memory only."""
        permission, now_s = attendance.permission, steady_s()
        if not permission.analysis or held:
            return
        self.recorder.add(attendance.live_session_id, reading, self.served.labels)
        for listener in self.listeners:
            listener.see(attendance, reading, self.served.labels)
        room = self.room_of(attendance)
        if room is None:
            return
        if permission.group:
            with room.lock:
                room.windows.add(
                    attendance.user_id, attendance.live_session_id, reading, now_s, permission.tile
                )
        if permission.tile and now_s >= attendance.corrected_until_s:
            room.urgent = room.urgent or attendance.shown is None
            attendance.shown = _show(reading, now_s)

    def correct(self, attendance: Attendance, label: str | None) -> None:
        """The student's word wins: tile and spell at once, and the window that is still open."""
        now_s = steady_s()
        self.recorder.correct(attendance.live_session_id, label)
        for listener in self.listeners:
            listener.deny(attendance)
        attendance.corrected_until_s = now_s + self.options.spell_s
        room = self.room_of(attendance)
        if room is None:
            return
        if attendance.permission.tile:
            reason = None if label else "corrected"
            attendance.shown = Shown(label, 1.0 if label else 0.0, reason, True, now_s)
            room.urgent = True  # without a tile, a panel out of turn would tell that somebody was corrected
        if attendance.permission.group:
            with room.lock:
                room.windows.correct(
                    attendance.user_id, attendance.live_session_id, label or CORRECTED_AWAY, now_s
                )

    def hear(self, attendance: Attendance, value: str, now_s: float) -> None:
        """Spread the student's own word to the class and to whoever listens."""
        room = self.room_of(attendance)
        if room is not None:
            room.note_check_in(attendance.user_id, value, now_s)
        for listener in self.listeners:
            listener.hear(attendance, value)

    def lower_orphans(self, now_s: float) -> None:
        """Take back calls that a restart brought back, of those who did not come back within the grace."""
        for room in list(self.rooms.values()):
            if now_s - room.since_s <= self.options.grace_s:
                continue
            sitting = {each.user_id for each in self.presence.of_class(room.live_class_id)}
            for user_id in room.lower_absent(sitting):
                self._note_help(user_id, room.live_class_id, on=False)

    def note_help(self, attendance: Attendance, on: bool) -> None:
        """Have a change of the help signal written."""
        self._note_help(attendance.user_id, attendance.place.live_class_id, on)

    def _note_help(self, user_id: int, live_class_id: int | None, on: bool) -> None:
        moment = steady_now()
        row: dict[str, Any] = {"user_id": user_id, "live_class_id": live_class_id}
        if on:
            self.recorder.note("help_raised", {**row, "raised_at": moment})
        else:
            self.recorder.note("help_lowered", {**row, "lowered_at": moment})

    def touch(self, attendance: Attendance) -> None:
        """Have the panels of somebody's class sent without waiting for their turn."""
        room = self.room_of(attendance)
        if room is not None:
            room.urgent = True

    def sids_of_class(self, live_class_id: int) -> Sequence[str]:
        """Every socket that sits in a class or watches it."""
        sitting = [sid for each in self.presence.of_class(live_class_id) for sid in list(each.sids)]
        return sitting + [connection.sid for connection in self.registry.watchers(live_class_id)]

    def sids_of_students(self) -> Sequence[str]:
        """Every socket that sits in a lesson."""
        return [sid for each in self.presence.all() for sid in list(each.sids)]

    def position_changed(self, position: Any) -> None:
        """The tutor moved on in the lesson."""
        message = {
            "live_class_id": position.live_class_id,
            "lesson_id": position.lesson_id,
            "section": position.section,
            "video_seconds": position.video_seconds,
            "playing": position.playing,
        }
        self.notifier.send_position(self.sids_of_class(position.live_class_id), message)

    def live_class_ended(self, live_class_id: int) -> None:
        """The tutor closed the class: every sitting in it ends, then everybody is told and may join anew."""
        sids = self.sids_of_class(live_class_id)
        for attendance in self.presence.of_class(live_class_id):
            self._put_out(attendance, "class_ended")
        for connection in self.registry.watchers(live_class_id):
            self.registry.unwatch(connection)
        with self._rooms_lock:
            self.rooms.pop(live_class_id, None)
        for listener in self.listeners:
            listener.close(live_class_id)
        self.notifier.send_ended(sids, live_class_id)

    def lesson_deleted(self, lesson_id: int) -> None:
        """A lesson is gone: who read it alone sits in it no longer, and nothing of that sitting is kept."""
        for attendance in self.presence.of_lesson(lesson_id):
            self.set_permission(attendance, NOTHING)
            self._put_out(attendance, "lesson_deleted")
            self.recorder.drop(attendance.live_session_id)  # its row went with the lesson
            self.tell_permission(attendance)

    def _put_out(self, attendance: Attendance, reason: str) -> None:
        for sid in list(attendance.sids):
            connection = self.registry.get(sid)
            if connection is not None:
                connection.lose_seat(attendance)
        self.end(attendance, reason)

    def _undo_sitting(self, connection: Connection, attendance: Attendance) -> None:
        """It ended while somebody sat down in it: whoever was told of it after its end forgets it again."""
        connection.lose_seat(attendance)
        self.recorder.end(attendance.live_session_id, "ended")
        for listener in self.listeners:
            listener.end(attendance)


def _show(reading: NamedReading, now_s: float) -> Shown:
    if reading.label is None:
        return Shown(None, 0.0, reading.abstained or "unknown", False, now_s)
    return Shown(reading.label, round(reading.confidence, 3), None, False, now_s)

"""What happens on each event a browser sends. Each handler is short: check, tell the live side, answer."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from flask import Flask

from backend.clock import steady_s
from backend.db.base import db
from backend.db.course import LiveClass
from backend.privacy.audit import write_audit
from backend.realtime import access
from backend.realtime.chat import recall_chat
from backend.realtime.connection import Connection
from backend.realtime.dispatch import Answer, Handler
from backend.realtime.errors import RefusedError
from backend.realtime.hub import arrived_s
from backend.realtime.panel import build_panel
from backend.realtime.polling import describe_to_student
from backend.realtime.presence import Attendance, Place, describe_sharing
from backend.realtime.recall import open_room
from backend.realtime.room import Room
from backend.realtime.schema import CheckIn, Correct, DeviceReading, Help, Join, Nothing, Watch
from backend.realtime.service import Live
from backend.realtime.words import recall_words
from backend.recording import store
from inference.errors import Busy
from inference.worker_wire import CROP, FRAME

BURST = 3.0  # frames that may come at once after a pause
SLACK = 1.25  # a browser's timer is not exact
SUM_TOLERANCE = 0.02  # probabilities rounded to three digits
SAME_CHECK_IN_S = 2.0  # a second tap, or the same message sent twice


@dataclass(frozen=True)
class Said:
    """A reading in the shape the rest of the live side knows, with the label that the student sees."""

    label: str | None
    probabilities: tuple[float, ...] | None
    confidence: float
    abstained: str | None
    model: str


class Handlers:
    """The handlers and what they need: the application for the database, and the live side."""

    def __init__(self, app: Flask, live: Live) -> None:
        self._app = app
        self._live = live

    def as_map(self) -> dict[str, Handler]:
        """Event name to handler."""
        return {
            "join": self.join,
            "frame": self.take_frame,
            "crop": self.take_crop,
            "reading": self.take_reading,
            "check_in": self.check_in,
            "help": self.help,
            "correct": self.correct,
            "leave": self.leave,
            "watch": self.watch,
            "unwatch": self.unwatch,
        }

    def join(self, connection: Connection, payload: Join) -> Answer:
        """Sit down in a lesson, or take a sitting up again after a lost connection."""
        identity = connection.identity
        with self._app.app_context():
            place = access.locate(identity.user_id, payload.lesson_id, payload.live_class_id)
            room = open_room(self._live, place.live_class_id) if place.live_class_id else None
            attendance = self._find_seat(connection, place, room, payload)
            permission = access.permit(identity.user_id, place, attendance.opt_in)
            position = _read_position(place)
            words = recall_words(place.live_class_id, identity.user_id) if place.live_class_id else []
        if connection.attendance is not None and connection.attendance is not attendance:
            self._live.stand_up(connection)
        told = attendance.told
        if not self._live.sit_down(connection, attendance, permission):
            raise RefusedError("try_again", 0)
        if permission != told and len(attendance.sids) > 1:
            self._live.tell_permission(attendance, but=connection.sid)
        self._require_going_on(place)
        served = self._live.served
        attendance.model = served.model
        return {
            "ok": True,
            "live_session_id": attendance.live_session_id,
            "mode": permission.mode.value,
            "sharing": describe_sharing(permission),
            "rate_hz": round(self._live.steering.rate_hz, 2),
            "labels": list(served.labels),
            "model": served.model,
            "help": room is not None and room.is_calling(identity.user_id),
            "small": self._live.is_small_class(attendance),
            "position": position,
            "poll": describe_to_student(room.poll, identity.user_id) if room is not None else None,
            "words": words,
            "chat": self._recall_chat(connection, place.live_class_id),
            "hand": room is not None and room.floor.is_up(identity.user_id),
        }

    def take_frame(self, connection: Connection, data: bytes) -> Answer:
        """Have one picture read; the answer is the reading."""
        return self._read_picture(connection, data, FRAME)

    def take_crop(self, connection: Connection, data: bytes) -> Answer:
        """The same for a face that the browser has cut out."""
        return self._read_picture(connection, data, CROP)

    def take_reading(self, connection: Connection, payload: DeviceReading) -> Answer:
        """Take in what the model in the browser said: numbers only, each once."""
        attendance = _require_analysis(connection)
        if payload.number <= attendance.last_number:
            raise RefusedError("replayed")
        if payload.model not in (attendance.model, self._live.served.model):
            raise RefusedError("other_model")
        said = self._check_reading(payload)
        self._require_pace(attendance)
        attendance.last_number = payload.number
        self._live.take_reading(attendance, said, held=False)
        return {"ok": True, "rate_hz": round(self._live.steering.rate_hz, 2)}

    def check_in(self, connection: Connection, payload: CheckIn) -> Answer:
        """Take the student's own word. It needs no camera and no consent to one."""
        attendance, now_s = _require_seat(connection), steady_s()
        moment = datetime.fromtimestamp(now_s, timezone.utc)
        last = attendance.checked_in
        if last is None or last[0] != payload.value or now_s - last[1] > SAME_CHECK_IN_S:
            self._live.recorder.note("check_in", _check_in_row(attendance, payload.value, moment))
            attendance.checked_in = (payload.value, now_s)
            self._live.recorder.note_activity(attendance.live_session_id)
            self._live.hear(attendance, payload.value, now_s)
        return {"ok": True, "at": moment.isoformat(), "small": self._live.is_small_class(attendance)}

    def help(self, connection: Connection, payload: Help) -> Answer:
        """Raise or lower the silent signal; sent twice it changes nothing."""
        attendance = _require_seat(connection)
        room = self._live.room_of(attendance)
        if room is None:
            raise RefusedError("not_in_class")
        if payload.on:
            changed = room.raise_help(attendance.user_id, attendance.name, steady_s())
        else:
            changed = room.lower_help(attendance.user_id)
        if changed:
            self._live.note_help(attendance, payload.on)
            self._live.recorder.note_activity(attendance.live_session_id)
        return {"ok": True, "watched": bool(self._live.registry.watchers(room.live_class_id))}

    def correct(self, connection: Connection, payload: Correct) -> Answer:
        """That is not how I feel: the student's word wins."""
        attendance = _require_analysis(connection)
        if payload.label is not None and payload.label not in self._live.served.labels:
            raise RefusedError("invalid")
        self._live.correct(attendance, payload.label)
        return {"ok": True}

    def leave(self, connection: Connection, payload: Nothing) -> Answer:
        """Stand up; the sitting ends unless another tab still sits in it."""
        attendance = _require_seat(connection)
        self._live.stand_up(connection)
        if not attendance.present:
            self._live.end(attendance, "left")
        return {"ok": True}

    def watch(self, connection: Connection, payload: Watch) -> Answer:
        """Open the panel of one's own class; the look is written down before anything is shown."""
        with self._app.app_context():
            live_class = access.require_tutor(connection.identity, payload.live_class_id)
            if live_class.ended_at is not None:
                raise RefusedError("class_ended")
            write_audit(
                "panel.opened",
                connection.identity.audit_token,
                details={"live_class_id": payload.live_class_id},
            )
            db.session.commit()
            room = open_room(self._live, payload.live_class_id)
            connection.locale = access.read_locale(connection.identity.user_id)
            for listener in self._live.listeners:
                listener.open(room)
            place = Place(live_class.lesson_id, live_class.course_id, live_class.id)
        if not self._live.registry.watch(connection, payload.live_class_id):
            raise RefusedError("not_connected")
        self._require_going_on(place)
        chat = self._recall_chat(connection, payload.live_class_id)
        return {"ok": True, "panel": build_panel(self._live, room, connection), "chat": chat}

    def unwatch(self, connection: Connection, payload: Nothing) -> Answer:
        """Close the panel."""
        self._live.registry.unwatch(connection)
        return {"ok": True}

    def _read_picture(self, connection: Connection, data: bytes, kind: int) -> Answer:
        """One at a time per socket."""
        attendance = _require_analysis(connection)
        if len(data) > self._live.options.frame_bytes:
            raise RefusedError("frame_too_large")
        self._require_pace(attendance)
        if time.monotonic() - arrived_s() > self._live.options.max_wait_ms / 1000:
            self._live.pool.count_refusal()
            raise RefusedError("busy", self._live.pool.retry_after_ms)
        if not connection.in_flight.acquire(blocking=False):
            raise RefusedError("in_flight")
        try:
            answer = connection.link.analyze(data, kind)
        except Busy:
            raise RefusedError("busy", self._live.pool.retry_after_ms) from None
        finally:
            connection.in_flight.release()
        if "error" in answer:
            raise RefusedError(answer["error"])
        reading = answer["reading"]
        said = Said(
            reading["label"],
            reading["probabilities"],
            reading["confidence"],
            reading["abstained"],
            reading["model"],
        )
        self._live.take_reading(attendance, said, reading["held"])
        return {"ok": True, "reading": reading, "rate_hz": round(self._live.steering.rate_hz, 2)}

    def _find_seat(
        self, connection: Connection, place: Place, room: Room | None, payload: Join
    ) -> Attendance:
        identity, live = connection.identity, self._live
        if room is not None and payload.opt_in_chosen:
            room.note_choice(identity.user_id, payload.opt_in)
        known = live.presence.find(identity.user_id, place)
        if known is not None:
            if payload.opt_in_chosen:  # another tab that comes back undoes no choice of this one
                known.opt_in = payload.opt_in
            return known
        now_s = steady_s()
        started_at = datetime.fromtimestamp(now_s, timezone.utc)
        live_session_id = store.open_live_session(
            db.session(), identity.user_id, place.lesson_id, place.live_class_id, started_at
        )
        mine = Attendance(
            live_session_id,
            identity.user_id,
            identity.name,
            identity.audit_token,
            place,
            payload.opt_in and room is not None and not room.has_said_no(identity.user_id),
            now_s,
        )
        found = live.presence.add(mine)
        if found is not mine:
            live.recorder.end(live_session_id, "duplicate")
        live.touch(found)
        return found

    def _recall_chat(self, connection: Connection, live_class_id: int | None) -> Answer | None:
        """Read after somebody sits or watches: a line written meanwhile is in it, or is sent to them."""
        if live_class_id is None:
            return None
        with self._app.app_context():
            return recall_chat(live_class_id, connection.identity.user_id)

    def _require_going_on(self, place: Place) -> None:
        """It may have ended after it let somebody in and before we could know that they are there."""
        with self._app.app_context():
            if not access.is_over(place):
                return
        if place.live_class_id is None:
            self._live.lesson_deleted(place.lesson_id)
            raise RefusedError("not_found")
        self._live.live_class_ended(place.live_class_id)
        raise RefusedError("class_ended")

    def _require_pace(self, attendance: Attendance) -> None:
        if not self._live.options.steer:
            return
        now_s, rate_hz = steady_s(), self._live.steering.rate_hz * SLACK
        passed_s = now_s - attendance.refilled_s
        attendance.refilled_s = now_s
        attendance.tokens = min(BURST, attendance.tokens + passed_s * rate_hz)
        if attendance.tokens < 1:
            raise RefusedError("too_fast", int(1000 * (1 - attendance.tokens) / rate_hz) + 1)
        attendance.tokens -= 1

    def _check_reading(self, payload: DeviceReading) -> Said:
        labels = self._live.served.labels
        if len(json.dumps(payload.model_dump())) > self._live.options.reading_bytes:
            raise RefusedError("invalid")
        if (payload.probabilities is None) == (payload.abstained is None):
            raise RefusedError("invalid")
        if payload.probabilities is None:
            return Said(None, None, 0.0, payload.abstained, payload.model)
        shares = payload.probabilities
        fits = len(shares) == len(labels) and all(0 <= share <= 1 for share in shares)
        if not fits or not math.isclose(sum(shares), 1, abs_tol=SUM_TOLERANCE):
            raise RefusedError("invalid")
        likeliest = labels[max(range(len(shares)), key=shares.__getitem__)]
        label = likeliest if payload.label is None else payload.label
        if label not in labels:
            raise RefusedError("invalid")
        return Said(label, shares, shares[labels.index(label)], None, payload.model)


def _require_seat(connection: Connection) -> Attendance:
    if connection.attendance is None:
        raise RefusedError("not_joined")
    return connection.attendance


def _require_analysis(connection: Connection) -> Attendance:
    attendance = _require_seat(connection)
    if not attendance.permission.analysis:
        raise RefusedError("not_allowed")
    return attendance


def _check_in_row(attendance: Attendance, value: str, moment: datetime) -> dict[str, Any]:
    return {
        "user_id": attendance.user_id,
        "live_session_id": attendance.live_session_id,
        "lesson_id": attendance.place.lesson_id,
        "live_class_id": attendance.place.live_class_id,
        "value": value,
        "at": moment,
    }


def _read_position(place: Place) -> dict[str, Any] | None:
    live_class = db.session.get(LiveClass, place.live_class_id) if place.live_class_id else None
    if live_class is None:
        return None
    return {
        "live_class_id": live_class.id,
        "lesson_id": live_class.lesson_id,
        "section": live_class.section,
        "video_seconds": live_class.video_seconds,
        "playing": live_class.playing,
    }

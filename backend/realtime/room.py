"""The live state of one class in memory: help signals, check-ins, windows, and who may see which tile.

It builds the panel from what it holds; it knows neither sockets nor the database.
"""

from __future__ import annotations

import random
import threading
from collections import Counter, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from backend.privacy.policy import Mode
from backend.realtime.floor import Floor
from backend.realtime.options import AggregateRule
from backend.realtime.polling import AskedPoll, describe_to_tutor
from backend.realtime.presence import Attendance
from backend.realtime.window import ClassWindows, Window

CHECK_IN_MEMORY_S = 600  # the panel speaks of the last ten minutes, like its trend


@dataclass(frozen=True)
class HelpCall:
    """A silent call for help that still stands."""

    user_id: int
    name: str
    since_s: float


@dataclass
class Memory:
    """What a restart gives back to a class from the database."""

    help_calls: list[HelpCall] = field(default_factory=list)
    check_ins: list[tuple[float, int, str]] = field(default_factory=list)
    trend: list[Window] = field(default_factory=list)
    settle_until_s: float = 0.0
    poll: AskedPoll | None = None


class Room:
    """One live class."""

    def __init__(
        self,
        live_class_id: int,
        course_id: int,
        mode: Mode,
        memory: Memory,
        now_s: float,
        rule: AggregateRule,
    ):
        self.live_class_id = live_class_id
        self.course_id = course_id
        self.mode = mode
        self.lock = threading.Lock()
        self.urgent = False
        self.sent_s = 0.0  # when its panels were sent last
        self.since_s = now_s
        self.windows = ClassWindows(rule, now_s, memory.settle_until_s, random.SystemRandom())
        self.windows.trend = list(memory.trend)
        self.poll = memory.poll
        self.floor = Floor()
        self._k = rule.k
        self._unseen: set[int] = set()  # who last said no to a tile of their own
        self._help = {call.user_id: call for call in memory.help_calls}
        self._check_ins = deque(memory.check_ins)
        self._alerts: list[dict[str, Any]] = []
        self._marks: list[dict[str, Any]] = []

    def raise_help(self, user_id: int, name: str, now_s: float) -> bool:
        """Show a call for help; False when it stands already."""
        with self.lock:
            if user_id in self._help:
                return False
            self._help[user_id] = HelpCall(user_id, name, now_s)
            self.urgent = True
            return True

    def lower_help(self, user_id: int) -> bool:
        """Take a call back; False when there was none."""
        with self.lock:
            found = self._help.pop(user_id, None)
            self.urgent = self.urgent or found is not None
            return found is not None

    def lower_absent(self, sitting: Collection[int]) -> list[int]:
        """Take back the calls of those who do not sit here; give whose."""
        with self.lock:
            gone = [user_id for user_id in self._help if user_id not in sitting]
            for user_id in gone:
                del self._help[user_id]
            self.urgent = self.urgent or bool(gone)
            return gone

    def note_choice(self, user_id: int, to_be_seen: bool) -> None:
        """Keep a no until the same person says yes, the class ends or the server restarts."""
        with self.lock:
            if to_be_seen:
                self._unseen.discard(user_id)
            else:
                self._unseen.add(user_id)

    def has_said_no(self, user_id: int) -> bool:
        """Whether somebody's last word was to have no tile, though a tab of theirs may not know."""
        return user_id in self._unseen

    def is_calling(self, user_id: int) -> bool:
        """Whether somebody's call for help stands."""
        return user_id in self._help

    def note_check_in(self, user_id: int, value: str, now_s: float) -> None:
        """Count what somebody said; only their latest word counts."""
        with self.lock:
            self._check_ins.append((now_s, user_id, value))

    def calls_since(self) -> list[float]:
        """Since when each standing call for help waits."""
        with self.lock:
            return [call.since_s for call in self._help.values()]

    def put_alerts(self, alerts: list[dict[str, Any]], marks: list[dict[str, Any]]) -> None:
        """Show these alerts and marks from now on; a change is shown at once."""
        with self.lock:
            self.urgent = self.urgent or (alerts, marks) != (self._alerts, self._marks)
            self._alerts, self._marks = alerts, marks

    def put_poll(self, poll: AskedPoll) -> None:
        """Take the place of what was asked before."""
        with self.lock:
            self.poll = poll
            self.urgent = True

    def close_poll(self, poll_id: int) -> bool:
        """Take no more answers; False when none were taken any more."""
        with self.lock:
            if self.poll is None or self.poll.poll_id != poll_id or not self.poll.is_open:
                return False
            self.poll.is_open = False
            self.urgent = True
            return True

    def take_answer(self, poll_id: int, user_id: int, choice: int) -> None:
        """Count what somebody chose; only their latest choice counts."""
        with self.lock:
            if self.poll is not None and self.poll.poll_id == poll_id and self.poll.is_open:
                self.poll.answers[user_id] = choice
                self.urgent = True

    def build_panel(
        self,
        now_s: float,
        attendances: Sequence[Attendance],
        tiles: Iterable[dict[str, Any]],
    ) -> dict[str, Any]:
        """Put together what a tutor of this class sees now."""
        with self.lock:
            windows = self.windows
            is_open = self.mode in (Mode.AGGREGATE, Mode.INDIVIDUAL)
            newest = windows.trend[-1] if windows.trend and windows.reason == "shown" else None
            return {
                "live_class_id": self.live_class_id,
                "at": format_moment(now_s),
                "mode": self.mode.value,
                "coverage": {
                    # In the grace, too: who withdraws comes back on another socket, and nothing may show it.
                    "present": len({each.user_id for each in attendances}),
                    "sharing": newest.cohort if newest else None,
                    "unsure": windows.unsure,
                },
                "mood": describe_window(newest) if newest else None,
                "mood_reason": windows.reason if is_open else "off",
                "trend": [describe_window(window) for window in windows.trend],
                "tiles": list(tiles),
                "check_ins": self._count_check_ins(now_s),
                "help": [
                    {"user_id": call.user_id, "name": call.name, "since": format_moment(call.since_s)}
                    for call in sorted(self._help.values(), key=lambda call: call.since_s)
                ],
                "alerts": list(self._alerts),
                "interventions": list(self._marks),
                "poll": describe_to_tutor(self.poll, self._k),
                "hands": [
                    {"user_id": user_id, "name": name, "since": format_moment(since_s)}
                    for user_id, name, since_s in self.floor.list_hands()
                ],
                "reactions": self.floor.count_reactions(now_s),
            }

    def _count_check_ins(self, now_s: float) -> dict[str, int]:
        while self._check_ins and now_s - self._check_ins[0][0] > CHECK_IN_MEMORY_S:
            self._check_ins.popleft()
        latest = {user_id: value for _, user_id, value in self._check_ins}
        return dict(Counter(latest.values()))


def describe_tile(attendance: Attendance, max_age_s: float, now_s: float) -> dict[str, Any] | None:
    """Show one student who opted in; None until there is a reading: no camera looks like no opt-in.

    No engagement: it jumps with a check-in, of which nobody is to know who gave it.
    """
    shown = attendance.shown
    if not attendance.permission.tile or shown is None:
        return None
    stale = now_s - shown.at_s > max_age_s
    return {
        "live_session_id": attendance.live_session_id,
        "user_id": attendance.user_id,
        "name": attendance.name,
        "label": None if stale else shown.label,
        "confidence": 0.0 if stale else shown.confidence,
        "abstained": "no_news" if stale else shown.abstained,
        "corrected": shown.corrected,
        "present": attendance.present,
        "at": format_moment(shown.at_s),
    }


def describe_window(window: Window) -> dict[str, Any]:
    """Write one published window in the words of the schema."""
    return {
        "start": format_moment(window.start_s),
        "end": format_moment(window.start_s + window.seconds),
        "shares": window.shares,
        "unsure": window.unsure,
        "cohort": window.cohort,
        "engagement": window.engagement,
    }


def format_moment(at_s: float) -> str:
    """Write a moment as the API does."""
    moment = datetime.fromtimestamp(at_s, timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

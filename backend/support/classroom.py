"""The alerts and interventions of live classes: kept in the database, held in memory for the panel.

The panel's thread only reads memory; everything that writes needs an application context.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from backend.db.base import db
from backend.db.support import ClassAlert, Intervention
from backend.errors import ConflictError, NotFoundError
from backend.support.alert import (
    Member,
    PastAlert,
    choose_alert,
    compare_class,
    find_candidates,
    snap_trouble,
)
from backend.support.catalogue import load_moves
from backend.support.desk import to_moment
from backend.support.rules import AlertRules

SHOWN_INTERVENTIONS = 5
Format = Callable[[float], str]


@dataclass(frozen=True)
class Standing:
    """One alert of a class."""

    id: int
    cause: str
    move: str
    count: int | None
    at_s: float
    quiet_until_s: float = 0.0
    helped: bool = False
    back_s: float | None = None  # when it came back after it was put aside


@dataclass(frozen=True)
class Mark:
    """One "I helped" and what came of it."""

    id: int
    cause: str | None
    at_s: float
    before: float | None = None
    after: float | None = None
    could_be_chance: bool | None = None


@dataclass
class Memory:
    """One live class."""

    alerts: list[Standing] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    waiting: dict[int, dict[int, bool]] = field(default_factory=dict)  # mark: who was in trouble before


class Classrooms:
    """All live classes of this process."""

    def __init__(self, rules: AlertRules, k: int) -> None:
        self._rules = rules
        self._k = k
        self._lock = threading.Lock()
        self._memories: dict[int, Memory] = {}

    def consider(
        self, live_class_id: int, members: Sequence[Member], calls_since_s: Iterable[float], now_s: float
    ) -> None:
        """Give the alert that is due, if any; close the marks whose time is over."""
        memory = self._load(live_class_id)
        past = [PastAlert(alert.cause, alert.at_s, alert.quiet_until_s) for alert in memory.alerts]
        candidates = find_candidates(members, calls_since_s, now_s, self._rules, self._k)
        chosen = choose_alert(candidates, past, now_s, self._rules)
        self._bring_back(memory, {candidate.cause for candidate in candidates}, now_s)
        self._measure(memory, members, now_s)
        if chosen is None:
            return
        move = load_moves()[chosen.cause].key
        row = ClassAlert(
            live_class_id=live_class_id,
            cause=chosen.cause,
            move=move,
            count=chosen.count,
            at=to_moment(now_s),
        )
        db.session.add(row)
        db.session.commit()
        with self._lock:
            memory.alerts.append(Standing(row.id, chosen.cause, move, chosen.count, now_s))

    def snooze(self, live_class_id: int, alert_id: int, minutes: int, now_s: float) -> None:
        """Put one alert, and its cause, aside for a while."""
        row = _find_alert(live_class_id, alert_id)
        until_s = now_s + 60 * minutes
        row.snoozed_until = to_moment(until_s)
        db.session.commit()
        self._change_alert(live_class_id, alert_id, quiet_until_s=until_s, back_s=None)

    def mark_help(
        self,
        live_class_id: int,
        tutor_id: int,
        alert_id: int | None,
        members: Sequence[Member],
        now_s: float,
    ) -> None:
        """The tutor helped: remember how the class is now, to compare with it later, and once at a time.

        Nothing is said of it now, or pressing the button again and again would follow each of them. Another
        alert can be marked meanwhile, without a before and after of its own.
        """
        memory = self._load(live_class_id)
        is_compared = any(
            mark.could_be_chance is None and now_s - mark.at_s < self._rules.effect_s for mark in memory.marks
        )
        alert = _find_alert(live_class_id, alert_id) if alert_id is not None else None
        if is_compared and (alert is None or alert.helped_at is not None):
            raise ConflictError("Help was marked a few minutes ago.", "helped_just_now")
        row = Intervention(live_class_id=live_class_id, tutor_id=tutor_id, at=to_moment(now_s))
        row.could_be_chance = True if is_compared else None
        if alert is not None:
            row.alert_id, row.cause, alert.helped_at = alert.id, alert.cause, row.at
        db.session.add(row)
        db.session.commit()
        if alert_id is not None:
            self._change_alert(live_class_id, alert_id, helped=True)
        with self._lock:
            memory.marks.append(Mark(row.id, row.cause, now_s, could_be_chance=row.could_be_chance))
            if not is_compared:
                memory.waiting[row.id] = snap_trouble(members)

    def describe_alerts(self, live_class_id: int, now_s: float, form: Format) -> list[dict[str, Any]]:
        """The alerts that stand now; `text` holds the move in every language."""
        memory = self._memories.get(live_class_id)
        if memory is None:
            return []
        with self._lock:
            standing = [alert for alert in memory.alerts if self._stands(alert, now_s)]
        moves = load_moves()
        return [
            {
                "id": alert.id,
                "cause": alert.cause,
                "at": form(alert.at_s),
                "move": alert.move,
                "text": moves[alert.cause].text,
                "count": alert.count,
            }
            for alert in standing
        ]

    def describe_marks(self, live_class_id: int, form: Format) -> list[dict[str, Any]]:
        """The newest marks and what came of them."""
        memory = self._memories.get(live_class_id)
        if memory is None:
            return []
        with self._lock:
            marks = memory.marks[-SHOWN_INTERVENTIONS:]
        names = ("id", "cause", "before", "after", "could_be_chance")
        return [{**{name: getattr(mark, name) for name in names}, "at": form(mark.at_s)} for mark in marks]

    def recall(self, live_class_id: int) -> None:
        """Bring a class back from the database, so that a panel opened after a restart is whole."""
        self._load(live_class_id)

    def forget(self, live_class_id: int) -> None:
        """A live class is over."""
        with self._lock:
            self._memories.pop(live_class_id, None)

    def _stands(self, alert: Standing, now_s: float) -> bool:
        since_s = alert.at_s if alert.back_s is None else alert.back_s
        fresh = now_s - since_s < self._rules.stands_s
        return fresh and not alert.helped and now_s >= alert.quiet_until_s

    def _bring_back(self, memory: Memory, causes: set[str], now_s: float) -> None:
        """An alert that was put aside stands again when its time is over, if its cause still holds."""

        def is_back(alert: Standing) -> bool:
            since_s = now_s - alert.quiet_until_s
            return alert.back_s is None and 0 <= since_s < self._rules.stands_s and alert.cause in causes

        with self._lock:
            memory.alerts = [
                replace(alert, back_s=now_s) if is_back(alert) else alert for alert in memory.alerts
            ]

    def _measure(self, memory: Memory, members: Sequence[Member], now_s: float) -> None:
        """Close the marks whose five minutes are over; after a restart nobody knows what was before them."""
        over = [
            mark
            for mark in memory.marks
            if mark.could_be_chance is None and now_s - mark.at_s >= self._rules.effect_s
        ]
        after = snap_trouble(members)
        for mark in over:
            change = compare_class(memory.waiting.pop(mark.id, {}), after, self._k, self._rules.chance_p)
            row = db.session.get(Intervention, mark.id)
            if row is not None:
                row.before, row.after = change.before, change.after
                row.could_be_chance = change.could_be_chance
            with self._lock:
                known = vars(change)
                memory.marks = [
                    replace(each, **known) if each.id == mark.id else each for each in memory.marks
                ]
        if over:
            db.session.commit()

    def _change_alert(self, live_class_id: int, alert_id: int, **changes: Any) -> None:
        memory = self._load(live_class_id)
        with self._lock:
            memory.alerts = [
                replace(alert, **changes) if alert.id == alert_id else alert for alert in memory.alerts
            ]

    def _load(self, live_class_id: int) -> Memory:
        memory = self._memories.get(live_class_id)
        if memory is not None:
            return memory
        memory = Memory(_read_alerts(live_class_id), _read_marks(live_class_id))
        with self._lock:
            return self._memories.setdefault(live_class_id, memory)


def _find_alert(live_class_id: int, alert_id: int) -> ClassAlert:
    row = db.session.get(ClassAlert, alert_id)
    if row is None or row.live_class_id != live_class_id:
        raise NotFoundError()
    return row


def _read_alerts(live_class_id: int) -> list[Standing]:
    rows = db.session.scalars(
        select(ClassAlert).where(ClassAlert.live_class_id == live_class_id).order_by(ClassAlert.id)
    )
    return [
        Standing(
            row.id,
            row.cause,
            row.move,
            row.count,
            row.at.timestamp(),
            row.snoozed_until.timestamp() if row.snoozed_until else 0.0,
            row.helped_at is not None,
        )
        for row in rows
    ]


def _read_marks(live_class_id: int) -> list[Mark]:
    rows = db.session.scalars(
        select(Intervention).where(Intervention.live_class_id == live_class_id).order_by(Intervention.id)
    )
    return [
        Mark(row.id, row.cause, row.at.timestamp(), row.before, row.after, row.could_be_chance)
        for row in rows
    ]

"""Keeps readings in memory as spells and hands them to the database in one bulk write a second.

It stores what the live session's rights allow and no more; it knows neither sockets nor policy. A failed
write is kept and tried again within a bounded buffer, so a locked database delays rows and loses none.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Literal, Protocol

from backend.recording.engagement import Glimpse, Index, Rule, estimate_engagement, value_expression
from backend.recording.spell import CORRECTED_AWAY, ReadingLike, Spell, start_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Keeping:
    """What may be kept of one live session."""

    spells: bool
    summary: bool


@dataclass
class Sitting:
    """One live session in memory."""

    live_session_id: int
    keeping: Keeping
    spell: Spell | None = None
    total: Spell = field(default_factory=lambda: Spell(0, 0))  # of closed spells, corrections applied
    labels: tuple[str, ...] = ()
    corrections: int = 0
    glimpses: list[Glimpse] = field(default_factory=list)
    last_activity_s: float | None = None
    indexes: list[Index] = field(default_factory=list)  # one a closed spell, for the summary


Kind = Literal["check_in", "help_raised", "help_lowered", "window"]
Note = tuple[Kind, dict[str, Any]]


@dataclass
class Batch:
    """What one flush writes."""

    spells: list[dict[str, Any]]
    summaries: list[dict[str, Any]]
    ended: list[tuple[int, datetime, str]]
    notes: list[Note]

    def __bool__(self) -> bool:
        return bool(self.spells or self.summaries or self.ended or self.notes)


class Store(Protocol):
    """Where a batch goes; raises when it could not be written."""

    def __call__(self, batch: Batch) -> None: ...


class Recorder:
    """The only writer of spells and summaries."""

    def __init__(
        self,
        store: Store,
        rule: Rule,
        spell_s: int,
        buffer_rows: int,
        clock: Callable[[], float],
    ) -> None:
        self._store = store
        self._rule = rule
        self._spell_s = spell_s
        self._buffer_rows = buffer_rows
        self._clock = clock
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._sittings: dict[int, Sitting] = {}
        self._dirty: dict[tuple[int, int], Spell] = {}
        self._summaries: dict[int, dict[str, Any]] = {}
        self._ended: list[tuple[int, datetime, str]] = []
        self._notes: list[Note] = []
        self.dropped_rows = 0
        self.failed_flushes = 0

    def begin(self, live_session_id: int, keeping: Keeping) -> None:
        """Start keeping one live session; one that is kept already goes on as it was."""
        with self._lock:
            self._sittings.setdefault(live_session_id, Sitting(live_session_id, keeping))

    def add(self, live_session_id: int, reading: ReadingLike, labels: Sequence[str]) -> None:
        """Count one reading into the current spell. Memory only."""
        now_s = self._clock()
        with self._lock:
            sitting = self._sittings.get(live_session_id)
            if sitting is None:
                return
            sitting.labels = tuple(labels)
            spell = self._open_spell(sitting, now_s)
            spell.add(reading)
            if spell.correction is None:
                value = value_expression(reading.probabilities, labels, self._rule)
                sitting.glimpses.append(Glimpse(now_s, value))
            self._trim(sitting, now_s)
            self._mark(sitting, spell)

    def correct(self, live_session_id: int, label: str | None) -> None:
        """Let the student's word win over the readings of the current spell."""
        now_s = self._clock()
        with self._lock:
            sitting = self._sittings.get(live_session_id)
            if sitting is None:
                return
            sitting.corrections += 1
            sitting.last_activity_s = now_s
            spell = sitting.spell
            if spell is not None:
                spell.correction = label or CORRECTED_AWAY
                sitting.glimpses = [each for each in sitting.glimpses if each.at_s < spell.start_s]
                self._mark(sitting, spell)

    def note_activity(self, live_session_id: int) -> None:
        """Remember that the student did something just now."""
        with self._lock:
            sitting = self._sittings.get(live_session_id)
            if sitting is not None:
                sitting.last_activity_s = self._clock()

    def estimate(self, live_session_id: int) -> Index | None:
        """Estimate engagement over the last minute, or None when too little was seen."""
        with self._lock:
            sitting = self._sittings.get(live_session_id)
            if sitting is None:
                return None
            return self._estimate(sitting, self._clock())

    def note(self, kind: Kind, row: dict[str, Any]) -> None:
        """Have one row of another kind written with the next flush, in the order they came."""
        with self._lock:
            if len(self._notes) >= self._buffer_rows:
                raise BufferError("the database has been away for too long")
            self._notes.append((kind, row))

    def end(self, live_session_id: int, reason: str) -> None:
        """Finish a live session: its summary, where allowed, and its end go out with the next flush."""
        with self._lock:
            sitting = self._sittings.pop(live_session_id, None)
            now_s = self._clock()
            ended_at = _moment(now_s)
            self._ended.append((live_session_id, ended_at, reason))
            if sitting is None or not sitting.keeping.summary:
                return
            self._close_spell(sitting, now_s)
            if sitting.total.seen or sitting.total.abstentions:
                self._summaries[live_session_id] = _summarize(sitting, ended_at)

    def drop(self, live_session_id: int) -> None:
        """Forget a live session whose rows are gone from the database."""
        with self._writing, self._lock:
            self._sittings.pop(live_session_id, None)
            self._summaries.pop(live_session_id, None)
            self._dirty = {key: spell for key, spell in self._dirty.items() if key[0] != live_session_id}
            self._ended = [ended for ended in self._ended if ended[0] != live_session_id]

    def restrict(self, live_session_id: int, keeping: Keeping) -> None:
        """Put other rights into force: what they no longer allow is dropped before it is written."""
        with self._writing, self._lock:
            sitting = self._sittings.get(live_session_id)
            if not keeping.spells:
                self._dirty = {key: spell for key, spell in self._dirty.items() if key[0] != live_session_id}
            if not keeping.summary:
                self._summaries.pop(live_session_id, None)
            if sitting is None:
                return
            if sitting.keeping != keeping:
                sitting.spell = None  # it holds what was read under other rights
            if sitting.keeping.summary != keeping.summary:
                sitting.total, sitting.indexes, sitting.corrections = Spell(0, 0), [], 0
            sitting.keeping = keeping

    def flush(self) -> bool:
        """Write everything that changed; on failure keep it for the next time."""
        with self._writing:
            with self._lock:
                dirty, self._dirty = self._dirty, {}
                summaries, self._summaries = self._summaries, {}
                ended, self._ended = self._ended, []
                notes, self._notes = self._notes, []
                rows = [_row(spell) for spell in dirty.values()]
            batch = Batch(rows, list(summaries.values()), ended, notes)
            if not batch:
                return True
            try:
                self._store(batch)
            except Exception:  # the thread's boundary: whatever the database said, the rows are kept
                self._take_back(dirty, batch)
                return False
            return True

    def _take_back(self, dirty: dict[tuple[int, int], Spell], batch: Batch) -> None:
        with self._lock:
            self.failed_flushes += 1
            self._dirty = {**dirty, **self._dirty}
            self._summaries = {row["live_session_id"]: row for row in batch.summaries} | self._summaries
            self._ended = batch.ended + self._ended
            self._notes = batch.notes + self._notes
            surplus = max(0, len(self._dirty) - self._buffer_rows)
            for key in list(self._dirty)[:surplus]:
                del self._dirty[key]
            self.dropped_rows += surplus
            waiting = len(self._dirty)
        log.exception("rows could not be written; %d spells wait, %d dropped", waiting, self.dropped_rows)

    def _open_spell(self, sitting: Sitting, now_s: float) -> Spell:
        start_s = start_of(now_s, self._spell_s)
        if sitting.spell is None or start_s > sitting.spell.start_s:
            self._close_spell(sitting, now_s)
            sitting.spell = Spell(sitting.live_session_id, start_s)
        return sitting.spell

    def _close_spell(self, sitting: Sitting, now_s: float) -> None:
        spell = sitting.spell
        if spell is None:
            return
        sitting.total.add_closed(spell, sitting.labels)
        index = self._estimate(sitting, min(now_s, spell.start_s + self._spell_s))
        if index is not None:
            sitting.indexes.append(index)
        sitting.spell = None

    def _mark(self, sitting: Sitting, spell: Spell) -> None:
        if sitting.keeping.spells:
            self._dirty[spell.live_session_id, spell.start_s] = spell

    def _estimate(self, sitting: Sitting, now_s: float) -> Index | None:
        return estimate_engagement(sitting.glimpses, sitting.last_activity_s, now_s, self._rule)

    def _trim(self, sitting: Sitting, now_s: float) -> None:
        while sitting.glimpses and now_s - sitting.glimpses[0].at_s > self._rule.window_s:
            sitting.glimpses.pop(0)


def _row(spell: Spell) -> dict[str, Any]:
    return {
        "live_session_id": spell.live_session_id,
        "start": _moment(spell.start_s),
        "model": spell.model,
        "seen": spell.seen,
        "abstentions": dict(spell.abstentions),
        "probabilities": spell.mean_probabilities,
        "confidence": spell.mean_confidence,
        "correction": spell.correction,
    }


def _summarize(sitting: Sitting, ended_at: datetime) -> dict[str, Any]:
    total = sitting.total
    return {
        "live_session_id": sitting.live_session_id,
        "model": total.model,
        "readings": total.seen + sum(total.abstentions.values()),
        "seen": total.seen,
        "abstentions": dict(Counter(total.abstentions)),
        "probabilities": total.mean_probabilities,
        "corrections": sitting.corrections,
        "engagement": _mean([index.value for index in sitting.indexes]),
        "engagement_low": _mean([index.low for index in sitting.indexes]),
        "engagement_high": _mean([index.high for index in sitting.indexes]),
        "created_at": ended_at,
    }


def _mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


def _moment(at_s: float) -> datetime:
    return datetime.fromtimestamp(at_s, timezone.utc)

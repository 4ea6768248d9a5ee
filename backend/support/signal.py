"""What one student's last minutes show: words, activity, and readings merged over ten seconds into spells.

It keeps a bounded memory and names signs; what a sign means for a state is not decided here. Nothing in it
knows a person, and no key stroke or typing rhythm ever comes in.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from backend.support.rules import SignalRules

FACE_GROUPS = {
    "surprise": "face_puzzled",
    "fear": "face_puzzled",
    "angry": "face_tense",
    "disgust": "face_tense",
    "contempt": "face_tense",
    "sad": "face_low",
    "neutral": "face_at_ease",
    "happy": "face_at_ease",
}
FACE_SIGNS = frozenset(FACE_GROUPS.values())
FAST_ITEMS = 3  # one quick item may be a lucky guess


@dataclass(frozen=True)
class Word:
    """What the student said, and in which live class; None: alone."""

    value: str
    at_s: float
    live_class_id: int | None = None


@dataclass(frozen=True)
class FaceSpell:
    """Readings of a few seconds, merged: how many, and the mean share of each group of labels."""

    start_s: float
    seen: int
    abstained: int
    shares: Mapping[str, float]


@dataclass
class OpenSpell:
    """The spell that readings still go into."""

    start_s: float
    seen: int = 0
    abstained: int = 0
    sums: dict[str, float] = field(default_factory=dict)

    def close(self) -> FaceSpell:
        """Turn sums into means."""
        shares = {name: total / self.seen for name, total in self.sums.items()} if self.seen else {}
        return FaceSpell(self.start_s, self.seen, self.abstained, shares)


@dataclass
class Trace:
    """One student's last minutes."""

    since_s: float
    words: deque[Word] = field(default_factory=lambda: deque(maxlen=32))
    denied: dict[str, float] = field(default_factory=dict)  # state: until when it is not inferred
    spells: deque[FaceSpell] = field(default_factory=lambda: deque(maxlen=12))
    open_spell: OpenSpell | None = None
    abstains: bool = False  # the newest reading
    steps: deque[float] = field(default_factory=lambda: deque(maxlen=64))
    errors: deque[float] = field(default_factory=lambda: deque(maxlen=32))
    retries: deque[float] = field(default_factory=lambda: deque(maxlen=32))
    rewinds: deque[float] = field(default_factory=lambda: deque(maxlen=32))
    item: int | None = None
    item_since_s: float = 0.0
    reached: int | None = (
        None  # the furthest item; before it nothing is a step, however often it is read again
    )
    reached_since_s: float | None = None  # None: it was reached in an earlier sitting
    item_times: deque[tuple[int, float]] = field(default_factory=lambda: deque(maxlen=FAST_ITEMS))
    idle_since_s: float | None = None

    @property
    def word(self) -> Word | None:
        """The latest word, however old."""
        return self.words[-1] if self.words else None

    @property
    def last_step_s(self) -> float | None:
        """When the student last got on."""
        return self.steps[-1] if self.steps else None


def take_reading(
    trace: Trace, probabilities: Sequence[float] | None, labels: Sequence[str], now_s: float, spell_s: float
) -> None:
    """Merge one reading into the open spell, or count its abstention."""
    start_s = now_s // spell_s * spell_s
    spell = trace.open_spell
    if spell is None or start_s > spell.start_s:
        if spell is not None:
            trace.spells.append(spell.close())
        spell = trace.open_spell = OpenSpell(start_s)
    trace.abstains = probabilities is None
    if probabilities is None:
        spell.abstained += 1
        return
    spell.seen += 1
    for share, label in zip(probabilities, labels, strict=True):
        group = FACE_GROUPS.get(label)
        if group is not None:
            spell.sums[group] = spell.sums.get(group, 0.0) + share


def take_activity(trace: Trace, kind: str, item: int | None, now_s: float) -> None:
    """Note one broad step of work with the lesson."""
    trace.idle_since_s = now_s if kind == "idle" else None
    if kind == "idle":
        return
    if kind == "rewind":
        trace.rewinds.append(now_s)
    elif kind == "retry":
        trace.retries.append(now_s)
    elif kind == "item":
        _reach_item(trace, item, now_s)


def take_result(trace: Trace, wrong: int, right: int, now_s: float) -> None:
    """Note a graded quiz: each wrong answer is an error, any right one a step forward."""
    trace.idle_since_s = None
    trace.errors.extend([now_s] * wrong)
    if right:
        trace.steps.append(now_s)


def forget_face(trace: Trace) -> None:
    """Drop everything a camera said."""
    trace.spells.clear()
    trace.open_spell, trace.abstains = None, False


def find_signs(
    trace: Trace, now_s: float, rules: SignalRules, pace: Mapping[int, Sequence[float]]
) -> frozenset[str]:
    """Name every sign there is now; `pace` holds how long others took for each item."""
    signs = {
        "errors": _count(trace.errors, now_s, rules.memory_s) >= rules.errors,
        "retries": _count(trace.retries, now_s, rules.memory_s) >= rules.retries,
        "rewinds": _count(trace.rewinds, now_s, rules.memory_s) >= rules.rewinds,
        "idle": _is_idle(trace, now_s, rules),
        "long_sitting": now_s - trace.since_s >= rules.long_sitting_s,
        "steps": _count(trace.steps, now_s, rules.memory_s) >= 1,
        "slow": _is_slow(trace, now_s, rules, pace),
        "fast": _is_fast(trace, now_s, rules, pace),
    }
    found = {name for name, holds in signs.items() if holds}
    face = find_face_sign(trace, now_s, rules)
    return frozenset(found | {face}) if face else frozenset(found)


def find_face_sign(trace: Trace, now_s: float, rules: SignalRules) -> str | None:
    """The one group of labels a face has shown all along, or none: unsure, gone and unsteady say nothing."""
    spells = list(trace.spells)[-rules.face_spells :]
    if len(spells) < rules.face_spells or trace.abstains:
        return None
    if now_s - spells[-1].start_s > 3 * rules.spell_s:
        return None
    gaps = [later.start_s - earlier.start_s for earlier, later in itertools.pairwise(spells)]
    if any(gap > rules.spell_s for gap in gaps) or not all(_is_usable(spell, rules) for spell in spells):
        return None
    held = [
        name
        for name in sorted(FACE_SIGNS)
        if all(spell.shares.get(name, 0.0) >= rules.face_share for spell in spells)
    ]
    return held[0] if len(held) == 1 else None


def _is_usable(spell: FaceSpell, rules: SignalRules) -> bool:
    total = spell.seen + spell.abstained
    return spell.seen >= rules.face_min_readings and spell.abstained <= rules.face_max_abstained * total


def _reach_item(trace: Trace, item: int | None, now_s: float) -> None:
    if item is None:
        return
    if item != trace.item:
        trace.item, trace.item_since_s = item, now_s
    if trace.reached is not None and item <= trace.reached:
        return
    if trace.reached is not None:
        trace.steps.append(now_s)
        if trace.reached_since_s is not None:
            trace.item_times.append((trace.reached, now_s - trace.reached_since_s))
    trace.reached, trace.reached_since_s = item, now_s


def _count(moments: deque[float], now_s: float, memory_s: float) -> int:
    return sum(1 for at_s in moments if now_s - at_s <= memory_s)


def _is_idle(trace: Trace, now_s: float, rules: SignalRules) -> bool:
    return trace.idle_since_s is not None and now_s - trace.idle_since_s >= rules.idle_s


def _is_slow(trace: Trace, now_s: float, rules: SignalRules, pace: Mapping[int, Sequence[float]]) -> bool:
    usual_s = _usual_s(trace.item, rules, pace)
    if usual_s is None or trace.idle_since_s is not None:
        return False
    return now_s - trace.item_since_s >= max(rules.slow_floor_s, rules.slow_ratio * usual_s)


def _is_fast(trace: Trace, now_s: float, rules: SignalRules, pace: Mapping[int, Sequence[float]]) -> bool:
    if len(trace.item_times) < FAST_ITEMS or _count(trace.errors, now_s, rules.memory_s):
        return False
    usual = [(_usual_s(item, rules, pace), took_s) for item, took_s in trace.item_times]
    return all(usual_s is not None and took_s <= rules.fast_ratio * usual_s for usual_s, took_s in usual)


def _usual_s(item: int | None, rules: SignalRules, pace: Mapping[int, Sequence[float]]) -> float | None:
    times = pace.get(item, ()) if item is not None else ()
    return median(times) if len(times) >= rules.pace_group else None

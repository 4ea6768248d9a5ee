"""Turns words and signs into a learning state with reasons and uncertainty, and says when help is due.

Pure functions: a weighted sum of named signs, no more. The student's own word outranks every sign, and a
state they denied is not inferred again. Whatever is unclear is `unknown`, and nobody acts on that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from backend.support.rules import SupportRules
from backend.support.signal import FACE_SIGNS, Trace, Word

ENGAGED, CONFUSED, FRUSTRATED, BORED, TIRED, UNKNOWN = (
    "engaged",
    "confused",
    "frustrated",
    "bored",
    "tired",
    "unknown",
)
TROUBLE = frozenset({CONFUSED, FRUSTRATED, BORED, TIRED})
WORD_STATES = {"well": ENGAGED, "stuck": CONFUSED, "lost": CONFUSED, "tired": TIRED, "bored": BORED}
FACE_STATES = {"face_at_ease": ENGAGED, "face_puzzled": CONFUSED, "face_tense": FRUSTRATED}
WORD_CERTAINTY = (0.95, 0.6)  # when it is said, and when it stops to hold
SIGNS_CERTAINTY = 0.8  # the most that signs can reach


@dataclass(frozen=True)
class View:
    """A state, why, and how sure: certainty and uncertainty add up to one."""

    state: str
    reasons: tuple[str, ...] = ()
    certainty: float = 0.0
    said: bool = False
    needs_face: bool = False  # without the camera it would not be this state

    @property
    def uncertainty(self) -> float:
        """How far this may be wrong."""
        return round(1.0 - self.certainty, 2)


@dataclass(frozen=True)
class Episode:
    """A state that lasts, and whether it has been answered."""

    state: str = UNKNOWN
    since_s: float = 0.0
    said: bool = False
    answered: bool = False


NOTHING = View(UNKNOWN)


def judge_state(trace: Trace, signs: frozenset[str], now_s: float, rules: SupportRules) -> View:
    """Say how it goes: the word while it holds, else the strongest state the signs are enough for."""
    word = trace.word
    if word is not None and now_s - word.at_s <= rules.word_holds_s:
        return _trust_word(word, now_s, rules)
    denied = {state for state, until_s in trace.denied.items() if now_s < until_s}
    view = _weigh(signs, denied, rules)
    if view.state == UNKNOWN:
        return view
    without_face = _weigh(signs - FACE_SIGNS, denied, rules)
    return replace(view, needs_face=without_face.state != view.state)


def name_face_state(face_sign: str | None) -> str:
    """What the camera alone suggests; tiredness and boredom it cannot tell."""
    return FACE_STATES.get(face_sign or "", UNKNOWN)


def deny_states(trace: Trace, states: Iterable[str], now_s: float, rules: SupportRules) -> None:
    """The student said that this is not how it is."""
    for state in states:
        trace.denied[state] = now_s + rules.denial_holds_s


def advance_episode(episode: Episode, view: View, word: Word | None, now_s: float) -> Episode:
    """Carry an episode on while its state lasts; a new state or a new word begins another."""
    since_s = word.at_s if view.said and word is not None else now_s
    if view.state != episode.state or view.said != episode.said:
        return Episode(view.state, since_s, view.said)
    if view.said and since_s > episode.since_s:
        return Episode(view.state, since_s, True)
    return episode


def is_help_due(episode: Episode, last_step_s: float | None, now_s: float, rules: SupportRules) -> bool:
    """Whether an episode has lasted long enough to be answered, once."""
    if episode.answered or episode.state == UNKNOWN:
        return False
    lasted_s = now_s - episode.since_s
    if episode.state == ENGAGED:
        pauses = last_step_s is not None and now_s - last_step_s <= rules.signals.step_s
        return pauses and lasted_s >= rules.engaged_s
    if episode.said:
        return True
    if episode.state == CONFUSED:
        return now_s - max(episode.since_s, last_step_s or 0.0) >= rules.grace_s
    return lasted_s >= rules.sustain_s


def name_causes(view: View, signs: frozenset[str], word: Word | None) -> tuple[str, ...]:
    """What a message may be about, most fitting first."""
    said = word.value if view.said and word is not None else ""
    if view.state == CONFUSED:
        return _confusion_causes(said, signs)
    return {
        FRUSTRATED: ("setback",),
        BORED: ("boredom",),
        TIRED: ("fatigue",),
        ENGAGED: ("progress",),
    }.get(view.state, ())


def _confusion_causes(said: str, signs: frozenset[str]) -> tuple[str, ...]:
    if said and "errors" in signs:
        return ("worry", "item")
    if said == "lost":
        return ("explanation", "ask")
    if said == "stuck":
        return ("item", "ask")
    return ("explanation",) if "rewinds" in signs else ("item",)


def _trust_word(word: Word, now_s: float, rules: SupportRules) -> View:
    fresh, stale = WORD_CERTAINTY
    age = (now_s - word.at_s) / rules.word_holds_s
    certainty = round(fresh - (fresh - stale) * age, 2)
    return View(WORD_STATES[word.value], (f"word:{word.value}",), certainty, said=True)


def _weigh(signs: frozenset[str], denied: set[str], rules: SupportRules) -> View:
    strengths = _add_weights(signs, rules.weights)
    ranked = sorted(
        ((value, state) for state, value in strengths.items() if state not in denied), reverse=True
    )
    if not ranked or ranked[0][0] < rules.act_at:
        return NOTHING
    best, state = ranked[0]
    # The lead is taken over denied states too: what a student ruled out does not make the next one clear.
    others = [value for name, value in strengths.items() if name != state]
    if others and round(best - max(others), 6) < rules.lead:
        return NOTHING
    reasons = tuple(sorted(sign for sign in signs if rules.weights.get(sign, {}).get(state, 0.0) > 0))
    return View(state, reasons, round(min(SIGNS_CERTAINTY, best), 2))


def _add_weights(signs: frozenset[str], weights: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for sign in signs:
        for state, weight in weights.get(sign, {}).items():
            totals[state] = round(totals.get(state, 0.0) + weight, 6)
    return totals

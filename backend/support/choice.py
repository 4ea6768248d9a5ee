"""Whether a message may come now, and which one. Pure: the clock and chance are passed in.

It knows the person only by what was shown to them; a refusal always says why.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.support.catalogue import CatalogueMessage
from backend.support.effect import draw_message
from backend.support.preference import Preference
from backend.support.rules import SupportRules

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
GRADE_ORDER = {"A": 0, "B": 1, "C": 2}


@dataclass(frozen=True)
class Past:
    """A moment at which somebody was shown a message, or would have been."""

    at: datetime
    message_key: str
    shown: bool


@dataclass(frozen=True)
class Moment:
    """What the choice depends on."""

    now: datetime
    causes: tuple[str, ...]
    flags: frozenset[str]  # states, signs and circumstances a message may refuse to go with
    locale: str
    preference: Preference
    past: tuple[Past, ...]
    in_study: bool
    outcomes: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """A message and whether it is withheld as a control; or none, and why."""

    message: CatalogueMessage | None
    withheld: bool
    why: str


def decide_message(
    moment: Moment, catalogue: Iterable[CatalogueMessage], rules: SupportRules, chance: random.Random
) -> Decision:
    """Decide about one moment."""
    barred = find_bar(moment, rules)
    if barred:
        return Decision(None, False, barred)
    fitting = list_fitting(moment, catalogue)
    if not fitting:
        return Decision(None, False, "nothing_fits")
    message = _pick(fitting, moment, rules, chance)
    withheld = moment.in_study and chance.random() < rules.study.controls
    return Decision(message, withheld, "control" if withheld else "shown")


def find_bar(moment: Moment, rules: SupportRules) -> str:
    """Why nothing may come now whatever it says; empty when something may. Controls count like messages."""
    if not moment.preference.messages:
        return "switched_off"
    if not moment.preference.allows(moment.now):
        return "muted"
    if any(moment.now - past.at < timedelta(seconds=rules.cool_down_s) for past in moment.past):
        return "cool_down"
    if sum(moment.now - past.at < HOUR for past in moment.past) >= rules.hourly_cap:
        return "hourly_cap"
    return ""


def list_fitting(moment: Moment, catalogue: Iterable[CatalogueMessage]) -> list[CatalogueMessage]:
    """The messages that fit the first cause for which there are any; in the wished tone where possible."""
    today = {past.message_key for past in moment.past if moment.now - past.at < DAY}
    open_to = [
        message
        for message in catalogue
        if message.cause in moment.causes
        and moment.locale in message.text
        and message.key not in today
        and not message.never_with & moment.flags
    ]
    for cause in moment.causes:
        of_cause = [message for message in open_to if message.cause == cause]
        in_tone = [message for message in of_cause if message.tone == moment.preference.tone]
        if of_cause:
            return in_tone or of_cause
    return []


def _pick(
    fitting: Sequence[CatalogueMessage], moment: Moment, rules: SupportRules, chance: random.Random
) -> CatalogueMessage:
    if moment.in_study:
        keys = [message.key for message in fitting]
        key = draw_message(keys, moment.outcomes, rules.study.min_per_arm, chance)
        return next(message for message in fitting if message.key == key)
    best = min(_order(message) for message in fitting)
    return chance.choice([message for message in fitting if _order(message) == best])


def _order(message: CatalogueMessage) -> int:
    """A tutor's own words come first, then the better evidence."""
    return -1 if message.evidence is None else GRADE_ORDER[message.evidence.grade]

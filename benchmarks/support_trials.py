"""How often the effect report is wrong: many small studies with a known effect, assigned as the product does.

Every study draws its messages by Thompson sampling and withholds the configured share, as `backend.support`
does; only what follows is invented.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from backend.support.catalogue import load_catalogue
from backend.support.effect import Trial, count_outcomes, draw_message, estimate_effect
from settings import load_settings


@dataclass(frozen=True)
class ErrorRates:
    """Shares of studies: the planted effect lay within the interval, and the interval excluded zero."""

    planted: float
    varied: float
    studies: int
    moments: int
    covered: float
    excluded_zero: float
    mean_difference: float


def measure_errors(planted: float, studies: int, moments: int, seed: int, varied: float = 0.0) -> ErrorRates:
    """Run many studies of one planted effect, from which each person's own differs by up to `varied`."""
    chance = random.Random(seed)
    rules = load_settings(environ={}).support.study
    keys = [message.key for message in load_catalogue() if message.cause in ("item", "explanation")]
    covered = excluded = 0
    total = 0.0
    for _ in range(studies):
        people = [
            _Person(chance.uniform(0.25, 0.45), planted + chance.uniform(-varied, varied)) for _ in range(30)
        ]
        trials = _run_study(people, moments, keys, rules.controls, rules.min_per_arm, chance)
        effect = estimate_effect(trials, rules.min_per_arm)
        assert effect.low is not None and effect.high is not None and effect.difference is not None
        covered += effect.low <= planted <= effect.high
        excluded += not effect.low <= 0 <= effect.high
        total += effect.difference
    return ErrorRates(
        planted, varied, studies, moments, covered / studies, excluded / studies, round(total / studies, 3)
    )


@dataclass(frozen=True)
class _Person:
    """How often somebody gets on without a message, and how much more often with one."""

    base: float
    gain: float


def _run_study(
    people: list[_Person],
    moments: int,
    keys: list[str],
    controls: float,
    min_trials: int,
    chance: random.Random,
) -> list[Trial]:
    trials: list[Trial] = []
    outcomes: dict[str, tuple[int, int]] = {}
    for number in range(moments):
        if number % 20 == 0:  # as often as a class gives new outcomes
            outcomes = count_outcomes(trials)
        user = chance.randrange(len(people))
        key = draw_message(keys, outcomes, min_trials, chance)
        shown = chance.random() >= controls
        progressed = chance.random() < people[user].base + (people[user].gain if shown else 0.0)
        trials.append(Trial(user, key, "item", shown, progressed))
    return trials

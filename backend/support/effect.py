"""Whether messages help: progress after a message against progress after none, and which to try next.

Pure functions over trials; they know neither people nor the database, and no expression is an outcome.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

Z = 1.96
HELPED, NOT_HELPED, NOT_ME = "helped", "not_helped", "not_me"


@dataclass(frozen=True)
class Trial:
    """One moment: which message, shown or withheld, and what followed. None: not observed."""

    user_id: int
    message_key: str
    cause: str
    shown: bool
    progressed: bool | None
    rating: str | None = None


@dataclass(frozen=True)
class Effect:
    """Shares that got on, shown and withheld, and their difference with its interval; None: too little."""

    shown: int
    controls: int
    students: int
    unobserved: int
    rated: int
    rated_helped: int
    shown_share: float | None = None
    control_share: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None


def estimate_effect(trials: Sequence[Trial], min_per_arm: int) -> Effect:
    """Compare the two arms, with an interval that is wide enough for few moments and for few people.

    Agresti and Caffo's holds for small numbers, that over people where messages help some more than others.
    """
    arms = {
        arm: [trial for trial in trials if trial.shown is arm and trial.progressed is not None]
        for arm in (True, False)
    }
    shown, controls = len(arms[True]), len(arms[False])
    ratings = [trial.rating for trial in trials if trial.shown and trial.rating]
    blank = Effect(
        shown=shown,
        controls=controls,
        students=len({trial.user_id for trial in trials}),
        unobserved=sum(trial.progressed is None for trial in trials),
        rated=len(ratings),
        rated_helped=ratings.count(HELPED),
    )
    if min(shown, controls) < min_per_arm:
        return blank
    successes = {arm: sum(bool(trial.progressed) for trial in found) for arm, found in arms.items()}
    one, other = successes[True] / shown, successes[False] / controls
    middle, half = _compare_moments(successes[True], shown, successes[False], controls)
    half = max(half, _compare_people(arms[True], one, arms[False], other))
    return replace(
        blank,
        shown_share=round(one, 3),
        control_share=round(other, 3),
        difference=round(one - other, 3),
        low=round(max(-1.0, middle - half), 3),
        high=round(min(1.0, middle + half), 3),
    )


def group_trials(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """Sort trials into `all`, one group a cause, and one group a message."""
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        for name in ("all", f"cause:{trial.cause}", f"message:{trial.message_key}"):
            groups[name].append(trial)
    return dict(groups)


def count_outcomes(trials: Iterable[Trial]) -> dict[str, tuple[int, int]]:
    """Successes and failures of each message that was shown: the rating decides, else the progress."""
    counts: dict[str, tuple[int, int]] = {}
    for trial in trials:
        success = _judge(trial)
        if trial.shown and success is not None:
            good, bad = counts.get(trial.message_key, (0, 0))
            counts[trial.message_key] = (good + success, bad + (not success))
    return counts


def draw_message(
    keys: Sequence[str], outcomes: Mapping[str, tuple[int, int]], min_trials: int, chance: random.Random
) -> str:
    """Pick by Thompson sampling once there is data on these messages; before that, by lot."""
    if sum(sum(outcomes.get(key, (0, 0))) for key in keys) < min_trials:
        return chance.choice(list(keys))
    draws = {
        key: chance.betavariate(1 + outcomes.get(key, (0, 0))[0], 1 + outcomes.get(key, (0, 0))[1])
        for key in keys
    }
    return max(draws, key=draws.__getitem__)


def _judge(trial: Trial) -> bool | None:
    if trial.rating is not None:
        return trial.rating == HELPED
    return trial.progressed


def _compare_moments(one: int, of_one: int, other: int, of_other: int) -> tuple[float, float]:
    first, second = (one + 1) / (of_one + 2), (other + 1) / (of_other + 2)
    half = Z * math.sqrt(first * (1 - first) / (of_one + 2) + second * (1 - second) / (of_other + 2))
    return first - second, half


def _compare_people(shown: list[Trial], one: float, controls: list[Trial], other: float) -> float:
    """Half of the interval if people, not moments, are drawn: how far each of them pulls the difference."""
    pulls: dict[int, float] = defaultdict(float)
    for trial in shown:
        pulls[trial.user_id] += (bool(trial.progressed) - one) / len(shown)
    for trial in controls:
        pulls[trial.user_id] -= (bool(trial.progressed) - other) / len(controls)
    freedom = len(pulls) - 1
    if freedom == 0:
        return math.inf  # one person says nothing about others
    variance = (1 + 1 / freedom) * sum(pull * pull for pull in pulls.values())
    return _student(freedom) * math.sqrt(variance)


def _student(freedom: int) -> float:
    """Student's quantile for the normal Z, by Fisher's series: exact to .2 % from nine on."""
    return Z + (Z**3 + Z) / (4 * freedom) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom**2)

"""Invented pupils for a day in fast time: what they feel, show, say and do. It knows nothing of the product.

A pupil's trouble ends with a step forward; a message raises the chance of one by the effect that was planted.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

FACES = {
    "engaged": "neutral",
    "confused": "surprise",
    "frustrated": "angry",
    "bored": "neutral",
    "tired": "sad",
}
WORDS = {"confused": ("stuck", "lost"), "frustrated": ("stuck",), "bored": ("bored",), "tired": ("tired",)}
TROUBLES = ("confused", "confused", "confused", "frustrated", "bored", "tired")
QUICK_S = (20.0, 75.0)  # confusion that resolves by itself, within the grace
LONG_S = (900.0, 1500.0)
CALM_S = (240.0, 1200.0)
FOLLOW_S = 300.0
STEPS_AN_HOUR = (40.0, 2.0)  # of somebody who gets on, and of somebody who reads long pages


@dataclass(frozen=True)
class Habit:
    """How somebody is."""

    has_camera: bool
    speaks: float  # chance of a check-in when trouble begins
    shows: float  # chance that the face fits the trouble
    clicks: bool  # whether trouble shows in errors and rewinds
    corrects: float  # chance to contradict a face that says too much
    steps_an_hour: float
    misread: float  # chance, each time, that the face begins to say too much


@dataclass
class Trouble:
    """One stretch of trouble."""

    state: str
    begins_s: float
    ends_s: float
    resolves: bool  # by itself, within the grace
    face: str
    said: bool


@dataclass
class Pupil:
    """One invented person."""

    number: int
    habit: Habit
    base: float  # chance of a step in five minutes of trouble, without help
    chance: random.Random
    trouble: Trouble | None = None
    calm_until_s: float = 0.0
    helped_until_s: float = 0.0
    unsure_until_s: float = 0.0
    wrong_face: str = ""
    wrong_until_s: float = 0.0
    contradicted_s: float = 0.0  # the wrong face up to here was denied
    item: int = 0
    past: list[Trouble] = field(default_factory=list)

    def is_unsure(self, now_s: float) -> bool:
        """Whether the model cannot tell at this moment."""
        return now_s < self.unsure_until_s

    def begin_trouble(self, now_s: float) -> Trouble:
        """Something gets hard; some confusion resolves by itself."""
        state = self.chance.choice(TROUBLES)
        resolves = state == "confused" and self.chance.random() < 0.5
        lasts_s = self.chance.uniform(*(QUICK_S if resolves else LONG_S))
        face = FACES[state] if self.chance.random() < self.habit.shows else "neutral"
        said = not resolves and self.chance.random() < self.habit.speaks
        self.trouble = Trouble(state, now_s, now_s + lasts_s, resolves, face, said)
        return self.trouble

    def end_trouble(self, now_s: float) -> None:
        """It is over."""
        if self.trouble is not None:
            self.trouble.ends_s = min(self.trouble.ends_s, now_s)
            self.past.append(self.trouble)
        self.trouble = None
        self.calm_until_s = now_s + self.chance.uniform(*CALM_S)

    def gets_on(self, seconds: float, now_s: float, effect: float) -> bool:
        """Whether a step forward happens in the next seconds."""
        if self.trouble is None:
            return self.chance.random() < self.habit.steps_an_hour * seconds / 3600
        if self.trouble.resolves:
            return now_s + seconds >= self.trouble.ends_s
        share = self.base + (effect if now_s < self.helped_until_s else 0.0)
        return self.chance.random() < 1 - math.exp(math.log(1 - share) * seconds / FOLLOW_S)

    def show_face(self, now_s: float) -> str | None:
        """What a model would read: a label, or that it cannot tell."""
        if self.is_unsure(now_s):
            return None
        if now_s < self.wrong_until_s:
            return self.wrong_face
        if self.chance.random() < 0.0015:
            self.unsure_until_s = now_s + self.chance.uniform(10, 60)
        if self.trouble is None and self.chance.random() < self.habit.misread:
            self.wrong_face = self.chance.choice(("surprise", "angry"))
            self.wrong_until_s = now_s + self.chance.uniform(120, 400)
        return self.trouble.face if self.trouble is not None else "neutral"

    def choose_word(self) -> str:
        """What somebody in this trouble says."""
        return self.chance.choice(WORDS[self.trouble.state]) if self.trouble is not None else "well"


def make_pupils(count: int, has_cameras: bool, chance: random.Random) -> list[Pupil]:
    """A class: one in six without a camera; some who never speak, some who show everything in clicks."""
    return [
        Pupil(
            number=index,
            habit=Habit(
                has_camera=has_cameras and index % 6 != 5,
                speaks=0.0 if index % 5 == 0 else chance.uniform(0.3, 0.8),
                shows=chance.uniform(0.4, 0.9),
                clicks=index % 3 == 1,
                corrects=chance.uniform(0.3, 0.9),
                steps_an_hour=STEPS_AN_HOUR[index % 4 == 2],
                misread=0.004 if index % 4 == 2 else 0.0005,  # a long page makes a thoughtful face
            ),
            base=chance.uniform(0.25, 0.45),
            chance=random.Random(chance.random()),
        )
        for index in range(count)
    ]

"""What happens in the invented term: who sits there, how each course goes, where its lessons are hard.

Made up, and declared as such; nobody real felt any of this. Pure numbers out of a fixed seed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

WEEKS = 10
CLASS_MINUTES = 20
PEOPLE = (
    "Mara Novak", "Mateo Silva", "Mina Park", "Nadia Rahman", "Niko Virtanen", "Noor Aziz", "Oscar Lund",
    "Paula Reyes", "Quentin Roy", "Rania Saleh", "Rosa Bianchi", "Ruben Stein", "Selma Yilmaz", "Tariq Khan",
    "Tessa Vries", "Ugo Ferri", "Valeria Cruz", "Viktor Popov", "Wanda Kowal", "Xenia Petrou", "Yara Haddad",
    "Yusuf Demir", "Zara Mensah", "Zoe Laurent",
    "Malik Osei", "Nora Lind", "Otto Brandt", "Priya Nair", "Rafael Souza", "Sofia Greco", "Simon Hall",
    "Tomas Vega", "Uma Devi", "Vera Horvat", "Wei Chen", "Zeno Marin",
)  # fmt: skip
MINUTES_OF_TROUBLE = 4
CALM = {"neutral": 4.5, "happy": 3.5, "surprise": 1.2, "sad": 0.9, "fear": 0.5, "angry": 0.4}
LOST = {"neutral": 3.5, "happy": 0.3, "surprise": 1.0, "sad": 3.5, "fear": 1.5, "angry": 1.0}


@dataclass(frozen=True)
class CourseStory:
    """How much trouble a course gives, week by week, and which section of its classes is the hard one."""

    trouble: tuple[float, ...]  # 0 calm .. 1 everybody is lost, one a week
    hard_section: int
    quiz_start: float  # share of right answers in the first week
    quiz_end: float


STORIES = {
    "STATS234": CourseStory((0.15, 0.2, 0.25, 0.4, 0.75, 0.85, 0.6, 0.4, 0.25, 0.2), 1, 0.55, 0.72),
    "PYTHN567": CourseStory((0.7, 0.65, 0.6, 0.55, 0.45, 0.4, 0.3, 0.25, 0.2, 0.15), 2, 0.45, 0.85),
    "STUDY789": CourseStory((0.15, 0.1, 0.2, 0.15, 0.25, 0.2, 0.3, 0.35, 0.4, 0.45), 0, 0.8, 0.78),
}


def draw_mood(trouble: float, chance: random.Random) -> str:
    """One person's look for some seconds."""
    moods = LOST if chance.random() < trouble else CALM
    return chance.choices(list(moods), list(moods.values()))[0]


def draw_probabilities(mood: str, labels: tuple[str, ...], chance: random.Random) -> list[float]:
    """What a model would say of it: mostly sure, never quite."""
    sure = chance.uniform(0.5, 0.9)
    rest = (1 - sure) / (len(labels) - 1)
    return [round(sure if label == mood else rest, 4) for label in labels]


def draw_word(trouble: float, chance: random.Random) -> str:
    """What somebody says about how it goes."""
    if chance.random() < trouble:
        return chance.choice(("stuck", "lost", "lost", "stuck", "tired"))
    return chance.choice(("well", "well", "well", "well", "tired", "bored"))


def draw_engagement(trouble: float, chance: random.Random) -> float:
    """The index the recorder would have come to."""
    return round(min(0.95, max(0.1, chance.gauss(0.74 - 0.3 * trouble, 0.05))), 3)

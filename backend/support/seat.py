"""What is held in memory of one live session and of the person in it; it is gone when they are.

It knows no database; ids stand for people.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from dataclasses import dataclass, field

from backend.support.rules import SupportRules
from backend.support.signal import FACE_GROUPS, Trace, Word
from backend.support.state import NOTHING, Episode, View

PAIRS_KEPT = 200


@dataclass
class Watched:
    """A moment whose outcome is still to be seen."""

    row_id: int
    at_s: float


@dataclass(eq=False)
class Person:
    """What outlives a live session: words, denials, steps, and how often the camera was right."""

    user_id: int
    words: deque[Word] = field(default_factory=lambda: deque(maxlen=32))
    steps: deque[float] = field(default_factory=lambda: deque(maxlen=64))
    watched: list[Watched] = field(default_factory=list)
    items: dict[int, int] = field(default_factory=dict)  # lesson: the furthest item
    lessons: dict[int, int] = field(default_factory=dict)  # course: the furthest lesson, by its rank
    finished_s: float | None = None  # when a lesson was last marked done
    denied: dict[str, float] = field(default_factory=dict)
    pairs: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=PAIRS_KEPT))
    compared_s: float = -math.inf  # when a word and the camera were last compared
    camera_silent: bool = False
    seen_s: float = 0.0


@dataclass(frozen=True)
class Pair:
    """The camera's view beside a word, to be kept."""

    user_id: int
    course_id: int
    model: str
    camera: str
    said: str
    at_s: float


@dataclass(frozen=True)
class Place:
    """Where a live session takes place."""

    course_id: int
    lesson_id: int
    live_class_id: int | None
    rank: int = 0  # how many lessons of the course come before this one


@dataclass
class Tally:
    """How often each label of each model version was what a spell looked like, and how often corrected."""

    spell_s: float
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    corrected: Counter[tuple[str, str]] = field(default_factory=Counter)
    _start_s: float = 0.0
    _votes: Counter[tuple[str, str]] = field(default_factory=Counter)
    _last: tuple[str, str] | None = None
    _was_corrected: bool = False

    def add(self, model: str, label: str, now_s: float) -> None:
        """Count one reading."""
        start_s = now_s // self.spell_s * self.spell_s
        if start_s > self._start_s:
            self.close()
            self._start_s = start_s
        self._votes[model, label] += 1

    def correct(self) -> None:
        """The student said that the label was wrong; once a spell."""
        if self._votes:
            self._last = self._votes.most_common(1)[0][0]
        if self._last is not None and not self._was_corrected:
            self.corrected[self._last] += 1
            self._was_corrected = True

    def close(self) -> None:
        """End the open spell."""
        if self._votes:
            self._last = self._votes.most_common(1)[0][0]
            self.counts[self._last] += 1
        self._votes.clear()
        self._was_corrected = False


@dataclass(eq=False)
class Seat:
    """One live session."""

    live_session_id: int
    person: Person
    place: Place
    trace: Trace
    tally: Tally
    camera: bool = False  # readings may be used for the student's own messages
    keep: bool = False  # pairs and tallies may be kept
    tile: bool = False  # the student chose to be seen by the tutors
    is_counted: bool = True  # alerts of the class may speak of it
    model: str = ""
    last_label: str | None = None
    view: View = NOTHING
    signs: frozenset[str] = frozenset()
    episode: Episode = field(default_factory=Episode)
    next_try_s: float = 0.0
    next_offer_s: float = 0.0

    @property
    def user_id(self) -> int:
        """Whose it is."""
        return self.person.user_id

    @property
    def shown_group(self) -> str | None:
        """The group of the label that was shown last."""
        return FACE_GROUPS.get(self.last_label or "")

    def find_word_in_class(self, now_s: float, rules: SupportRules) -> str | None:
        """What the student said last in this class, while it holds."""
        here = [word for word in self.trace.words if word.live_class_id == self.place.live_class_id]
        return here[-1].value if here and now_s - here[-1].at_s <= rules.word_holds_s else None


def open_seat(live_session_id: int, person: Person, place: Place, now_s: float, spell_s: float) -> Seat:
    """Begin with an empty memory, but for what the person said before."""
    reached = person.items.get(place.lesson_id)
    trace = Trace(now_s, words=person.words, denied=person.denied, steps=person.steps, reached=reached)
    return Seat(live_session_id, person, place, trace, Tally(spell_s))

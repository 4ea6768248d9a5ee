"""Finds the moments at which a class got lost: people who signalled close together, and dips of engagement.

It works on what it is given; whether that may be shown to whoever asks is decided before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from backend import clock
from backend.db.base import db
from backend.db.trend import LessonPlace
from backend.hooks import ClassPosition

SPAN = timedelta(minutes=3)  # people notice at different speed that they are lost
MOST_MOMENTS = 5
MIN_PEOPLE = 2  # one person's signal is that person's, not a moment of the class
DIP = 0.1  # below the class's own mean: twice the step that windows are rounded to is noise no more
DIP_MINUTES = 3


@dataclass(frozen=True)
class Place:
    """Where in the lesson."""

    section: int
    video_seconds: float


@dataclass
class Places:
    """Where a class was when."""

    starts: list[datetime] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.starts)

    def at(self, moment: datetime) -> Place | None:
        """The last place set before a moment; a class begins at the first section."""
        index = bisect_right(self.starts, moment) - 1
        if index >= 0:
            return self.places[index]
        return Place(0, 0.0) if self.starts else None


@dataclass(frozen=True)
class Moment:
    """A moment worth opening again: how many signalled, and how far engagement lay below its mean."""

    start: datetime
    people: int
    dip: float | None
    place: Place | None


def note_place(position: ClassPosition) -> None:
    """Remember where the tutor took the class."""
    place = LessonPlace(
        live_class_id=position.live_class_id,
        at=clock.utc_now(),
        section=position.section,
        video_seconds=position.video_seconds,
        playing=position.playing,
    )
    db.session.add(place)
    db.session.commit()


def read_places(live_class_ids: Sequence[int]) -> dict[int, Places]:
    """Where each class was when; a class that never moved has none."""
    found: dict[int, Places] = defaultdict(Places)
    rows = db.session.scalars(
        select(LessonPlace)
        .where(LessonPlace.live_class_id.in_(live_class_ids))
        .order_by(LessonPlace.at, LessonPlace.id)
    )
    for row in rows:
        found[row.live_class_id].starts.append(row.at)
        found[row.live_class_id].places.append(Place(row.section, row.video_seconds))
    return found


def find_moments(
    signals: Iterable[tuple[int, datetime]], engagement: Sequence[tuple[datetime, float]], places: Places
) -> list[Moment]:
    """The few strongest moments, in the order they came."""
    moments = _find_signalled(list(signals), dict(engagement), places)
    for start, dip in _find_dips(engagement):
        if len(moments) < MOST_MOMENTS and all(abs(each.start - start) > SPAN for each in moments):
            moments.append(Moment(start, 0, dip, places.at(start)))
    return sorted(moments, key=lambda each: each.start)


def _find_signalled(
    signals: list[tuple[int, datetime]], engagement: dict[datetime, float], places: Places
) -> list[Moment]:
    found: list[Moment] = []
    while len(found) < MOST_MOMENTS:
        spans = [(_people_within(signals, at), at) for _, at in signals]
        people, start = max(spans, key=lambda span: (span[0], -span[1].timestamp()), default=(0, None))
        if start is None or people < MIN_PEOPLE:
            break
        found.append(Moment(start, people, _find_dip(engagement, start), places.at(start)))
        signals = [each for each in signals if abs(each[1] - start) > SPAN]
    return found


def _people_within(signals: list[tuple[int, datetime]], start: datetime) -> int:
    return len({person for person, at in signals if start <= at < start + SPAN})


def _find_dips(engagement: Sequence[tuple[datetime, float]]) -> list[tuple[datetime, float]]:
    """Stretches of minutes well below the class's own mean, deepest first."""
    if len(engagement) < 2 * DIP_MINUTES:
        return []
    mean = sum(value for _, value in engagement) / len(engagement)
    dips: list[tuple[datetime, float]] = []
    for index in range(len(engagement) - DIP_MINUTES + 1):
        stretch = engagement[index : index + DIP_MINUTES]
        depth = mean - sum(value for _, value in stretch) / DIP_MINUTES
        if depth >= DIP:
            dips.append((stretch[0][0], round(depth, 4)))
    return sorted(dips, key=lambda dip: (-dip[1], dip[0]))


def _find_dip(engagement: dict[datetime, float], start: datetime) -> float | None:
    near = [value for at, value in engagement.items() if abs(at - start) <= SPAN]
    if not near:
        return None
    mean = sum(engagement.values()) / len(engagement)
    return round(mean - sum(near) / len(near), 4)

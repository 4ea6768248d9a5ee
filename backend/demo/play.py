"""Plays one class of the invented term: the product's own windows, spells and summaries, fed with moods."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from backend.db.base import db
from backend.db.course import LiveClass
from backend.db.recording import CheckInRow, HelpSignalRow, LiveSession, save_summaries, save_windows
from backend.db.support import AgreementPair
from backend.db.trend import LessonPlace
from backend.demo.story import (
    CLASS_MINUTES,
    MINUTES_OF_TROUBLE,
    CourseStory,
    draw_engagement,
    draw_mood,
    draw_probabilities,
    draw_word,
)
from backend.realtime.options import AggregateRule
from backend.realtime.window import ClassWindows
from backend.recording.spell import Spell

SEES_NOBODY = 0.06
SPEAKS_UP = 0.7  # share of a class that checks in once
CALLS_IN_TROUBLE = 0.25
READINGS_EACH = 20  # of every mood
MINUTE_S = 60  # the index speaks of the last minute; every sixth reading stands for it in the summary


@dataclass(frozen=True)
class Person:
    """Somebody invented, and whether a camera sees them."""

    user_id: int
    has_camera: bool


@dataclass(frozen=True)
class Made:
    """One made-up reading."""

    probabilities: list[float] | None
    confidence: float
    abstained: str | None
    model: str


class Stage:
    """What stays the same over the whole term, with some readings of each mood made beforehand."""

    def __init__(
        self, rule: AggregateRule, labels: tuple[str, ...], model: str, chance: random.Random
    ) -> None:
        self.rule, self.labels, self.model, self.chance = rule, labels, model, chance
        self._nobody = Made(None, 0.0, "no_face", model)
        self._readings = {mood: [self._draw_reading(mood) for _ in range(READINGS_EACH)] for mood in labels}

    def make_reading(self, trouble: float) -> Made:
        """One reading of one person."""
        if self.chance.random() < SEES_NOBODY:
            return self._nobody
        return self.chance.choice(self._readings[draw_mood(trouble, self.chance)])

    def _draw_reading(self, mood: str) -> Made:
        shares = draw_probabilities(mood, self.labels, self.chance)
        return Made(shares, max(shares), None, self.model)


@dataclass(frozen=True)
class Lesson:
    """Which lesson of which course is played when, how hard it is and where."""

    course_id: int
    lesson_id: int
    tutor_id: int
    sections: int
    starts_at: datetime
    trouble: float
    story: CourseStory

    def trouble_at(self, minute: float) -> float:
        """Most of it lies in the few minutes of the hard section."""
        begins = CLASS_MINUTES * (self.story.hard_section + 0.3) / max(1, self.sections)
        is_hard = begins <= minute < begins + MINUTES_OF_TROUBLE
        return min(0.95, self.trouble * (1.1 if is_hard else 0.35))


@dataclass
class Seat:
    """One person in one class."""

    person: Person
    live_session_id: int
    total: Spell = field(default_factory=lambda: Spell(0, 0))
    engagement: list[float] = field(default_factory=list)


def play_class(stage: Stage, lesson: Lesson, people: list[Person]) -> None:
    """Write one class with everything that would have been kept of it. The caller commits."""
    live_class = LiveClass(
        lesson_id=lesson.lesson_id,
        course_id=lesson.course_id,
        tutor_id=lesson.tutor_id,
        started_at=lesson.starts_at,
        position_at=lesson.starts_at,
        ended_at=lesson.starts_at + timedelta(minutes=CLASS_MINUTES),
    )
    db.session.add(live_class)
    db.session.flush()
    seats = _sit_down(lesson, live_class.id, people)
    watched = [seat for seat in seats if seat.person.has_camera]
    save_windows(db.session(), list(_play_windows(stage, lesson, live_class.id, watched)))
    save_summaries(db.session(), [_summarize(seat, lesson.starts_at) for seat in watched])
    db.session.add_all(_speak(stage, lesson, live_class.id, seats))
    db.session.add_all(_walk(lesson, live_class.id))


def study_alone(stage: Stage, lesson: Lesson, person: Person) -> None:
    """Write one evening of one person with a lesson. The caller commits."""
    minutes = stage.chance.randint(8, 25)
    session = LiveSession(
        user_id=person.user_id,
        lesson_id=lesson.lesson_id,
        started_at=lesson.starts_at,
        ended_at=lesson.starts_at + timedelta(minutes=minutes),
        end_reason="left",
    )
    db.session.add(session)
    db.session.flush()
    if person.has_camera:
        seat = Seat(person, session.id)
        for _ in range(minutes):
            seat.total.add(stage.make_reading(0.6 * lesson.trouble))
            seat.engagement.append(draw_engagement(0.6 * lesson.trouble, stage.chance))
        save_summaries(db.session(), [_summarize(seat, lesson.starts_at)])
    if stage.chance.random() < SPEAKS_UP:
        word = draw_word(0.6 * lesson.trouble, stage.chance)
        at = lesson.starts_at + timedelta(minutes=stage.chance.uniform(1, minutes))
        db.session.add(_check_in(person, lesson, None, word, at))


def _sit_down(lesson: Lesson, live_class_id: int, people: list[Person]) -> list[Seat]:
    sessions = [
        LiveSession(
            user_id=person.user_id,
            lesson_id=lesson.lesson_id,
            live_class_id=live_class_id,
            started_at=lesson.starts_at,
            ended_at=lesson.starts_at + timedelta(minutes=CLASS_MINUTES),
            end_reason="class_ended",
        )
        for person in people
    ]
    db.session.add_all(sessions)
    db.session.flush()
    return [Seat(person, session.id) for person, session in zip(people, sessions, strict=True)]


def _play_windows(
    stage: Stage, lesson: Lesson, live_class_id: int, seats: list[Seat]
) -> Iterator[dict[str, Any]]:
    start_s, step = int(lesson.starts_at.timestamp()), stage.rule.window_s
    windows = ClassWindows(stage.rule, start_s, 0.0, stage.chance)
    for at_s in range(start_s, start_s + 60 * CLASS_MINUTES, step):
        trouble = lesson.trouble_at((at_s - start_s) / 60)
        for seat in seats:
            reading = stage.make_reading(trouble)
            windows.add(seat.person.user_id, seat.live_session_id, reading, at_s, named=False)
            if (at_s - start_s) % MINUTE_S == 0:
                seat.total.add(reading)
                seat.engagement.append(draw_engagement(trouble, stage.chance))
        latest = {seat.live_session_id: seat.engagement[-1] for seat in seats}
        window = windows.close(at_s + step, stage.labels, lambda _: True, latest.get)
        if window is not None:
            row = {**vars(window), "live_class_id": live_class_id}
            row["start"] = datetime.fromtimestamp(row.pop("start_s"), timezone.utc)
            yield row


def _speak(stage: Stage, lesson: Lesson, live_class_id: int, seats: list[Seat]) -> Iterator[Any]:
    for seat in seats:
        minute = stage.chance.uniform(2, CLASS_MINUTES - 1)
        if stage.chance.random() < SPEAKS_UP:
            at = lesson.starts_at + timedelta(minutes=minute)
            word = draw_word(lesson.trouble_at(minute), stage.chance)
            yield _check_in(seat.person, lesson, live_class_id, word, at)
            if seat.person.has_camera:
                yield _pair(stage, lesson, seat.person, word, at)
        yield from _call_in_trouble(stage, lesson, live_class_id, seat)


def _call_in_trouble(stage: Stage, lesson: Lesson, live_class_id: int, seat: Seat) -> Iterator[Any]:
    begins = CLASS_MINUTES * (lesson.story.hard_section + 0.3) / max(1, lesson.sections)
    at = lesson.starts_at + timedelta(minutes=begins + stage.chance.uniform(0.3, MINUTES_OF_TROUBLE))
    roll = stage.chance.random() / max(0.05, lesson.trouble)
    if roll < CALLS_IN_TROUBLE:
        lowered_at = at + timedelta(seconds=stage.chance.uniform(40, 200))
        yield HelpSignalRow(
            user_id=seat.person.user_id, live_class_id=live_class_id, raised_at=at, lowered_at=lowered_at
        )
    elif roll < 3 * CALLS_IN_TROUBLE:
        yield _check_in(seat.person, lesson, live_class_id, "lost", at)


def _walk(lesson: Lesson, live_class_id: int) -> Iterator[LessonPlace]:
    for section in range(lesson.sections):
        minutes = CLASS_MINUTES * section / lesson.sections
        yield LessonPlace(
            live_class_id=live_class_id,
            at=lesson.starts_at + timedelta(minutes=minutes),
            section=section,
            video_seconds=0.0,
            playing=False,
        )


def _check_in(
    person: Person, lesson: Lesson, live_class_id: int | None, word: str, at: datetime
) -> CheckInRow:
    return CheckInRow(
        user_id=person.user_id, lesson_id=lesson.lesson_id, live_class_id=live_class_id, value=word, at=at
    )


def _pair(stage: Stage, lesson: Lesson, person: Person, word: str, at: datetime) -> AgreementPair:
    fits = "engaged" if word == "well" else "confused"
    other = "confused" if word == "well" else "engaged"
    camera = fits if stage.chance.random() < 0.68 else other
    return AgreementPair(
        user_id=person.user_id, course_id=lesson.course_id, model=stage.model, camera=camera, said=word, at=at
    )


def _summarize(seat: Seat, started_at: datetime) -> dict[str, Any]:
    total, mean = seat.total, sum(seat.engagement) / max(1, len(seat.engagement))
    return {
        "live_session_id": seat.live_session_id,
        "model": total.model,
        "readings": total.seen + sum(total.abstentions.values()),
        "seen": total.seen,
        "abstentions": dict(total.abstentions),
        "probabilities": total.mean_probabilities,
        "corrections": 0,
        "engagement": round(mean, 3),
        "engagement_low": round(max(0.0, mean - 0.15), 3),
        "engagement_high": round(min(1.0, mean + 0.15), 3),
        "created_at": started_at + timedelta(minutes=CLASS_MINUTES),
    }

"""What reports say of polls, messages and quizzes: counts of groups that are large enough, nobody's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from backend.courses.access import learns
from backend.db.base import db
from backend.db.course import Lesson, LiveClass, Module, Quiz
from backend.db.learning import QuizAttempt
from backend.db.poll import PollAnswer, PollRow, TutorWords
from backend.db.recording import LiveSession
from backend.db.support import SupportMessage
from backend.privacy.aggregate import publish_count
from backend.support.history import SHOWN


@dataclass(frozen=True)
class Poll:
    """A pulse poll; counts from the smallest group on."""

    at: datetime
    question: str
    choices: list[str]
    answers: int | None
    counts: list[int] | None


@dataclass(frozen=True)
class Reception:
    """Messages students were shown, and what those who rated them said: at least so many; null: too few."""

    people: int | None
    helped: int | None
    not_helped: int | None
    not_me: int | None
    words: int


@dataclass(frozen=True)
class QuizResult:
    """How the lesson's quiz went: each person's last attempt in the time."""

    lesson_id: int
    lesson_title: str
    title: str
    people: int
    mean_percent: float
    passed_share: float


class Graded(NamedTuple):
    """One attempt."""

    points: float
    points_possible: float
    passed: bool


def read_polls(live_class_ids: Sequence[int], k: int) -> list[Poll]:
    """Every poll of some classes, oldest first."""
    rows = list(
        db.session.scalars(
            select(PollRow).where(PollRow.live_class_id.in_(live_class_ids)).order_by(PollRow.opened_at)
        )
    )
    chosen: dict[int, Counter[int]] = defaultdict(Counter)
    answers = select(PollAnswer.poll_id, PollAnswer.choice).where(
        PollAnswer.poll_id.in_([row.id for row in rows])
    )
    for poll_id, choice in db.session.execute(answers):
        chosen[poll_id][choice] += 1
    return [_describe_poll(row, chosen[row.id], k) for row in rows]


def read_reception(live_class_ids: Sequence[int], k: int) -> Reception:
    """Messages of the support loop in some classes, and how many words the tutor wrote to them."""
    sittings = (
        select(LiveSession.id)
        .join(LiveClass, LiveClass.id == LiveSession.live_class_id)
        .where(LiveClass.id.in_(live_class_ids), learns(LiveSession.user_id, LiveClass.course_id))
    )
    rows = db.session.execute(
        select(SupportMessage.user_id, SupportMessage.rating).where(
            SupportMessage.live_session_id.in_(sittings), SupportMessage.arm == SHOWN
        )
    ).all()
    words = select(TutorWords.id).where(TutorWords.live_class_id.in_(live_class_ids))
    present = select(func.count(LiveSession.user_id.distinct()))
    total = db.session.scalar(present.where(LiveSession.id.in_(sittings))) or 0
    people: dict[str | None, set[int]] = defaultdict(set)
    for user_id, rating in rows:
        people[rating].add(user_id)
    counts = {name: _say_at_least(people[name], total, k) for name in ("helped", "not_helped", "not_me")}
    shown = _say_at_least({user_id for user_id, _ in rows}, total, k)
    return Reception(shown, **counts, words=len(db.session.scalars(words).all()))


def read_quiz_results(where: ColumnElement[bool], start: datetime, end: datetime, k: int) -> list[QuizResult]:
    """The quizzes of some lessons, as far as at least k people took them between two moments."""
    rows = db.session.execute(
        select(
            Lesson.id,
            Lesson.title,
            Quiz.title,
            QuizAttempt.user_id,
            QuizAttempt.points,
            QuizAttempt.points_possible,
            QuizAttempt.passed,
        )
        .select_from(QuizAttempt)
        .join(Quiz, Quiz.id == QuizAttempt.quiz_id)
        .join(Lesson, Lesson.id == Quiz.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(where, learns(QuizAttempt.user_id, Module.course_id))
        .where(QuizAttempt.submitted_at >= start, QuizAttempt.submitted_at < end)
        .order_by(Module.position, Lesson.position, Lesson.id, QuizAttempt.submitted_at, QuizAttempt.id)
    )
    last: dict[tuple[int, str, str], dict[int, Graded]] = defaultdict(dict)
    for lesson_id, lesson_title, title, user_id, points, possible, passed in rows:
        last[lesson_id, lesson_title, title][user_id] = Graded(points, possible, passed)
    return [_describe_quiz(key, list(own.values())) for key, own in last.items() if len(own) >= k]


def find_classes_of(course_id: int, start: datetime, end: datetime) -> list[LiveClass]:
    """The live classes of a course that began between two moments, newest first."""
    query = select(LiveClass).where(
        LiveClass.course_id == course_id, LiveClass.started_at >= start, LiveClass.started_at < end
    )
    return list(db.session.scalars(query.order_by(LiveClass.started_at.desc(), LiveClass.id.desc())))


def _say_at_least(people: set[int], total: int, k: int) -> int | None:
    """Rounded down to k: from one question to the next an exact count could grow by one person."""
    count = publish_count(len(people), total, k)
    return count and count // k * k


def _describe_poll(row: PollRow, chosen: Counter[int], k: int) -> Poll:
    choices, answers = [str(text) for text in row.choices], sum(chosen.values())
    if answers < k:
        return Poll(row.opened_at, row.question, choices, None, None)
    counts = [chosen[index] for index in range(len(choices))]
    return Poll(row.opened_at, row.question, choices, answers, counts)


def _describe_quiz(key: tuple[int, str, str], attempts: list[Graded]) -> QuizResult:
    shares = [each.points / each.points_possible if each.points_possible else 0.0 for each in attempts]
    return QuizResult(
        lesson_id=key[0],
        lesson_title=key[1],
        title=key[2],
        people=len(attempts),
        mean_percent=round(100 * sum(shares) / len(shares), 1),
        passed_share=round(sum(each.passed for each in attempts) / len(attempts), 4),
    )

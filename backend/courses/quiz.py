"""Quizzes of lessons: making them, taking them, looking back at attempts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from backend.accounts.identity import Identity
from backend.courses.access import CourseAccess, LessonAccess, enter_lesson, teach_lesson
from backend.courses.grading import Answer, Item, QuizResult, grade_item, grade_quiz
from backend.db.account import User
from backend.db.base import db
from backend.db.course import Quiz, QuizItem
from backend.db.learning import QuizAttempt
from backend.db.paging import Order, Page, PageRequest, read_page
from backend.errors import ChangedMeanwhileError, ConflictError, NotFoundError
from backend.hooks import LearningStep, current_hooks

RIGHT_PART = {"single": "choice", "multiple": "choices", "numeric": "value", "text": "accepted"}
"""Which part of a question's key says what is right; the rest says nothing, or how near is near enough."""


@dataclass(frozen=True)
class QuizView:
    """A quiz with its questions and how often this person tried."""

    quiz: Quiz
    items: list[QuizItem]
    attempts_used: int
    access: CourseAccess


def load_quiz(identity: Identity, quiz_id: int) -> QuizView:
    """A quiz, for those who take part in its course."""
    quiz, found = _find_quiz(identity, quiz_id)
    used = _count_attempts(identity.user_id, quiz.id)
    return QuizView(quiz, _load_items(quiz.id), used, found.access)


def save_quiz(
    identity: Identity,
    lesson_id: int,
    version: int | None,
    fields: dict[str, Any],
    items: list[dict[str, Any]],
) -> QuizView:
    """Write a lesson's quiz whole; items that carry their old id keep it, so that old attempts still fit.

    What is right may have been wrong: answers already handed in are graded anew.
    """
    lesson = teach_lesson(identity, lesson_id).lesson
    quiz = db.session.scalar(select(Quiz).where(Quiz.lesson_id == lesson.id))
    if quiz is not None:
        _lock_quiz(quiz)  # an attempt handed in at this moment is graded before or refused after
    if (quiz.version if quiz else None) != version:
        raise ChangedMeanwhileError()
    if quiz is None:
        quiz = Quiz(lesson_id=lesson.id, **fields)
        db.session.add(quiz)
        db.session.flush()
    else:
        for name, value in fields.items():
            setattr(quiz, name, value)
        quiz.version += 1  # also when only the questions changed
    _replace_items(quiz.id, items)
    _grade_anew(quiz)
    db.session.commit()
    return load_quiz(identity, quiz.id)


def delete_quiz(identity: Identity, quiz_id: int) -> None:
    """Delete a quiz with its attempts."""
    quiz, found = _find_quiz(identity, quiz_id)
    teach_lesson(identity, found.lesson.id)
    db.session.execute(delete(Quiz).where(Quiz.id == quiz.id))
    db.session.commit()


def submit_attempt(identity: Identity, quiz_id: int, version: int, answers: dict[int, Answer]) -> QuizAttempt:
    """Grade the answers and keep the attempt; answers to an older quiz may mean something else by now."""
    quiz, _ = _find_quiz(identity, quiz_id)
    _lock_quiz(quiz)
    if quiz.version != version:
        raise ChangedMeanwhileError()
    if quiz.max_attempts is not None and _count_attempts(identity.user_id, quiz.id) >= quiz.max_attempts:
        raise ConflictError("You have used all attempts at this quiz.", "no_attempts_left")
    items = [_to_item(row) for row in _load_items(quiz.id)]
    attempt = _to_attempt(identity.user_id, quiz.id, answers, grade_quiz(items, answers, quiz.pass_percent))
    db.session.add(attempt)
    db.session.commit()
    right = sum(bool(result["correct"]) for result in attempt.results)
    step = LearningStep(identity.user_id, quiz.lesson_id, right, len(attempt.results) - right)
    current_hooks().learnt(step)
    return attempt


def list_own_attempts(identity: Identity, quiz_id: int, request: PageRequest) -> Page[QuizAttempt]:
    """One's own attempts, newest first."""
    quiz, _ = _find_quiz(identity, quiz_id)
    query = select(QuizAttempt).where(QuizAttempt.quiz_id == quiz.id, QuizAttempt.user_id == identity.user_id)
    page = read_page(query, Order(QuizAttempt.id, QuizAttempt.id, descending=True), request)
    return Page([row[0] for row in page.items], page.next_cursor)


def list_all_attempts(identity: Identity, quiz_id: int, request: PageRequest) -> Page[Any]:
    """Everybody's attempts with names, for the tutors of the course."""
    quiz, found = _find_quiz(identity, quiz_id)
    teach_lesson(identity, found.lesson.id)
    query = (
        select(QuizAttempt, User.name)
        .join(User, User.id == QuizAttempt.user_id)
        .where(QuizAttempt.quiz_id == quiz.id)
    )
    return read_page(query, Order(QuizAttempt.id, QuizAttempt.id, descending=True), request)


def _find_quiz(identity: Identity, quiz_id: int) -> tuple[Quiz, LessonAccess]:
    quiz = db.session.get(Quiz, quiz_id)
    if quiz is None:
        raise NotFoundError()
    return quiz, enter_lesson(identity, quiz.lesson_id)


def _load_items(quiz_id: int) -> list[QuizItem]:
    query = select(QuizItem).where(QuizItem.quiz_id == quiz_id).order_by(QuizItem.position, QuizItem.id)
    return list(db.session.scalars(query))


def _replace_items(quiz_id: int, items: list[dict[str, Any]]) -> None:
    existing = {row.id: row for row in _load_items(quiz_id)}
    wanted = {item.get("id"): item for item in items}
    kept = {
        item_id: row for item_id, row in existing.items() if _takes_same_answers(row, wanted.get(item_id))
    }
    for item_id, row in existing.items():
        if item_id not in kept:
            db.session.delete(row)
    for position, item in enumerate(items):
        row = kept.get(item.get("id") or 0) or QuizItem(quiz_id=quiz_id)
        for name in ("kind", "prompt", "choices", "answer", "feedback", "points"):
            setattr(row, name, item[name])
        row.position = position
        db.session.add(row)


def _takes_same_answers(row: QuizItem, item: dict[str, Any] | None) -> bool:
    """Whether an answer still means what it meant: a choice is kept by its number alone."""
    if item is None or row.kind != item["kind"] or _asks_something_else(row, item):
        return False
    return [choice["text"] for choice in row.choices] == [choice["text"] for choice in item["choices"]]


def _asks_something_else(row: QuizItem, item: dict[str, Any]) -> bool:
    """Whether words and key are new; either alone is the same question, put better or made right."""
    part = RIGHT_PART[row.kind]
    has_new_key: bool = row.answer.get(part) != item["answer"][part]
    return has_new_key and row.prompt != item["prompt"]


def _grade_anew(quiz: Quiz) -> None:
    """Let attempts follow what is right now; what was said of questions that are gone stays, and a pass."""
    items = {row.id: _to_item(row) for row in _load_items(quiz.id)}
    for attempt in db.session.scalars(select(QuizAttempt).where(QuizAttempt.quiz_id == quiz.id)):
        attempt.results = [_grade_again(result, attempt.answers, items) for result in attempt.results]
        attempt.points = sum(result["points"] for result in attempt.results)
        attempt.points_possible = sum(result["points_possible"] for result in attempt.results)
        enough = attempt.points * 100 >= quiz.pass_percent * attempt.points_possible
        attempt.passed = attempt.passed or (enough and attempt.points_possible > 0)


def _grade_again(result: dict[str, Any], answers: dict[str, Any], items: dict[int, Item]) -> dict[str, Any]:
    item, said = items.get(result["item_id"]), answers.get(str(result["item_id"]))
    if item is None:
        return result
    answer = Answer(tuple(said["choices"]), said["number"], said["text"]) if said else Answer()
    return asdict(grade_item(item, answer))


def _count_attempts(user_id: int, quiz_id: int) -> int:
    query = select(func.count(QuizAttempt.id))
    return db.session.scalar(query.where(QuizAttempt.quiz_id == quiz_id, QuizAttempt.user_id == user_id)) or 0


def _lock_quiz(quiz: Quiz) -> None:
    # Nothing changes; the row is ours until commit, so that two clicks cannot both be the last attempt.
    db.session.execute(update(Quiz).where(Quiz.id == quiz.id).values(title=Quiz.title))
    db.session.refresh(quiz)  # somebody may have edited it since it was read


def _to_item(row: QuizItem) -> Item:
    return Item(row.id, row.kind, row.choices, row.answer, row.feedback, row.points)


def _to_attempt(user_id: int, quiz_id: int, answers: dict[int, Answer], result: QuizResult) -> QuizAttempt:
    return QuizAttempt(
        quiz_id=quiz_id,
        user_id=user_id,
        answers={str(item_id): asdict(answer) for item_id, answer in answers.items()},
        results=[asdict(item) for item in result.items],
        points=result.points,
        points_possible=result.points_possible,
        passed=result.passed,
    )

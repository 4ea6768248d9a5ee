"""How far students are: places reached, lessons and courses completed, where to resume."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from backend import clock
from backend.accounts.identity import Identity
from backend.courses.access import enter_lesson
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, Module
from backend.db.learning import LessonProgress
from backend.db.upsert import upsert_row
from backend.hooks import current_hooks


@dataclass(frozen=True)
class Place:
    """Where someone is in a lesson."""

    section: int
    video_seconds: float
    completed: bool


@dataclass(frozen=True)
class ResumePoint:
    """The lesson someone was in last."""

    course_id: int
    course_title: str
    lesson_id: int
    lesson_title: str
    section: int
    video_seconds: float
    updated_at: datetime


def save_progress(identity: Identity, lesson_id: int, place: Place) -> LessonProgress:
    """Remember the place; a lesson once completed stays completed."""
    enter_lesson(identity, lesson_id)
    before, now = load_progress(identity.user_id, lesson_id), clock.utc_now()
    is_new = place.completed and (before is None or before.completed_at is None)
    key = {"user_id": identity.user_id, "lesson_id": lesson_id}
    values = {"section": place.section, "video_seconds": place.video_seconds, "updated_at": now}
    if place.completed:
        values["completed_at"] = now
    upsert_row(LessonProgress, key, values)
    db.session.commit()
    if is_new:
        current_hooks().lesson_finished(identity.user_id)
    return db.session.scalars(select(LessonProgress).filter_by(**key)).one()


def load_progress(user_id: int, lesson_id: int) -> LessonProgress | None:
    """How far one person is in one lesson."""
    return db.session.scalar(select(LessonProgress).filter_by(user_id=user_id, lesson_id=lesson_id))


def list_resume_points(identity: Identity, limit: int = 5) -> list[ResumePoint]:
    """The lessons someone was in last and has not finished, newest first."""
    rows = db.session.execute(
        select(Course.id, Course.title, Lesson.id, Lesson.title, LessonProgress)
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .join(Course, Course.id == Module.course_id)
        .join(Enrolment, (Enrolment.course_id == Course.id) & (Enrolment.user_id == LessonProgress.user_id))
        .where(
            LessonProgress.user_id == identity.user_id,
            LessonProgress.completed_at.is_(None),
            Course.archived_at.is_(None),
        )
        .order_by(LessonProgress.updated_at.desc())
        .limit(limit)
    ).all()
    return [ResumePoint(*row[:4], row[4].section, row[4].video_seconds, row[4].updated_at) for row in rows]

"""Whose trends somebody may see: administrators those of all, tutors those of their own courses."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from backend.accounts.identity import Identity
from backend.courses.access import TUTOR, may_teach, teach_course, teach_lesson
from backend.db.base import db
from backend.db.course import Course, Enrolment
from backend.errors import ForbiddenError
from backend.privacy.briefing import require_briefed


@dataclass(frozen=True)
class Subject:
    """What a trend is about: one lesson, one course, or everything."""

    course_id: int | None = None
    lesson_id: int | None = None
    title: str | None = None


def find_subject(identity: Identity, course_id: int | None, lesson_id: int | None) -> Subject:
    """The subject, if this person may see its trends and has read what they cannot tell."""
    subject = _find_taught(identity, course_id, lesson_id)
    require_briefed(identity.user_id)
    return subject


def list_subjects(identity: Identity) -> list[Subject]:
    """The courses whose trends this person may see, by title."""
    if not may_teach(identity.role):
        return []
    query = select(Course.id, Course.title).where(Course.archived_at.is_(None))
    if not identity.is_admin:
        taught = select(Enrolment.course_id).where(
            Enrolment.user_id == identity.user_id, Enrolment.role == TUTOR
        )
        query = query.where(Course.id.in_(taught))
    rows = db.session.execute(query.order_by(Course.title, Course.id).limit(500))
    return [Subject(course_id, None, title) for course_id, title in rows]


def _find_taught(identity: Identity, course_id: int | None, lesson_id: int | None) -> Subject:
    if lesson_id is not None:
        found = teach_lesson(identity, lesson_id)
        return Subject(found.access.course.id, lesson_id, found.lesson.title)
    if course_id is not None:
        return Subject(course_id, None, teach_course(identity, course_id).course.title)
    if not identity.is_admin:
        raise ForbiddenError("Choose one of your courses; only administrators see all of them.")
    return Subject()

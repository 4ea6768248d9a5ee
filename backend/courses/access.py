"""Who may see or change what in a course. What one may not see does not exist for one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, SQLColumnExpression, select
from sqlalchemy.orm import aliased

from backend.accounts.identity import Identity
from backend.db.account import User
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, Module
from backend.errors import ForbiddenError, NotFoundError

STUDENT, TUTOR, ADMIN = "student", "tutor", "admin"


@dataclass(frozen=True)
class CourseAccess:
    """A course, and what this person is in it."""

    course: Course
    role: str

    @property
    def teaches(self) -> bool:
        """Whether this person may change the course."""
        return self.role in (TUTOR, ADMIN)


@dataclass(frozen=True)
class LessonAccess:
    """A lesson with its module and course, and what this person is there."""

    lesson: Lesson
    module: Module
    access: CourseAccess


def may_teach(account: str) -> bool:
    """Whether such an account teaches anywhere; a student's never does, whatever an enrolment says."""
    return account != STUDENT


def find_course_role(account: str, enrolled_as: str | None) -> str | None:
    """What somebody with such an account is in a course; enrolling takes nothing from an administrator."""
    if account == ADMIN and enrolled_as != TUTOR:
        return ADMIN
    return STUDENT if enrolled_as == TUTOR and not may_teach(account) else enrolled_as


def learns(
    user_id: SQLColumnExpression[int] | int, course_id: SQLColumnExpression[int] | int
) -> ColumnElement[bool]:
    """Whether somebody is one of those whom a group of this course speaks of, for a query.

    Who may look at the group is none of them: they could take themselves out of it and be left with too few.
    """
    person, enrolment = aliased(User), aliased(Enrolment)
    teaches = (enrolment.role == TUTOR) & (person.role != STUDENT)
    looks_on = (
        select(person.id)
        .outerjoin(enrolment, (enrolment.user_id == person.id) & (enrolment.course_id == course_id))
        .where(person.id == user_id, teaches | (person.role == ADMIN))
    )
    return ~looks_on.exists()


def enter_course(identity: Identity, course_id: int) -> CourseAccess:
    """The course, if this person takes part, teaches or administers."""
    row = db.session.execute(
        select(Course, Enrolment.role)
        .outerjoin(Enrolment, (Enrolment.course_id == Course.id) & (Enrolment.user_id == identity.user_id))
        .where(Course.id == course_id)
    ).one_or_none()
    role = find_course_role(identity.role, row[1]) if row else None
    if row is None or role is None:
        raise NotFoundError()
    if row[0].archived_at is not None and role == STUDENT:
        raise NotFoundError("This course has been archived.")
    return CourseAccess(row[0], role)


def teach_course(identity: Identity, course_id: int) -> CourseAccess:
    """The course, if this person may change it."""
    access = enter_course(identity, course_id)
    if not access.teaches:
        raise ForbiddenError("Only the tutors of this course may do that.")
    return access


def enter_lesson(identity: Identity, lesson_id: int) -> LessonAccess:
    """The lesson, if this person may see its course."""
    row = db.session.execute(
        select(Lesson, Module).join(Module, Module.id == Lesson.module_id).where(Lesson.id == lesson_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError()
    return LessonAccess(row[0], row[1], enter_course(identity, row[1].course_id))


def teach_lesson(identity: Identity, lesson_id: int) -> LessonAccess:
    """The lesson, if this person may change it."""
    found = enter_lesson(identity, lesson_id)
    if not found.access.teaches:
        raise ForbiddenError("Only the tutors of this course may do that.")
    return found


def teach_module(identity: Identity, module_id: int) -> Module:
    """The module, if this person may change it."""
    module = db.session.get(Module, module_id)
    if module is None:
        raise NotFoundError()
    teach_course(identity, module.course_id)
    return module

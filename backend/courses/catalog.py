"""Courses themselves: finding, making, changing, joining and leaving them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select

from backend import clock
from backend.accounts.identity import Identity
from backend.courses.access import STUDENT, TUTOR, enter_course, find_course_role, may_teach, teach_course
from backend.courses.file import list_stored, remove_stored
from backend.courses.live_class import end_open_classes
from backend.db.account import Role, User
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, Module
from backend.db.learning import LessonProgress
from backend.db.paging import AnySelect, Order, Page, PageRequest, read_page
from backend.db.upsert import add_missing_rows
from backend.errors import ChangedMeanwhileError, ForbiddenError, NotFoundError
from backend.hooks import AccessChange, current_hooks
from backend.privacy.audit import write_audit

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is misread from a blackboard
CODE_LENGTH = 8
SORTS = {"title": Course.title, "created_at": Course.created_at}


@dataclass(frozen=True)
class CourseListing:
    """One line of the list of courses."""

    course: Course
    role: str | None
    lessons: int
    completed: int
    students: int


def list_courses(
    identity: Identity, search: str, archived: bool, sort: str, request: PageRequest
) -> Page[CourseListing]:
    """One's own courses; an administrator sees all."""
    query = _listing_query(identity)
    query = query.where(Course.archived_at.is_not(None) if archived else Course.archived_at.is_(None))
    if not identity.is_admin:
        query = query.where(Enrolment.id.is_not(None))
    if search:
        query = query.where(Course.title.icontains(search, autoescape=True))
    order = Order(SORTS[sort.removeprefix("-")], Course.id, sort.startswith("-"))
    page = read_page(query, order, request)
    return Page([_make_listing(identity, row) for row in page.items], page.next_cursor)


def describe_course(identity: Identity, course_id: int) -> CourseListing:
    """One course with the same figures as in the list."""
    enter_course(identity, course_id)
    row = db.session.execute(_listing_query(identity).where(Course.id == course_id)).one()
    return _make_listing(identity, row)


def create_course(identity: Identity, fields: dict[str, Any]) -> Course:
    """Make a course; who makes it teaches it."""
    if not may_teach(identity.role):
        raise ForbiddenError("Only tutors make courses.")
    course = Course(**fields, created_by=identity.user_id, join_code=make_join_code())
    db.session.add(course)
    db.session.flush()
    db.session.add(Enrolment(course_id=course.id, user_id=identity.user_id, role=TUTOR))
    db.session.commit()
    return course


def edit_course(identity: Identity, course_id: int, version: int, changes: dict[str, Any]) -> Course:
    """Change a course; lowering its camera limit bites at once, and archiving it ends its live class."""
    course = teach_course(identity, course_id).course
    if course.version != version:
        raise ChangedMeanwhileError()
    if changes.pop("new_join_code", False):
        course.join_code = make_join_code()
    if "archived" in changes:
        course.archived_at = clock.utc_now() if changes.pop("archived") else None
    for name, value in changes.items():
        setattr(course, name, value)
    ended = end_open_classes(course_id) if course.archived_at is not None else []
    db.session.commit()
    for live_class_id in ended:
        current_hooks().live_class_ended(live_class_id)
    current_hooks().policy_changed()
    return course


def delete_course(identity: Identity, course_id: int) -> None:
    """Delete a course and everything in it, also on disk; only an archived one, so that no slip does it."""
    course = teach_course(identity, course_id).course
    if course.archived_at is None:
        raise ForbiddenError("Archive the course first; then it can be deleted.", "not_archived")
    members = list(db.session.scalars(select(Enrolment.user_id).where(Enrolment.course_id == course_id)))
    stored = list_stored(course_id)
    db.session.execute(delete(Course).where(Course.id == course_id))
    write_audit("course.deleted", identity.audit_token, details={"course_id": course_id})
    db.session.commit()
    for name in stored:
        remove_stored(name)
    for user_id in members:
        current_hooks().access_changed(AccessChange(user_id, "unenrolled", course_id=course_id))


def join_course(identity: Identity, code: str) -> Course:
    """Enrol as a student by the course's code; joining twice is joining once."""
    course = find_open_course(code)
    enrol_students(course.id, [identity.user_id])
    db.session.commit()
    return course


def enrol_students(course_id: int, user_ids: list[int]) -> None:
    """Put people into a course as students; who is in it stays what they are. The caller commits."""
    rows = [{"course_id": course_id, "user_id": user_id} for user_id in user_ids]
    add_missing_rows(Enrolment, rows, key=("course_id", "user_id"))


def find_open_course(code: str) -> Course:
    """The course that takes people in by this code."""
    spelled = code.strip().upper().replace("-", "").replace(" ", "")
    course = db.session.scalar(
        select(Course).where(
            Course.join_code == spelled, Course.join_open.is_(True), Course.archived_at.is_(None)
        )
    )
    if course is None:
        raise NotFoundError("No course takes people in by this code. Check it with your tutor.")
    return course


def find_titles(course_ids: Sequence[int | None]) -> dict[int | None, str]:
    """What some courses are called."""
    rows = db.session.execute(select(Course.id, Course.title).where(Course.id.in_(course_ids)))
    return {course_id: title for course_id, title in rows}


def enrol_user(user: User, course_id: int, invited_as: Role) -> None:
    """Put a new account into a course: students learn there, everyone else teaches. The caller commits."""
    role = TUTOR if may_teach(invited_as.value) else STUDENT
    db.session.add(Enrolment(course_id=course_id, user_id=user.id, role=role))


def make_join_code() -> str:
    """A code short enough to read aloud."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _make_listing(identity: Identity, row: Sequence[Any]) -> CourseListing:
    course, enrolled_as, *counts = row
    return CourseListing(course, find_course_role(identity.role, enrolled_as), *counts)


def _listing_query(identity: Identity) -> AnySelect:
    in_course = Module.course_id == Course.id
    lessons = select(func.count(Lesson.id)).join(Module, Module.id == Lesson.module_id).where(in_course)
    completed = (
        select(func.count(LessonProgress.id))
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(
            in_course,
            LessonProgress.user_id == identity.user_id,
            LessonProgress.completed_at.is_not(None),
        )
    )
    students = select(func.count()).select_from(Enrolment).where(
        Enrolment.course_id == Course.id, Enrolment.role == "student"
    )  # fmt: skip
    # The aliased enrolment inside the count is another one than the outer join's: correlate Course only.
    counts = [query.correlate(Course).scalar_subquery() for query in (lessons, completed, students)]
    mine = (Enrolment.course_id == Course.id) & (Enrolment.user_id == identity.user_id)
    return select(Course, Enrolment.role, *counts).outerjoin(Enrolment, mine)

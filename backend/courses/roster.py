"""Who takes part in a course: the list, enrolling by CSV, changing roles, leaving."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update

from backend.accounts.identity import Identity
from backend.config import current_config
from backend.courses.access import STUDENT, TUTOR, enter_course, may_teach, teach_course
from backend.courses.catalog import enrol_students
from backend.courses.live_class import end_open_classes, lock_course
from backend.db.account import User
from backend.db.base import db
from backend.db.community import StudyGroup, StudyGroupMember
from backend.db.course import Enrolment, Lesson, Module
from backend.db.learning import LessonProgress
from backend.db.paging import Order, Page, PageRequest, read_page
from backend.errors import ForbiddenError, NotFoundError
from backend.hooks import AccessChange, current_hooks
from backend.sheet import RowError, is_email, read_rows, write_table


@dataclass(frozen=True)
class Member:
    """One line of the roster."""

    user_id: int
    name: str
    email: str
    role: str
    completed: int


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do."""

    dry_run: bool
    enrolled: list[str]
    already: list[str]
    unknown: list[str]
    errors: list[RowError]


def list_members(identity: Identity, course_id: int, search: str, request: PageRequest) -> Page[Member]:
    """The roster, for tutors; students do not get each other's addresses."""
    teach_course(identity, course_id)
    completed = (
        select(func.count(LessonProgress.id))
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(
            Module.course_id == course_id,
            LessonProgress.user_id == User.id,
            LessonProgress.completed_at.is_not(None),
        )
        .correlate(User)
        .scalar_subquery()
    )
    query = (
        select(User.id, User.name, User.email, Enrolment.role, completed)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.course_id == course_id)
    )
    if search:
        query = query.where(
            User.name.icontains(search, autoescape=True) | User.email.icontains(search, autoescape=True)
        )
    page = read_page(query, Order(User.name, User.id), request)
    return Page([Member(*row) for row in page.items], page.next_cursor)


def remove_member(identity: Identity, course_id: int, user_id: int) -> None:
    """Take someone out of a course, or leave it oneself; their live sockets of the course end."""
    if user_id == identity.user_id:
        enter_course(identity, course_id)
    else:
        teach_course(identity, course_id)
    lock_course(course_id)
    where = (Enrolment.course_id == course_id, Enrolment.user_id == user_id)
    role = db.session.scalar(select(Enrolment.role).where(*where))
    if role is None:
        raise NotFoundError()
    if role == TUTOR and not _has_other_tutor(course_id, user_id):
        raise ForbiddenError("A course keeps at least one tutor.", "last_tutor")
    db.session.execute(delete(Enrolment).where(*where))
    groups = select(StudyGroup.id).where(StudyGroup.course_id == course_id)
    db.session.execute(
        delete(StudyGroupMember).where(
            StudyGroupMember.user_id == user_id, StudyGroupMember.group_id.in_(groups)
        )
    )
    db.session.commit()
    current_hooks().access_changed(AccessChange(user_id, "unenrolled", course_id=course_id))


def change_member_role(identity: Identity, course_id: int, user_id: int, role: str) -> None:
    """Make a member a tutor of the course, or a student again."""
    teach_course(identity, course_id)
    lock_course(course_id)
    row = db.session.scalar(
        select(Enrolment).where(Enrolment.course_id == course_id, Enrolment.user_id == user_id)
    )
    if row is None:
        raise NotFoundError()
    user = db.session.get(User, user_id)
    if role == TUTOR and (user is None or not may_teach(user.role)):
        raise ForbiddenError("Only people whose account is a tutor's can teach a course.", "not_a_tutor")
    if row.role == TUTOR and role != TUTOR and not _has_other_tutor(course_id, user_id):
        raise ForbiddenError("A course keeps at least one tutor.", "last_tutor")
    row.role = role
    db.session.commit()
    current_hooks().access_changed(AccessChange(user_id, "role", course_id=course_id))


def stop_teaching(user_id: int) -> list[int]:
    """Somebody teaches no longer: a student's account takes part where it taught, another is off or goes.

    Says which live classes ended because nobody leads them any more. The caller commits and tells.
    """
    teaches = Enrolment.user_id == user_id, Enrolment.role == TUTOR
    taught = list(db.session.scalars(select(Enrolment.course_id).where(*teaches)))
    user = db.session.get(User, user_id)
    if user is not None and not may_teach(user.role):
        db.session.execute(update(Enrolment).where(*teaches).values(role=STUDENT))
    left = [course_id for course_id in taught if not _has_other_tutor(course_id, user_id)]
    return [live_class_id for course_id in left for live_class_id in end_open_classes(course_id)]


def import_members(identity: Identity, course_id: int, text: str, dry_run: bool) -> ImportReport:
    """Enrol people by a CSV with a column `email`; with a wrong line, or as a dry run, nothing is written."""
    teach_course(identity, course_id)
    emails, errors = read_emails(text)
    known = _find_users(emails)
    enrolled_before = set(
        db.session.scalars(select(Enrolment.user_id).where(Enrolment.course_id == course_id))
    )
    new = [email for email in emails if email in known and known[email] not in enrolled_before]
    if not dry_run and not errors:
        enrol_students(course_id, [known[email] for email in new])
        db.session.commit()
    already = [email for email in emails if email in known and known[email] in enrolled_before]
    unknown = [email for email in emails if email not in known]
    return ImportReport(dry_run or bool(errors), new, already, unknown, errors)


def read_emails(text: str) -> tuple[list[str], list[RowError]]:
    """Read the addresses of a CSV, each once, and say what is wrong in which line."""
    emails: dict[str, None] = {}
    errors: list[RowError] = []
    for line, row in read_rows(text, current_config().courses.max_import_rows):
        email = row.get("email", "").lower()
        if is_email(email):
            emails[email] = None
        else:
            errors.append(RowError(line, f"'{email[:80]}' is no e-mail address."))
    return list(emails), errors


def export_members(identity: Identity, course_id: int) -> str:
    """The roster as CSV."""
    rows: list[Member] = []
    request = PageRequest(limit=500)
    while True:
        page = list_members(identity, course_id, "", request)
        rows += page.items
        if page.next_cursor is None:
            break
        request = PageRequest(page.next_cursor, 500)
    cells = [(member.name, member.email, member.role, member.completed) for member in rows]
    return write_table(("name", "email", "role", "lessons completed"), cells)


def _find_users(emails: list[str]) -> dict[str, int]:
    known: dict[str, int] = {}
    for start in range(0, len(emails), 500):
        part = emails[start : start + 500]
        for email, user_id in db.session.execute(select(User.email, User.id).where(User.email.in_(part))):
            known[email] = user_id
    return known


def _has_other_tutor(course_id: int, user_id: int) -> bool:
    query = (
        select(Enrolment.id)
        .join(User, User.id == Enrolment.user_id)
        .where(
            Enrolment.course_id == course_id,
            Enrolment.user_id != user_id,
            Enrolment.role == TUTOR,
            User.role != STUDENT,
            User.disabled_at.is_(None),
        )
    )
    return db.session.scalar(query.limit(1)) is not None

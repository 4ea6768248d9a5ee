"""Reads from the database who may do what on a socket. It keeps nothing and sends nothing.

Every function needs an application context; each opens and closes its own use of the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy import func, select

from backend.accounts.identity import Identity, is_login_alive
from backend.courses.access import learns
from backend.db.account import Role, User
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, LiveClass, Module
from backend.db.privacy import ConsentReceipt, Declaration, GuardianConsent
from backend.privacy.briefing import is_briefed
from backend.privacy.facts import describe_declaration, load_declaration, load_facts
from backend.privacy.on_device import find_highest_mode
from backend.privacy.policy import ORDER, Mode, Scope, effective_policy
from backend.realtime.errors import RefusedError
from backend.realtime.presence import Permission, Place

NEVER = datetime.fromtimestamp(0, timezone.utc)
SERVER_MODES = (Mode.AGGREGATE, Mode.INDIVIDUAL)  # below these nothing about expression may reach us


def locate(user_id: int, lesson_id: int, live_class_id: int | None) -> Place:
    """Find what somebody wants to sit in, if they are enrolled there and it is going on."""
    course_id = db.session.scalar(
        select(Module.course_id).join(Lesson, Lesson.module_id == Module.id).where(Lesson.id == lesson_id)
    )
    if course_id is None or not _is_enrolled(user_id, course_id, None):
        raise RefusedError("not_found")
    if live_class_id is not None:
        live_class = db.session.get(LiveClass, live_class_id)
        if live_class is None or live_class.lesson_id != lesson_id:
            raise RefusedError("not_found")
        if live_class.ended_at is not None:
            raise RefusedError("class_ended")
    return Place(lesson_id, course_id, live_class_id)


def is_over(place: Place) -> bool:
    """Whether the class has ended, or outside a class the lesson is gone."""
    if place.live_class_id is None:
        return db.session.scalar(select(Lesson.id).where(Lesson.id == place.lesson_id)) is None
    still_open = select(LiveClass.id).where(LiveClass.id == place.live_class_id, LiveClass.ended_at.is_(None))
    return db.session.scalar(still_open) is None


def permit(user_id: int, place: Place, opt_in: bool) -> Permission:
    """Ask policy and consents what this live session allows now; a course's tutor is in no group of it."""
    if not _is_enrolled(user_id, place.course_id, None):
        return Permission(Mode.OFF, "not_enrolled")
    facts = load_facts(user_id, place.course_id, opt_in and place.live_class_id is not None)
    policy = effective_policy(facts)
    is_student = bool(db.session.scalar(select(learns(user_id, place.course_id))))
    in_group = is_student and place.live_class_id is not None
    return Permission(
        mode=policy.mode,
        reason=policy.reason,
        analysis=policy.mode in SERVER_MODES,
        group=in_group and policy.mode in SERVER_MODES and Scope.SHARE_AGGREGATE in facts.consents,
        tile=in_group and policy.mode is Mode.INDIVIDUAL,
        summary=is_student and policy.mode is Mode.INDIVIDUAL and Scope.KEEP_SUMMARIES in facts.consents,
        learns=is_student,
    )


def require_tutor(identity: Identity, live_class_id: int) -> LiveClass:
    """Let a tutor of the class's own course through, and nobody else, administrators included."""
    live_class = db.session.get(LiveClass, live_class_id)
    allowed = live_class is not None and may_watch(identity.user_id, live_class.course_id)
    if live_class is None or not allowed:
        raise RefusedError("not_found")
    if not is_briefed(identity.user_id):
        raise RefusedError("briefing_unread")
    return live_class


def may_watch(user_id: int, course_id: int) -> bool:
    """Whether somebody is, now, a tutor of this course."""
    role = db.session.scalar(select(User.role).where(User.id == user_id, User.disabled_at.is_(None)))
    return role == Role.TUTOR.value and _is_enrolled(user_id, course_id, "tutor")


def is_login_valid(identity: Identity) -> bool:
    """Whether the login a socket was opened with still stands, and still is in the same role."""
    role = db.session.scalar(select(User.role).where(User.id == identity.user_id))
    return role == identity.role.value and is_login_alive(identity.login_session_id)


def read_course_mode(course_id: int) -> Mode:
    """The highest mode that law, declaration and course leave open to anybody; what the panel announces."""
    mode = find_highest_mode(describe_declaration(load_declaration()))
    limit = db.session.scalar(
        select(Course.mode_limit).where(Course.id == course_id, Course.archived_at.is_(None))
    )
    return min((mode, Mode(limit or Mode.OFF)), key=ORDER.index)


def read_name(user_id: int) -> str:
    """What a person is called."""
    return db.session.scalar(select(User.name).where(User.id == user_id)) or ""


def read_locale(user_id: int) -> str:
    """The language a person reads."""
    return db.session.scalar(select(User.locale).where(User.id == user_id)) or "en"


def read_audit_token(user_id: int) -> str | None:
    """How a person stands in the audit log."""
    return db.session.scalar(select(User.audit_token).where(User.id == user_id))


@dataclass(frozen=True)
class Marks:
    """How far the tables that decide access have been read."""

    declaration: int
    guardians: tuple[object, ...]
    receipt: int
    people: datetime
    courses: datetime


@dataclass(frozen=True)
class Changes:
    """Whose rights may be different since some marks."""

    everybody: bool
    users: frozenset[int]
    courses: frozenset[int]


def read_marks() -> Marks:
    """Where the tables stand now; one cheap query, whichever process wrote to them."""
    row = db.session.execute(
        select(
            select(func.max(Declaration.version)).scalar_subquery(),
            select(func.max(ConsentReceipt.id)).scalar_subquery(),
            select(func.max(GuardianConsent.child_assented_at)).scalar_subquery(),
            select(func.count(GuardianConsent.id)).scalar_subquery(),
        )
    ).one()
    people = db.session.scalar(select(func.max(User.updated_at))) or NEVER
    courses = db.session.scalar(select(func.max(Course.updated_at))) or NEVER
    return Marks(row[0] or 0, (row[2], row[3]), row[1] or 0, people, courses)


def read_changes(before: Marks, now: Marks) -> Changes:
    """Whom a change between two marks is about."""
    everybody = (before.declaration, before.guardians) != (now.declaration, now.guardians)
    users: set[int] = set()
    courses: set[int] = set()
    if now.receipt != before.receipt:
        users.update(
            db.session.scalars(select(ConsentReceipt.user_id).where(ConsentReceipt.id > before.receipt))
        )
    if now.people != before.people:
        users.update(db.session.scalars(select(User.id).where(User.updated_at > before.people)))
    if now.courses != before.courses:
        courses.update(db.session.scalars(select(Course.id).where(Course.updated_at > before.courses)))
    return Changes(everybody, frozenset(users), frozenset(courses))


def _is_enrolled(user_id: int, course_id: int, role: str | None) -> bool:
    """In a course that goes on: nobody sits in an archived one or watches it."""
    query = (
        select(Enrolment.id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Enrolment.user_id == user_id, Enrolment.course_id == course_id, Course.archived_at.is_(None))
    )
    if role is not None:
        query = query.where(Enrolment.role == role)
    return db.session.scalar(query) is not None

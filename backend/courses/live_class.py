"""Live classes: a tutor opens one on a lesson, everyone follows, the tutor ends it.

Positions are pushed to sockets through a callback; latecomers read the last one here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from backend import clock
from backend.accounts.identity import Identity
from backend.config import current_config
from backend.courses.access import enter_course, teach_course, teach_lesson
from backend.db.account import User
from backend.db.base import db
from backend.db.course import Course, Lesson, LiveClass
from backend.db.paging import AnySelect, Order, Page, PageRequest, read_page
from backend.errors import ConflictError, NotFoundError
from backend.hooks import ClassPosition, current_hooks


@dataclass(frozen=True)
class LiveClassView:
    """A live class with the names a page shows."""

    live_class: LiveClass
    lesson_title: str
    course_title: str
    tutor_name: str | None


@dataclass(frozen=True)
class Position:
    """Where in the lesson the tutor is."""

    section: int
    video_seconds: float
    playing: bool


def open_live_class(identity: Identity, lesson_id: int, call_url: str | None) -> LiveClassView:
    """Open a class on a lesson; a course has one at a time."""
    course_id = teach_lesson(identity, lesson_id).access.course.id
    lock_course(course_id)
    if db.session.scalar(select(Course.archived_at).where(Course.id == course_id)) is not None:
        raise ConflictError("This course is archived; bring it back first.", "archived")
    running = select(LiveClass.id).where(LiveClass.course_id == course_id, LiveClass.ended_at.is_(None))
    if db.session.scalar(running) is not None:
        raise ConflictError("A live class of this course is open already; end it first.", "already_open")
    live_class = LiveClass(
        lesson_id=lesson_id, course_id=course_id, tutor_id=identity.user_id, call_url=call_url
    )
    db.session.add(live_class)
    db.session.commit()
    return view_live_class(identity, live_class.id)


def view_live_class(identity: Identity, live_class_id: int) -> LiveClassView:
    """One live class, for those who take part in its course."""
    row = db.session.execute(_view_query().where(LiveClass.id == live_class_id)).one_or_none()
    if row is None:
        raise NotFoundError()
    enter_course(identity, row[0].course_id)
    return LiveClassView(*row)


def list_live_classes(identity: Identity, course_id: int, open_only: bool, request: PageRequest) -> Page[Any]:
    """The live classes of one course, newest first."""
    enter_course(identity, course_id)
    query = _view_query().where(LiveClass.course_id == course_id)
    if open_only:
        query = query.where(LiveClass.ended_at.is_(None))
    page = read_page(query, Order(LiveClass.started_at, LiveClass.id, descending=True), request)
    return Page([LiveClassView(*row) for row in page.items], page.next_cursor)


def move_live_class(identity: Identity, live_class_id: int, position: Position) -> LiveClassView:
    """Say where the tutor is now; everyone in the class is told."""
    live_class = _lead(identity, live_class_id)
    if live_class.ended_at is not None:
        raise ConflictError("This class has ended.", "ended")
    live_class.section, live_class.video_seconds = position.section, position.video_seconds
    live_class.playing, live_class.position_at = position.playing, clock.utc_now()
    db.session.commit()
    current_hooks().position_changed(
        ClassPosition(
            live_class_id, live_class.lesson_id, position.section, position.video_seconds, position.playing
        )
    )
    return view_live_class(identity, live_class_id)


def end_live_class(identity: Identity, live_class_id: int) -> LiveClassView:
    """End the class; ending twice is ending once."""
    live_class = _lead(identity, live_class_id)
    if live_class.ended_at is None:
        live_class.ended_at = clock.utc_now()
        db.session.commit()
        current_hooks().live_class_ended(live_class_id)
    return view_live_class(identity, live_class_id)


def end_open_classes(course_id: int) -> list[int]:
    """End whatever is open in a course; the caller commits, then tells those who sit in it."""
    still_open = LiveClass.course_id == course_id, LiveClass.ended_at.is_(None)
    ended = list(db.session.scalars(select(LiveClass.id).where(*still_open)))
    db.session.execute(update(LiveClass).where(*still_open).values(ended_at=clock.utc_now()))
    return ended


def end_forgotten_classes() -> None:
    """End what nobody ended for longer than any class takes, and tell those who sit in it."""
    limit = clock.utc_now() - timedelta(hours=current_config().trends.longest_class_hours)
    ended = db.session.scalars(
        update(LiveClass)
        .where(LiveClass.ended_at.is_(None), LiveClass.started_at <= limit)
        .values(ended_at=clock.utc_now())
        .returning(LiveClass.id)
    ).all()
    db.session.commit()
    for live_class_id in ended:
        current_hooks().live_class_ended(live_class_id)


def is_class_open(lesson_id: int) -> bool:
    """Whether a class is going on in this lesson."""
    still_open = select(LiveClass.id).where(LiveClass.lesson_id == lesson_id, LiveClass.ended_at.is_(None))
    return db.session.scalar(still_open) is not None


def lock_course(course_id: int) -> None:
    """Let nobody else open a class here, move lessons or send a tutor away until the caller commits."""
    kept = {
        "title": Course.title,
        "updated_at": Course.updated_at,
    }  # nothing changes; the row is ours until commit
    db.session.execute(update(Course).where(Course.id == course_id).values(**kept))


def _lead(identity: Identity, live_class_id: int) -> LiveClass:
    live_class = db.session.get(LiveClass, live_class_id)
    if live_class is None:
        raise NotFoundError()
    teach_course(identity, live_class.course_id)
    return live_class


def _view_query() -> AnySelect:
    return (
        select(LiveClass, Lesson.title, Course.title, User.name)
        .join(Lesson, Lesson.id == LiveClass.lesson_id)
        .join(Course, Course.id == LiveClass.course_id)
        .outerjoin(User, User.id == LiveClass.tutor_id)
    )

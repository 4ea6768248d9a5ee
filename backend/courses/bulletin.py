"""What tutors tell a course, and what students ask the tutors in private."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from backend import clock
from backend.accounts.identity import Identity
from backend.courses.access import enter_course, enter_lesson, teach_course
from backend.db.account import User
from backend.db.base import db
from backend.db.community import Announcement, Question
from backend.db.paging import Order, Page, PageRequest, read_page
from backend.errors import ChangedMeanwhileError, InvalidError, NotFoundError


def list_announcements(identity: Identity, course_id: int, request: PageRequest) -> Page[Any]:
    """What the course was told, newest first, with the author's name."""
    enter_course(identity, course_id)
    query = (
        select(Announcement, User.name)
        .outerjoin(User, User.id == Announcement.author_id)
        .where(Announcement.course_id == course_id)
    )
    return read_page(query, Order(Announcement.id, Announcement.id, descending=True), request)


def announce(identity: Identity, course_id: int, title: str, body: str) -> Announcement:
    """Tell the whole course something."""
    teach_course(identity, course_id)
    row = Announcement(course_id=course_id, author_id=identity.user_id, title=title, body=body)
    db.session.add(row)
    db.session.commit()
    return row


def delete_announcement(identity: Identity, announcement_id: int) -> None:
    """Take an announcement back."""
    row = db.session.get(Announcement, announcement_id)
    if row is None:
        raise NotFoundError()
    teach_course(identity, row.course_id)
    db.session.execute(delete(Announcement).where(Announcement.id == row.id))
    db.session.commit()


def list_questions(identity: Identity, course_id: int, open_only: bool, request: PageRequest) -> Page[Any]:
    """A tutor sees all questions of the course, a student their own."""
    access = enter_course(identity, course_id)
    query = (
        select(Question, User.name)
        .join(User, User.id == Question.student_id)
        .where(Question.course_id == course_id)
    )
    if not access.teaches:
        query = query.where(Question.student_id == identity.user_id)
    if open_only:
        query = query.where(Question.answered_at.is_(None))
    return read_page(query, Order(Question.id, Question.id, descending=True), request)


def ask_tutors(identity: Identity, course_id: int, lesson_id: int | None, body: str) -> Question:
    """Ask the tutors something nobody else sees."""
    enter_course(identity, course_id)
    if lesson_id is not None and enter_lesson(identity, lesson_id).access.course.id != course_id:
        raise InvalidError("This lesson belongs to another course.", "other_course")
    row = Question(course_id=course_id, lesson_id=lesson_id, student_id=identity.user_id, body=body)
    db.session.add(row)
    db.session.commit()
    return row


def answer_question(
    identity: Identity, question_id: int, answer: str, answered_at: datetime | None
) -> tuple[Question, str]:
    """Answer a student; a second answer replaces the first, where its author has read that one."""
    row = db.session.get(Question, question_id)
    if row is None:
        raise NotFoundError()
    teach_course(identity, row.course_id)
    written = db.session.scalar(
        update(Question)
        .where(Question.id == question_id, Question.answered_at.is_not_distinct_from(answered_at))
        .values(answer=answer, answered_by=identity.user_id, answered_at=clock.utc_now())
        .returning(Question.id)
    )
    if written is None:
        raise ChangedMeanwhileError()
    db.session.commit()
    student = db.session.get(User, row.student_id)
    return row, student.name if student else ""

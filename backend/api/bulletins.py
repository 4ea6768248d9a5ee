"""Announcements and questions to the tutors, over HTTP."""

from __future__ import annotations

from datetime import datetime

from apiflask import APIBlueprint
from pydantic import AwareDatetime, Field

from backend.accounts.identity import current_identity
from backend.api.schema import DONE, Done, Id, In, Line, Out, PageQuery, Text
from backend.courses import bulletin
from backend.courses.markdown import render_markdown
from backend.db.community import Announcement, Question

bp = APIBlueprint("bulletins", __name__, tag="together")


class AnnouncementIn(In):
    """What the course is told, in Markdown."""

    title: Line
    body: Text


class AnnouncementOut(Out):
    """What the course was told."""

    id: int
    title: str
    body: str
    html: str
    author: str | None
    created_at: datetime


class AnnouncementPage(Out):
    """One page of announcements."""

    items: list[AnnouncementOut]
    next_cursor: str | None


class QuestionIn(In):
    """A question that only the tutors see."""

    body: Text
    lesson_id: Id | None = None


class AnswerToQuestionIn(In):
    """A tutor's answer."""

    answer: Text
    answered_at: AwareDatetime | None = Field(
        description="of the answer that was shown, null for none; 412 when another came since"
    )


class QuestionOut(Out):
    """A question and perhaps its answer."""

    id: int
    lesson_id: int | None
    student: str
    body: str
    answer: str | None
    created_at: datetime
    answered_at: datetime | None


class QuestionPage(Out):
    """One page of questions."""

    items: list[QuestionOut]
    next_cursor: str | None


class QuestionQuery(PageQuery):
    """Which questions."""

    open_only: bool = False


@bp.get("/courses/<id:course_id>/announcements")
@bp.input(PageQuery, location="query")
@bp.output(AnnouncementPage)
def list_announcements(course_id: int, query_data: PageQuery) -> AnnouncementPage:
    """What the course was told, newest first."""
    page = bulletin.list_announcements(current_identity(), course_id, query_data.request())
    items = [_describe_announcement(row, author) for row, author in page.items]
    return AnnouncementPage(items=items, next_cursor=page.next_cursor)


@bp.post("/courses/<id:course_id>/announcements")
@bp.input(AnnouncementIn)
@bp.output(AnnouncementOut, status_code=201)
def announce(course_id: int, json_data: AnnouncementIn) -> AnnouncementOut:
    """Tell the course something."""
    identity = current_identity()
    row = bulletin.announce(identity, course_id, json_data.title, json_data.body)
    return _describe_announcement(row, identity.name)


@bp.delete("/announcements/<id:announcement_id>")
@bp.output(Done)
def delete_announcement(announcement_id: int) -> Done:
    """Take an announcement back."""
    bulletin.delete_announcement(current_identity(), announcement_id)
    return DONE


@bp.get("/courses/<id:course_id>/questions")
@bp.input(QuestionQuery, location="query")
@bp.output(QuestionPage)
def list_questions(course_id: int, query_data: QuestionQuery) -> QuestionPage:
    """My questions; a tutor sees everybody's."""
    request = query_data.request()
    page = bulletin.list_questions(current_identity(), course_id, query_data.open_only, request)
    items = [_describe_question(row, student) for row, student in page.items]
    return QuestionPage(items=items, next_cursor=page.next_cursor)


@bp.post("/courses/<id:course_id>/questions")
@bp.input(QuestionIn)
@bp.output(QuestionOut, status_code=201)
def ask_tutors(course_id: int, json_data: QuestionIn) -> QuestionOut:
    """Ask the tutors."""
    identity = current_identity()
    row = bulletin.ask_tutors(identity, course_id, json_data.lesson_id, json_data.body)
    return _describe_question(row, identity.name)


@bp.put("/questions/<id:question_id>/answer")
@bp.input(AnswerToQuestionIn)
@bp.output(QuestionOut)
def answer_question(question_id: int, json_data: AnswerToQuestionIn) -> QuestionOut:
    """Answer a student's question."""
    row, student = bulletin.answer_question(
        current_identity(), question_id, json_data.answer, json_data.answered_at
    )
    return _describe_question(row, student)


def _describe_announcement(row: Announcement, author: str | None) -> AnnouncementOut:
    html = render_markdown(row.body).html
    return AnnouncementOut(
        id=row.id, title=row.title, body=row.body, html=html, author=author, created_at=row.created_at
    )


def _describe_question(row: Question, student: str) -> QuestionOut:
    names = ("id", "lesson_id", "body", "answer", "created_at", "answered_at")
    return QuestionOut(**{name: getattr(row, name) for name in names}, student=student)

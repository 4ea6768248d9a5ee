"""Lessons over HTTP: reading, writing, previewing, and how far one is."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from apiflask import APIBlueprint
from pydantic import Field

from backend.accounts.identity import Identity, current_identity
from backend.api.guard import requires
from backend.api.schema import DONE, Done, In, Line, LongText, Out, Versioned
from backend.courses import lesson as lessons
from backend.courses import outline, progress
from backend.courses.markdown import render_markdown
from backend.db.account import Role
from backend.db.learning import LessonProgress

bp = APIBlueprint("lessons", __name__, tag="lessons")
Minutes = Annotated[int, Field(ge=1, le=600)]


class LessonIn(In):
    """A new lesson."""

    title: Line
    body: LongText = ""
    minutes: Minutes = 10


class LessonEdit(Versioned):
    """What may change about a lesson."""

    title: Line | None = None
    body: LongText | None = None
    minutes: Minutes | None = None


class SectionOut(Out):
    """A part of the text; `<section data-section="index">` in the HTML."""

    index: int
    title: str


class FileOut(Out):
    """A video, picture or attachment."""

    id: int
    kind: str
    name: str
    media_type: str
    bytes: int
    url: str


class ProgressOut(Out):
    """How far I am."""

    section: int
    video_seconds: float
    completed: bool
    updated_at: datetime


class LessonOut(Out):
    """A whole lesson, ready to show."""

    id: int
    module_id: int
    course_id: int
    course_title: str
    module_title: str
    title: str
    minutes: int
    html: str
    sections: list[SectionOut]
    body: str | None = Field(description="the Markdown, for those who teach")
    video: FileOut | None
    pictures: list[FileOut]
    attachments: list[FileOut]
    quiz_id: int | None
    previous_id: int | None
    next_id: int | None
    progress: ProgressOut | None
    updated_at: datetime
    version: int


class PreviewIn(In):
    """Markdown to look at before it is saved."""

    body: LongText


class Preview(Out):
    """How it will look."""

    html: str
    sections: list[SectionOut]


class ProgressIn(In):
    """Where I am now; `completed` only ever adds."""

    section: int = Field(default=0, ge=0, le=10_000)
    video_seconds: float = Field(default=0, ge=0, le=1_000_000, allow_inf_nan=False)
    completed: bool = False


@bp.post("/modules/<id:module_id>/lessons")
@bp.input(LessonIn)
@bp.output(LessonOut, status_code=201)
def add_lesson(module_id: int, json_data: LessonIn) -> LessonOut:
    """Add a lesson to a chapter."""
    row = outline.add_lesson(current_identity(), module_id, json_data.model_dump())
    return describe_lesson(current_identity(), row.id)


@bp.get("/lessons/<id:lesson_id>")
@bp.output(LessonOut)
def read_lesson(lesson_id: int) -> LessonOut:
    """A lesson with everything its page needs."""
    return describe_lesson(current_identity(), lesson_id)


@bp.patch("/lessons/<id:lesson_id>")
@bp.input(LessonEdit)
@bp.output(LessonOut)
def edit_lesson(lesson_id: int, json_data: LessonEdit) -> LessonOut:
    """Change a lesson."""
    changes = json_data.model_dump(exclude_none=True, exclude={"version"})
    outline.edit_lesson(current_identity(), lesson_id, json_data.version, changes)
    return describe_lesson(current_identity(), lesson_id)


@bp.delete("/lessons/<id:lesson_id>")
@bp.output(Done)
def delete_lesson(lesson_id: int) -> Done:
    """Delete a lesson."""
    lessons.delete_lesson_with_files(current_identity(), lesson_id)
    return DONE


@bp.post("/lessons/preview")
@bp.input(PreviewIn)
@bp.output(Preview)
@requires(Role.TUTOR, Role.ADMIN)
def preview_lesson(json_data: PreviewIn) -> Preview:
    """Render Markdown without saving it."""
    rendered = render_markdown(json_data.body)
    return Preview(html=rendered.html, sections=[SectionOut.model_validate(s) for s in rendered.sections])


@bp.put("/lessons/<id:lesson_id>/progress")
@bp.input(ProgressIn)
@bp.output(ProgressOut)
def save_progress(lesson_id: int, json_data: ProgressIn) -> ProgressOut:
    """Remember where I am."""
    place = progress.Place(json_data.section, json_data.video_seconds, json_data.completed)
    return _describe_progress(progress.save_progress(current_identity(), lesson_id, place))


def describe_lesson(identity: Identity, lesson_id: int) -> LessonOut:
    """The wire shape of a lesson."""
    view = lessons.load_lesson(identity, lesson_id)
    rendered = render_markdown(view.lesson.body)
    files = [FileOut.model_validate(file) for file in view.files]
    return LessonOut(
        id=view.lesson.id,
        module_id=view.module.id,
        course_id=view.course.id,
        course_title=view.course.title,
        module_title=view.module.title,
        title=view.lesson.title,
        minutes=view.lesson.minutes,
        html=rendered.html,
        sections=[SectionOut(index=s.index, title=s.title or view.lesson.title) for s in rendered.sections],
        body=view.lesson.body if view.teaches else None,
        video=next((file for file in files if file.kind == "video"), None),
        pictures=[file for file in files if file.kind == "image"],
        attachments=[file for file in files if file.kind == "attachment"],
        quiz_id=view.quiz_id,
        previous_id=view.previous_id,
        next_id=view.next_id,
        progress=_describe_progress(view.progress) if view.progress else None,
        updated_at=view.lesson.updated_at,
        version=view.lesson.version,
    )


def _describe_progress(row: LessonProgress) -> ProgressOut:
    return ProgressOut(
        section=row.section,
        video_seconds=row.video_seconds,
        completed=row.completed_at is not None,
        updated_at=row.updated_at,
    )

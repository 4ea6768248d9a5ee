"""One lesson with all that its page shows: files, quiz, neighbours, the reader's progress."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from backend.accounts.identity import Identity
from backend.courses import outline
from backend.courses.access import enter_lesson, teach_lesson
from backend.courses.file import FileView, list_files, remove_stored
from backend.courses.progress import load_progress
from backend.db.base import db
from backend.db.course import Course, Lesson, Module, Quiz
from backend.db.learning import LessonProgress


@dataclass(frozen=True)
class LessonView:
    """Everything a lesson's page shows."""

    lesson: Lesson
    module: Module
    course: Course
    teaches: bool
    files: list[FileView]
    quiz_id: int | None
    previous_id: int | None
    next_id: int | None
    progress: LessonProgress | None


def load_lesson(identity: Identity, lesson_id: int) -> LessonView:
    """Read a lesson for someone who takes part in its course."""
    found = enter_lesson(identity, lesson_id)
    course = found.access.course
    previous_id, next_id = _find_neighbours(course.id, lesson_id)
    return LessonView(
        lesson=found.lesson,
        module=found.module,
        course=course,
        teaches=found.access.teaches,
        files=list_files(lesson_id),
        quiz_id=db.session.scalar(select(Quiz.id).where(Quiz.lesson_id == lesson_id)),
        previous_id=previous_id,
        next_id=next_id,
        progress=load_progress(identity.user_id, lesson_id),
    )


def delete_lesson_with_files(identity: Identity, lesson_id: int) -> None:
    """Delete a lesson, then the bytes it had stored."""
    teach_lesson(identity, lesson_id)
    files = list_files(lesson_id)
    outline.delete_lesson(identity, lesson_id)
    for file in files:
        remove_stored(file.stored_as)


def _find_neighbours(course_id: int, lesson_id: int) -> tuple[int | None, int | None]:
    ids = list(
        db.session.scalars(
            select(Lesson.id)
            .join(Module, Module.id == Lesson.module_id)
            .where(Module.course_id == course_id)
            .order_by(Module.position, Module.id, Lesson.position, Lesson.id)
        )
    )
    place = ids.index(lesson_id)
    return (ids[place - 1] if place > 0 else None, ids[place + 1] if place + 1 < len(ids) else None)

"""Modules and lessons: what a course consists of, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from backend.accounts.identity import Identity
from backend.courses.access import enter_course, teach_course, teach_lesson, teach_module
from backend.courses.live_class import is_class_open, lock_course
from backend.db.base import db
from backend.db.course import Lesson, Module, Quiz
from backend.db.learning import LessonProgress
from backend.errors import ChangedMeanwhileError, ConflictError, ForbiddenError, InvalidError
from backend.hooks import current_hooks


@dataclass(frozen=True)
class OutlineLesson:
    """One lesson in the table of contents, and how far the reader is."""

    id: int
    title: str
    minutes: int
    version: int
    has_quiz: bool
    started: bool
    completed: bool


@dataclass(frozen=True)
class OutlineModule:
    """One chapter with its lessons."""

    id: int
    title: str
    version: int
    lessons: list[OutlineLesson]


def count_lessons_before(course_id: int, lesson_id: int) -> int:
    """How many lessons of a course come before this one; 0 for one that is gone."""
    query = select(Lesson.id).join(Module, Module.id == Lesson.module_id).where(Module.course_id == course_id)
    in_order = query.order_by(Module.position, Module.id, Lesson.position, Lesson.id)
    ids = list(db.session.scalars(in_order))
    return ids.index(lesson_id) if lesson_id in ids else 0


def load_outline(identity: Identity, course_id: int) -> list[OutlineModule]:
    """The table of contents in two queries, however long it is."""
    enter_course(identity, course_id)
    modules = db.session.scalars(
        select(Module).where(Module.course_id == course_id).order_by(Module.position, Module.id)
    ).all()
    rows = db.session.execute(
        select(Lesson.module_id, Lesson.id, Lesson.title, Lesson.minutes, Lesson.version, Quiz.id,
               LessonProgress.id, LessonProgress.completed_at)
        .outerjoin(Quiz, Quiz.lesson_id == Lesson.id)
        .outerjoin(LessonProgress, (LessonProgress.lesson_id == Lesson.id)
                   & (LessonProgress.user_id == identity.user_id))
        .where(Lesson.module_id.in_([module.id for module in modules]))  # none that was added since
        .order_by(Lesson.position, Lesson.id)
    ).all()  # fmt: skip
    outline = {module.id: OutlineModule(module.id, module.title, module.version, []) for module in modules}
    for module_id, lesson_id, title, minutes, version, quiz_id, progress_id, completed_at in rows:
        line = OutlineLesson(
            lesson_id,
            title,
            minutes,
            version,
            quiz_id is not None,
            progress_id is not None,
            completed_at is not None,
        )
        outline[module_id].lessons.append(line)
    return list(outline.values())


def add_module(identity: Identity, course_id: int, title: str) -> Module:
    """Add a chapter at the end."""
    teach_course(identity, course_id)
    last = select(func.coalesce(func.max(Module.position), -1)).where(Module.course_id == course_id)
    module = Module(course_id=course_id, title=title, position=db.session.scalars(last).one() + 1)
    db.session.add(module)
    db.session.commit()
    return module


def edit_module(identity: Identity, module_id: int, version: int, title: str) -> Module:
    """Rename a chapter."""
    module = teach_module(identity, module_id)
    if module.version != version:
        raise ChangedMeanwhileError()
    module.title = title
    db.session.commit()
    return module


def delete_module(identity: Identity, module_id: int) -> None:
    """Delete an empty chapter; lessons are deleted one by one, on purpose."""
    module = teach_module(identity, module_id)
    lock_course(module.course_id)  # a lesson that comes at this moment is counted, or comes too late
    if db.session.scalar(select(func.count(Lesson.id)).where(Lesson.module_id == module.id)):
        raise ForbiddenError("Move or delete its lessons first.", "not_empty")
    db.session.execute(delete(Module).where(Module.id == module.id))
    db.session.commit()


def add_lesson(identity: Identity, module_id: int, fields: dict[str, Any]) -> Lesson:
    """Add a lesson at the end of a chapter."""
    module = teach_module(identity, module_id)
    lock_course(module.course_id)
    last = select(func.coalesce(func.max(Lesson.position), -1)).where(Lesson.module_id == module.id)
    lesson = Lesson(module_id=module.id, position=db.session.scalars(last).one() + 1, **fields)
    db.session.add(lesson)
    db.session.commit()
    return lesson


def edit_lesson(identity: Identity, lesson_id: int, version: int, changes: dict[str, Any]) -> Lesson:
    """Change a lesson, unless someone else did meanwhile."""
    lesson = teach_lesson(identity, lesson_id).lesson
    if lesson.version != version:
        raise ChangedMeanwhileError()
    for name, value in changes.items():
        setattr(lesson, name, value)
    db.session.commit()
    return lesson


def delete_lesson(identity: Identity, lesson_id: int) -> None:
    """Delete a lesson with its quiz, files and progress; not while a live class is open on it."""
    lock_course(teach_lesson(identity, lesson_id).access.course.id)
    if is_class_open(lesson_id):
        raise ConflictError("A live class is open on this lesson; end it first.", "class_open")
    db.session.execute(delete(Lesson).where(Lesson.id == lesson_id))
    db.session.commit()
    current_hooks().lesson_deleted(lesson_id)


def reorder_course(identity: Identity, course_id: int, order: list[tuple[int, list[int]]]) -> None:
    """Put modules and lessons in the given order; it must name each exactly once.

    Their versions stay: whoever writes in a lesson meanwhile has not been overtaken.
    """
    teach_course(identity, course_id)
    lock_course(course_id)
    chapters = db.session.execute(select(Module.id, Module.position).where(Module.course_id == course_id))
    modules = {module_id: position for module_id, position in chapters}
    in_course = Lesson.module_id.in_(modules)
    rows = db.session.execute(select(Lesson.id, Lesson.module_id, Lesson.position).where(in_course))
    lessons = {lesson_id: (module_id, position) for lesson_id, module_id, position in rows}
    named_modules = [module_id for module_id, _ in order]
    named_lessons = [lesson_id for _, ids in order for lesson_id in ids]
    if sorted(named_modules) != sorted(modules) or sorted(named_lessons) != sorted(lessons):
        raise InvalidError("The order must name every module and lesson exactly once.", "bad_order")
    for place, (module_id, lesson_ids) in enumerate(order):
        if modules[module_id] != place:
            db.session.execute(update(Module).where(Module.id == module_id).values(position=place))
        for lesson_place, lesson_id in enumerate(lesson_ids):
            if lessons[lesson_id] != (module_id, lesson_place):
                _place_lesson(lesson_id, module_id, lesson_place)
    db.session.commit()


def _place_lesson(lesson_id: int, module_id: int, position: int) -> None:
    place = {"module_id": module_id, "position": position, "updated_at": Lesson.updated_at}
    db.session.execute(update(Lesson).where(Lesson.id == lesson_id).values(place))

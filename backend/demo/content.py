"""Reads the demo's courses from the files beside it and puts them into the database, once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from backend.courses.file import store_picture
from backend.db.account import User
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, Module, Quiz, QuizItem

FOLDER = Path(__file__).resolve().parent / "courses"
PICTURE = re.compile(r"\(picture:([a-z]+\.svg)\)")


@dataclass(frozen=True)
class Source:
    """One course as it lies on disk."""

    folder: Path
    plan: dict[str, Any]

    def read(self, name: str) -> str:
        """A file of the course."""
        return (self.folder / name).read_text(encoding="utf-8")


def add_courses(tutor: User) -> list[Course]:
    """Add the courses that are not there yet, known by their join codes; return all of them."""
    sources = [
        Source(file.parent, yaml.safe_load(file.read_text(encoding="utf-8")))
        for file in sorted(FOLDER.glob("*/course.yaml"))
    ]
    return [_find_course(source) or _add_course(source, tutor) for source in sources]


def _find_course(source: Source) -> Course | None:
    return db.session.scalar(select(Course).where(Course.join_code == source.plan["join_code"]))


def _add_course(source: Source, tutor: User) -> Course:
    names = ("title", "summary", "join_code")
    course = Course(**{name: source.plan[name] for name in names}, created_by=tutor.id)
    db.session.add(course)
    db.session.flush()
    db.session.add(Enrolment(course_id=course.id, user_id=tutor.id, role="tutor"))
    for place, plan in enumerate(source.plan["modules"]):
        module = Module(course_id=course.id, title=plan["title"], position=place)
        db.session.add(module)
        db.session.flush()
        for lesson_place, lesson in enumerate(plan["lessons"]):
            _add_lesson(source, module, lesson_place, lesson)
    return course


def _add_lesson(source: Source, module: Module, place: int, plan: dict[str, Any]) -> None:
    body = source.read(plan["file"])
    row = Lesson(module_id=module.id, title=plan["title"], minutes=plan["minutes"], position=place, body=body)
    db.session.add(row)
    db.session.flush()
    urls = {name: store_picture(row.id, name, source.read(name)).url for name in set(PICTURE.findall(body))}
    row.body = PICTURE.sub(lambda match: f"({urls[match[1]]})", body)
    quiz = source.plan["quizzes"].get(plan["file"])
    if quiz:
        _add_quiz(row, quiz)


def _add_quiz(lesson: Lesson, plan: dict[str, Any]) -> None:
    quiz = Quiz(lesson_id=lesson.id, title=plan["title"])
    db.session.add(quiz)
    db.session.flush()
    for place, item in enumerate(plan["items"]):
        choices = [
            {"text": str(c["text"]), "feedback": c.get("feedback", "")} for c in item.get("choices", [])
        ]
        db.session.add(
            QuizItem(
                quiz_id=quiz.id,
                position=place,
                kind=item["kind"],
                prompt=str(item["prompt"]),
                choices=choices,
                answer=_read_answer(item["answer"]),
                feedback=item.get("feedback", ""),
            )
        )


def _read_answer(answer: dict[str, Any]) -> dict[str, Any]:
    if "accepted" in answer:
        return {"accepted": [str(text) for text in answer["accepted"]]}
    return answer

"""A school for the tests of trends: people who agreed, live classes that were held, what was kept of them.

Rows are written with the functions the live side writes them with; everything else goes over HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Flask

from backend.db.account import User
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, LiveClass, Module
from backend.db.learning import QuizAttempt
from backend.db.privacy import Consent, Declaration
from backend.db.recording import CheckInRow, HelpSignalRow, LiveSession, save_summaries, save_windows
from backend.db.trend import LessonPlace
from backend.privacy.notice import TEXTS
from backend.privacy.policy import Scope
from backend.realtime.access import permit
from backend.realtime.presence import Place
from backend.trends.rollup import roll_up
from tests.backend.conftest import Client

GROUP_ONLY = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE)
AGREED = (*GROUP_ONLY, Scope.SHARE_TUTORS, Scope.KEEP_SUMMARIES)
MODEL = "attune-8@1.0"
LABELS = 8


@dataclass
class School:
    """What the tests ask about."""

    app: Flask
    course_id: int
    lesson_id: int
    students: list[int] = field(default_factory=list)

    def add_students(self, count: int, scopes: Sequence[Scope] = AGREED) -> list[int]:
        """Adults who take part and agreed to some scopes."""
        first = len(self.students)
        with self.app.app_context():
            made = [self._add_student(first + number, scopes) for number in range(count)]
            db.session.commit()
        self.students += made
        return made

    def hold_class(self, started_at: datetime, minutes: int = 10, lesson_id: int | None = None) -> int:
        """A live class that has ended; nobody has sat in it yet."""
        with self.app.app_context():
            row = LiveClass(
                lesson_id=lesson_id or self.lesson_id,
                course_id=self.course_id,
                started_at=started_at,
                ended_at=started_at + timedelta(minutes=minutes),
            )
            db.session.add(row)
            db.session.commit()
            return row.id

    def add_window(self, live_class_id: int, start: datetime, **fields: Any) -> None:
        """One published window."""
        self.add_windows([{"live_class_id": live_class_id, "start": start, **fields}])

    def add_windows(self, rows: list[dict[str, Any]]) -> None:
        """Published windows; what is not said of one is as in most."""
        usual = {"seconds": 10, "cohort": 10, "shares": {"happy": 0.6}, "unsure": None, "engagement": 0.5}
        with self.app.app_context():
            save_windows(db.session(), [{**usual, **row} for row in rows])
            db.session.commit()

    def say(self, user_id: int, value: str, at: datetime, live_class_id: int | None = None) -> None:
        """One check-in."""
        with self.app.app_context():
            row = CheckInRow(
                user_id=user_id, lesson_id=self.lesson_id, live_class_id=live_class_id, value=value, at=at
            )
            db.session.add(row)
            db.session.commit()

    def call_for_help(self, user_id: int, at: datetime, live_class_id: int) -> None:
        """One silent call, lowered a minute later."""
        lowered = at + timedelta(minutes=1)
        with self.app.app_context():
            row = HelpSignalRow(
                user_id=user_id, live_class_id=live_class_id, raised_at=at, lowered_at=lowered
            )
            db.session.add(row)
            db.session.commit()

    def sit(
        self,
        user_id: int,
        started_at: datetime,
        live_class_id: int | None = None,
        minutes: int = 10,
        seen: int | None = 90,
    ) -> int:
        """One live session of a hundred readings; without `seen` there was no camera.

        A summary is kept where the live side keeps one of somebody who opts in, and nowhere else.
        """
        ended_at = started_at + timedelta(minutes=minutes)
        with self.app.app_context():
            row = LiveSession(
                user_id=user_id,
                lesson_id=self.lesson_id,
                live_class_id=live_class_id,
                started_at=started_at,
                ended_at=ended_at,
                end_reason="left",
            )
            db.session.add(row)
            db.session.flush()
            place = Place(self.lesson_id, self.course_id, live_class_id)
            if seen is not None and permit(user_id, place, opt_in=True).summary:
                save_summaries(db.session(), [make_summary(row.id, ended_at, seen)])
            db.session.commit()
            return row.id

    def take_quiz(self, quiz_id: int, user_id: int, points: float, at: datetime) -> None:
        """One graded attempt of five points."""
        with self.app.app_context():
            row = QuizAttempt(
                quiz_id=quiz_id,
                user_id=user_id,
                points=points,
                points_possible=5.0,
                passed=points >= 3,
                submitted_at=at,
            )
            db.session.add(row)
            db.session.commit()

    def be_at(self, live_class_id: int, at: datetime, section: int) -> None:
        """The tutor took the class to a section."""
        with self.app.app_context():
            row = LessonPlace(
                live_class_id=live_class_id, at=at, section=section, video_seconds=0.0, playing=False
            )
            db.session.add(row)
            db.session.commit()

    def roll_up(self) -> Any:
        """One run of the rollup."""
        with self.app.app_context():
            return roll_up()

    def _add_student(self, number: int, scopes: Sequence[Scope]) -> int:
        user = User(
            email=f"student{number}@example.org",
            name=f"Student {number}",
            password_hash="none",
            role="student",
            region="other",
            birth_year=1990,
        )
        db.session.add(user)
        db.session.flush()
        db.session.add(Enrolment(course_id=self.course_id, user_id=user.id))
        for scope in scopes:
            words = TEXTS[scope]
            db.session.add(
                Consent(
                    user_id=user.id,
                    scope=scope.value,
                    granted=True,
                    text_version=words.version,
                    text_hash=words.hash,
                )
            )
        return user.id


def brief(client: Client) -> Client:
    """A tutor or administrator who has read what trends cannot tell."""
    version = client.get("/briefing").json["version"]
    assert client.post("/briefing/read", {"version": version}).status_code == 200
    return client


def open_school(app: Flask) -> School:
    """A declared deployment with one course of one lesson."""
    with app.app_context():
        db.session.add(
            Declaration(
                jurisdictions=["other"],
                institution="training_provider",
                ages="adults",
                mode="individual",
                purpose="test",
                lawful_basis="test",
                impact_assessment="test",
                contact="nobody@example.org",
            )
        )
        course = Course(title="Statistics", join_code="TREND1")
        db.session.add(course)
        db.session.commit()
        course_id = course.id
    return School(app, course_id, add_lesson(app, course_id))


def add_lesson(app: Flask, course_id: int) -> int:
    """A lesson of two sections."""
    with app.app_context():
        module = Module(course_id=course_id, title="Module")
        db.session.add(module)
        db.session.flush()
        lesson = Lesson(module_id=module.id, title="Mean", body="Start\n\n## One\n\nText\n\n## Two\n\nText")
        db.session.add(lesson)
        db.session.commit()
        return lesson.id


def make_summary(live_session_id: int, ended_at: datetime, seen: int) -> dict[str, Any]:
    """The row that the recorder would write."""
    return {
        "live_session_id": live_session_id,
        "model": MODEL,
        "readings": 100,
        "seen": seen,
        "abstentions": {"no_face": 100 - seen},
        "probabilities": [0.02] * 3 + [0.86] + [0.02] * (LABELS - 4) if seen else None,
        "corrections": 0,
        "engagement": 0.6,
        "engagement_low": 0.4,
        "engagement_high": 0.8,
        "created_at": ended_at,
    }

"""What a student did: places reached in lessons and quiz attempts. It holds nothing about expression."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.db.base import TEACHING, Base, Personal


class LessonProgress(Base):
    """How far one student is in one lesson; what resuming needs."""

    __tablename__ = "lesson_progress"
    __table_args__ = (UniqueConstraint("user_id", "lesson_id"),)
    __personal__ = Personal(
        purpose="progress and resuming where one left off", basis=TEACHING, subject="user_id"
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    section: Mapped[int] = mapped_column(default=0)
    video_seconds: Mapped[float] = mapped_column(default=0.0)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)
    completed_at: Mapped[datetime | None]


class QuizAttempt(Base):
    """One submitted quiz: the answers, and what grading said about each."""

    __tablename__ = "quiz_attempts"
    __personal__ = Personal(purpose="grading and feedback", basis=TEACHING, subject="user_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quizzes.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    results: Mapped[list[Any]] = mapped_column(default=list)
    points: Mapped[float]
    points_possible: Mapped[float]
    passed: Mapped[bool]
    submitted_at: Mapped[datetime] = mapped_column(default=utc_now)

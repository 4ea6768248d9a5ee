"""What trends are read from: published groups, their sums by minute, hour and day, and how the server fared.

No row names a learner, but for the views people save for themselves.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.db.base import CHOICE, Base, Personal

GROUPS = "groups large enough that nobody can be picked out; no column names anybody"


class LessonPlace(Base):
    """Where in the lesson a live class was, from a moment on."""

    __tablename__ = "lesson_places"
    __table_args__ = (Index("ix_lesson_places_live_class_id_at", "live_class_id", "at"),)
    __personal__ = Personal(
        purpose="saying at which place of the lesson something happened",
        basis="to run the course",
        subject=None,
        keep="window_days",
        expires="at",
        export=False,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_class_id: Mapped[int] = mapped_column(ForeignKey("live_classes.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    section: Mapped[int]
    video_seconds: Mapped[float]
    playing: Mapped[bool]


class TrendCell(Base):
    """What may be said of one group of people on one day or in one live class. Written once, then frozen.

    `state`: published, suppressed (too few people), or empty (nobody). No two cells of a kind speak of the
    same check-in or sitting, so that whatever is computed from cells cannot be subtracted to a person.
    """

    __tablename__ = "trend_cells"
    __table_args__ = (
        UniqueConstraint("kind", "live_class_id"),
        Index("ix_trend_cells_start_kind", "start", "kind"),
    )
    __personal__ = Personal(
        purpose="trends of groups",
        basis=GROUPS,
        subject=None,
        keep="window_days",
        expires="start",
        export=False,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    live_class_id: Mapped[int | None] = mapped_column(
        ForeignKey("live_classes.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12))
    people: Mapped[int]
    weight: Mapped[float]
    shares: Mapped[dict[str, Any]] = mapped_column(default=dict)


class TrendRollup(Base):
    """Sums over one minute, hour or day of one live class, lesson, course or of everything.

    Made from published windows and cells alone, so it can be thrown away and made again.
    """

    __tablename__ = "trend_rollups"
    __table_args__ = (
        Index("ix_trend_rollups_scope_level_measure_start", "scope", "level", "measure", "start"),
        Index(
            "ix_trend_rollups_course_id_scope_level_measure_start",
            *("course_id", "scope", "level", "measure", "start"),
        ),
        Index("ix_trend_rollups_lesson_id_level_measure_start", "lesson_id", "level", "measure", "start"),
        Index("ix_trend_rollups_live_class_id_start", "live_class_id", "start"),
        Index("ix_trend_rollups_start", "start"),
    )
    __personal__ = Personal(
        purpose="trends of groups",
        basis=GROUPS,
        subject=None,
        keep="window_days",
        expires="start",
        export=False,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(String(8))
    start: Mapped[datetime]
    scope: Mapped[str] = mapped_column(String(8))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    live_class_id: Mapped[int | None] = mapped_column(ForeignKey("live_classes.id", ondelete="CASCADE"))
    measure: Mapped[str] = mapped_column(String(16))
    weight: Mapped[float]
    people: Mapped[int]
    suppressed: Mapped[int]
    sums: Mapped[dict[str, Any]] = mapped_column(default=dict)


class TrendMark(Base):
    """How far the rollups have come: one row, also the lock that keeps two runs apart."""

    __tablename__ = "trend_marks"

    id: Mapped[int] = mapped_column(primary_key=True)
    time_zone: Mapped[str] = mapped_column(String(64), default="")
    window_id: Mapped[int] = mapped_column(default=0)
    cell_id: Mapped[int] = mapped_column(default=0)
    published_through: Mapped[datetime | None]
    lesson_id: Mapped[int] = mapped_column(default=0)
    lessons: Mapped[int] = mapped_column(default=0)


class SavedView(Base):
    """A choice of measure, time and course that somebody wants to come back to."""

    __tablename__ = "saved_views"
    __personal__ = Personal(purpose="finding a chosen view again", basis=CHOICE, subject="user_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class SystemSample(Base):
    """How the server fared over some seconds: numbers about machines, nobody is in them."""

    __tablename__ = "system_samples"
    __table_args__ = (UniqueConstraint("at", "process"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    process: Mapped[str] = mapped_column(String(32))
    seconds: Mapped[float]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)

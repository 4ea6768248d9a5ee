"""What is kept of live sessions: sittings, spells, summaries, check-ins, help signals, published windows.

Courses and grading never import this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.clock import utc_now
from backend.db.base import CHOICE, TEACHING, Base, Personal

SELF_REPORT = "the person pressed a button to say it"


class LiveSession(Base):
    """One person's sitting in one lesson, alone or in a live class."""

    __tablename__ = "live_sessions"
    __personal__ = Personal(
        purpose="who sat in which lesson when, so that it can be taken up again",
        basis=TEACHING,
        subject="user_id",
        keep="summary_days",
        expires="started_at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    live_class_id: Mapped[int | None] = mapped_column(
        ForeignKey("live_classes.id", ondelete="SET NULL"), index=True
    )
    started_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    end_reason: Mapped[str | None] = mapped_column(String(16))


class SpellRow(Base):
    """Ten seconds of one student's readings, merged; kept for hours, in mode `individual` only."""

    __tablename__ = "spells"
    __table_args__ = (UniqueConstraint("live_session_id", "start"),)
    __personal__ = Personal(
        purpose="the tile the student opted in to, and the student's own timeline",
        basis=CHOICE,
        subject="live_session_id",
        through="live_sessions",
        keep="spell_hours",
        expires="start",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_session_id: Mapped[int] = mapped_column(ForeignKey("live_sessions.id", ondelete="CASCADE"))
    start: Mapped[datetime] = mapped_column(index=True)
    model: Mapped[str] = mapped_column(String(64))
    seen: Mapped[int]
    abstentions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    probabilities: Mapped[list[Any] | None]
    confidence: Mapped[float] = mapped_column(default=0.0)
    correction: Mapped[str | None] = mapped_column(String(32))


class LiveSessionSummary(Base):
    """One live session in one row, kept under its own consent."""

    __tablename__ = "live_session_summaries"
    __personal__ = Personal(
        purpose="the student's own trend, and where shared the trend an administrator may ask for",
        basis=CHOICE,
        subject="live_session_id",
        through="live_sessions",
        keep="summary_days",
        expires="created_at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_session_id: Mapped[int] = mapped_column(
        ForeignKey("live_sessions.id", ondelete="CASCADE"), unique=True
    )
    model: Mapped[str] = mapped_column(String(64))
    readings: Mapped[int]
    seen: Mapped[int]
    abstentions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    probabilities: Mapped[list[Any] | None]
    corrections: Mapped[int] = mapped_column(default=0)
    engagement: Mapped[float | None]
    engagement_low: Mapped[float | None]
    engagement_high: Mapped[float | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class CheckInRow(Base):
    """What a student said about how it goes. It outranks every reading."""

    __tablename__ = "check_ins"
    __personal__ = Personal(
        purpose="telling the tutor how it goes",
        basis=SELF_REPORT,
        subject="user_id",
        keep="summary_days",
        expires="at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    live_session_id: Mapped[int | None] = mapped_column(
        ForeignKey("live_sessions.id", ondelete="SET NULL"), index=True
    )
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    live_class_id: Mapped[int | None] = mapped_column(
        ForeignKey("live_classes.id", ondelete="SET NULL"), index=True
    )
    value: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class HelpSignalRow(Base):
    """A silent call for help, from raised to lowered."""

    __tablename__ = "help_signals"
    __personal__ = Personal(
        purpose="telling the tutor who asks for help",
        basis=SELF_REPORT,
        subject="user_id",
        keep="summary_days",
        expires="raised_at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    live_class_id: Mapped[int | None] = mapped_column(
        ForeignKey("live_classes.id", ondelete="SET NULL"), index=True
    )
    raised_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    lowered_at: Mapped[datetime | None]


class ClassWindow(Base):
    """One published window of one live class: rounded shares of a group, never a person. Frozen."""

    __tablename__ = "class_windows"
    __table_args__ = (UniqueConstraint("live_class_id", "start"),)
    __personal__ = Personal(
        purpose="the mood of a class over time; groups only, no column names anybody",
        basis=CHOICE,
        subject=None,
        keep="window_days",
        expires="start",
        export=False,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_class_id: Mapped[int] = mapped_column(ForeignKey("live_classes.id", ondelete="CASCADE"))
    start: Mapped[datetime] = mapped_column(index=True)
    seconds: Mapped[int]
    cohort: Mapped[int]
    shares: Mapped[dict[str, Any]] = mapped_column(default=dict)
    unsure: Mapped[float | None]
    engagement: Mapped[float | None]


def save_spells(db_session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write many spells at once; a row of the same live session and start is replaced by the fuller one."""
    _upsert(db_session, SpellRow, rows, ("live_session_id", "start"))


def save_windows(db_session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write published windows; one that stands already stays as it is."""
    if rows:
        insert = _insert_for(db_session)(ClassWindow).values(list(rows))
        db_session.execute(insert.on_conflict_do_nothing(index_elements=["live_class_id", "start"]))


def save_summaries(db_session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write the summaries of live sessions that ended."""
    _upsert(db_session, LiveSessionSummary, rows, ("live_session_id",))


def close_live_sessions(db_session: Session, ended: Sequence[tuple[int, datetime, str]]) -> None:
    """Write when and why live sessions ended."""
    for live_session_id, ended_at, reason in ended:
        db_session.execute(
            update(LiveSession)
            .where(LiveSession.id == live_session_id, LiveSession.ended_at.is_(None))
            .values(ended_at=ended_at, end_reason=reason)
        )


def lower_help(db_session: Session, user_id: int, live_class_id: int, lowered_at: datetime) -> None:
    """Write that a call for help no longer stands."""
    db_session.execute(
        update(HelpSignalRow)
        .where(
            HelpSignalRow.user_id == user_id,
            HelpSignalRow.live_class_id == live_class_id,
            HelpSignalRow.lowered_at.is_(None),
        )
        .values(lowered_at=lowered_at)
    )


def close_unfinished(db_session: Session) -> int:
    """Close what a stopped server left open, at the last moment it is known to have lived."""
    last_spell = (
        select(func.max(SpellRow.start)).where(SpellRow.live_session_id == LiveSession.id).scalar_subquery()
    )
    result = db_session.execute(
        update(LiveSession)
        .where(LiveSession.ended_at.is_(None))
        .values(ended_at=func.coalesce(last_spell, LiveSession.started_at), end_reason="server_stopped")
        .execution_options(synchronize_session=False)
    )
    return int(getattr(result, "rowcount", 0))


def _upsert(
    db_session: Session, table: type[Base], rows: Sequence[dict[str, Any]], key: tuple[str, ...]
) -> None:
    if not rows:
        return
    insert = _insert_for(db_session)(table)
    changed = {name: insert.excluded[name] for name in rows[0] if name not in key}
    statement = insert.on_conflict_do_update(index_elements=list(key), set_=changed)
    db_session.execute(statement, list(rows))


def _insert_for(db_session: Session) -> Any:
    return sqlite_insert if db_session.get_bind().dialect.name == "sqlite" else postgresql_insert

"""Writes one batch of the recorder in one transaction, and reads back what a restart needs.

It knows the tables and nothing of sockets.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.db.course import LiveClass
from backend.db.recording import (
    CheckInRow,
    ClassWindow,
    HelpSignalRow,
    LiveSession,
    LiveSessionSummary,
    SpellRow,
    close_live_sessions,
    lower_help,
    save_spells,
    save_summaries,
    save_windows,
)
from backend.recording.recorder import Batch, Kind


def write_batch(db_session: Session, batch: Batch) -> None:
    """Write everything at once; rows whose person or class was deleted meanwhile are left out."""
    try:
        _write_together(db_session, batch)
        db_session.commit()
    except IntegrityError:
        db_session.rollback()
        _write_singly(db_session, batch)
        db_session.commit()


def _write_together(db_session: Session, batch: Batch) -> None:
    save_spells(db_session, batch.spells)
    save_summaries(db_session, batch.summaries)
    for kind, row in batch.notes:
        WRITERS[kind](db_session, row)
    close_live_sessions(db_session, batch.ended)
    db_session.flush()


def _write_singly(db_session: Session, batch: Batch) -> None:
    parts = [Batch([row], [], [], []) for row in batch.spells]
    parts += [Batch([], [row], [], []) for row in batch.summaries]
    parts += [Batch([], [], [], [note]) for note in batch.notes]
    parts.append(Batch([], [], batch.ended, []))
    for part in parts:
        with contextlib.suppress(IntegrityError), db_session.begin_nested():
            _write_together(db_session, part)


def open_live_session(
    db_session: Session, user_id: int, lesson_id: int, live_class_id: int | None, started_at: datetime
) -> int:
    """Write that a sitting begins; give its id."""
    row = LiveSession(
        user_id=user_id, lesson_id=lesson_id, live_class_id=live_class_id, started_at=started_at
    )
    db_session.add(row)
    db_session.commit()
    return row.id


def list_unclosed(db_session: Session, user_id: int) -> list[int]:
    """One person's live sessions whose end is not written yet."""
    query = select(LiveSession.id).where(LiveSession.user_id == user_id, LiveSession.ended_at.is_(None))
    return list(db_session.scalars(query))


def read_help_calls(db_session: Session, live_class_id: int) -> list[HelpSignalRow]:
    """Every call for help of a class that still stands."""
    query = select(HelpSignalRow).where(
        HelpSignalRow.live_class_id == live_class_id, HelpSignalRow.lowered_at.is_(None)
    )
    return list(db_session.scalars(query))


def read_check_ins(db_session: Session, live_class_id: int, since: datetime) -> list[CheckInRow]:
    """The check-ins of a class since a moment, oldest first."""
    query = select(CheckInRow).where(CheckInRow.live_class_id == live_class_id, CheckInRow.at >= since)
    return list(db_session.scalars(query.order_by(CheckInRow.at, CheckInRow.id)))


def read_windows(db_session: Session, live_class_id: int, since: datetime) -> list[ClassWindow]:
    """The published windows of a class since a moment, oldest first."""
    query = select(ClassWindow).where(ClassWindow.live_class_id == live_class_id, ClassWindow.start >= since)
    return list(db_session.scalars(query.order_by(ClassWindow.start)))


def read_newest_window(db_session: Session, course_id: int) -> ClassWindow | None:
    """The last window that any class of a course published."""
    query = select(ClassWindow).join(LiveClass).where(LiveClass.course_id == course_id)
    return db_session.scalar(query.order_by(ClassWindow.start.desc()).limit(1))


def purge_spells(db_session: Session, user_id: int) -> dict[str, int]:
    """Delete one person's spells; the caller commits."""
    return {"spells": _purge(db_session, SpellRow, SpellRow.live_session_id, user_id)}


def purge_summaries(db_session: Session, user_id: int) -> dict[str, int]:
    """Delete one person's summaries; the caller commits."""
    column = LiveSessionSummary.live_session_id
    return {"live_session_summaries": _purge(db_session, LiveSessionSummary, column, user_id)}


def _purge(db_session: Session, table: type[Any], column: Any, user_id: int) -> int:
    mine = select(LiveSession.id).where(LiveSession.user_id == user_id)
    count = db_session.scalar(select(func.count()).select_from(table).where(column.in_(mine))) or 0
    db_session.execute(delete(table).where(column.in_(mine)).execution_options(synchronize_session=False))
    return count


def _write_check_in(db_session: Session, row: dict[str, Any]) -> None:
    db_session.add(CheckInRow(**row))


def _write_help_raised(db_session: Session, row: dict[str, Any]) -> None:
    db_session.add(HelpSignalRow(**row))
    db_session.flush()


def _write_help_lowered(db_session: Session, row: dict[str, Any]) -> None:
    lower_help(db_session, **row)


def _write_window(db_session: Session, row: dict[str, Any]) -> None:
    save_windows(db_session, [row])


WRITERS: dict[Kind, Callable[[Session, dict[str, Any]], None]] = {
    "check_in": _write_check_in,
    "help_raised": _write_help_raised,
    "help_lowered": _write_help_lowered,
    "window": _write_window,
}

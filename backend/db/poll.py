"""What tutor and class say to each other in a live class: pulse polls, their answers, the tutor's words.

No column here leads to a reading, a spell or a live session: an answer can never meet an expression.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.db.base import TEACHING, Base, Personal, db
from backend.db.upsert import upsert_row

SELF_REPORT = "the person pressed a button to say it"


class PollRow(Base):
    """A tutor's short question to a live class."""

    __tablename__ = "polls"
    __personal__ = Personal(
        purpose="a question to the whole class; who asked it",
        basis=TEACHING,
        subject=None,
        others=("tutor_id",),
        keep="window_days",
        expires="opened_at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_class_id: Mapped[int] = mapped_column(ForeignKey("live_classes.id", ondelete="CASCADE"), index=True)
    tutor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    question: Mapped[str] = mapped_column(String(300))
    choices: Mapped[list[Any]]
    opened_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    closed_at: Mapped[datetime | None]


class PollAnswer(Base):
    """What one person answered; tutors see counts of enough answers and never whose they are."""

    __tablename__ = "poll_answers"
    __table_args__ = (UniqueConstraint("poll_id", "user_id"),)
    __personal__ = Personal(
        purpose="counting the answers to a tutor's poll, each person once",
        basis=SELF_REPORT,
        subject="user_id",
        keep="window_days",
        expires="at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    choice: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class TutorWords(Base):
    """What a tutor wrote to a live class, or to one student of it."""

    __tablename__ = "tutor_words"
    __personal__ = Personal(
        purpose="what a tutor wrote to the person in a live class",
        basis=TEACHING,
        subject="to_user_id",
        others=("tutor_id",),
        keep="summary_days",
        expires="at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_class_id: Mapped[int] = mapped_column(ForeignKey("live_classes.id", ondelete="CASCADE"), index=True)
    tutor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    to_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


def close_polls(live_class_id: int, closed_at: datetime) -> None:
    """End whatever is being asked in a class. The caller commits."""
    db.session.execute(
        update(PollRow)
        .where(PollRow.live_class_id == live_class_id, PollRow.closed_at.is_(None))
        .values(closed_at=closed_at)
    )


def read_newest_poll(live_class_id: int) -> PollRow | None:
    """What was asked last in a class, open or closed."""
    return db.session.scalar(
        select(PollRow).where(PollRow.live_class_id == live_class_id).order_by(PollRow.id.desc()).limit(1)
    )


def read_answers(poll_id: int) -> dict[int, int]:
    """Who chose what; for counting only."""
    rows = db.session.execute(
        select(PollAnswer.user_id, PollAnswer.choice).where(PollAnswer.poll_id == poll_id)
    )
    return {user_id: choice for user_id, choice in rows}


def save_answer(poll_id: int, user_id: int, choice: int, at: datetime) -> None:
    """Write somebody's answer; another one replaces it. The caller commits."""
    upsert_row(PollAnswer, {"poll_id": poll_id, "user_id": user_id}, {"choice": choice, "at": at})


def read_words_for(live_class_id: int, user_id: int, since: datetime, limit: int) -> list[TutorWords]:
    """The newest words that one student of a class may read, the oldest of them first."""
    query = select(TutorWords).where(
        TutorWords.live_class_id == live_class_id,
        TutorWords.at > since,
        or_(TutorWords.to_user_id.is_(None), TutorWords.to_user_id == user_id),
    )
    return list(reversed(db.session.scalars(query.order_by(TutorWords.id.desc()).limit(limit)).all()))

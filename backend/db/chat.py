"""What people say to each other in a live class, in front of everybody in it.

No column here leads to a reading, a spell or a live session: a line can never meet an expression.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.db.account import User
from backend.db.base import Base, Personal, db
from backend.db.community import TOGETHER
from backend.db.course import Enrolment, LiveClass


class ChatLine(Base):
    """One line of a live class's chat. What is taken down is deleted."""

    __tablename__ = "chat_lines"
    __personal__ = Personal(
        purpose="what the person wrote to everybody in a live class",
        basis=TOGETHER,
        subject="user_id",
        keep="chat_hours",
        expires="at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_class_id: Mapped[int] = mapped_column(ForeignKey("live_classes.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


@dataclass(frozen=True)
class SpokenLine:
    """A line with whose it is."""

    line: ChatLine
    name: str
    by_tutor: bool


def find_line(live_class_id: int, user_id: int, text: str, since: datetime) -> ChatLine | None:
    """What somebody wrote in just these words since a moment."""
    return db.session.scalar(
        select(ChatLine)
        .where(
            ChatLine.live_class_id == live_class_id,
            ChatLine.user_id == user_id,
            ChatLine.text == text,
            ChatLine.at > since,
        )
        .limit(1)
    )


def read_lines(live_class_id: int, limit: int) -> list[SpokenLine]:
    """The newest lines of a class, the oldest of them first."""
    rows = db.session.execute(
        select(ChatLine, User.name, Enrolment.role)
        .join(User, User.id == ChatLine.user_id)
        .join(LiveClass, LiveClass.id == ChatLine.live_class_id)
        .outerjoin(Enrolment, (Enrolment.user_id == User.id) & (Enrolment.course_id == LiveClass.course_id))
        .where(ChatLine.live_class_id == live_class_id)
        .order_by(ChatLine.id.desc())
        .limit(limit)
    ).all()
    return [SpokenLine(line, name, role == "tutor") for line, name, role in reversed(rows)]

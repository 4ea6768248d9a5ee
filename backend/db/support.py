"""What is kept of the support loop: preferences, messages and controls, agreement, alerts, interventions.

No row says which channel led to a message. Courses and grading never import this file.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.db.base import CHOICE, TEACHING, Base, Personal

SUPPORT = "to help the person learn, which they can switch off"


class SupportPreference(Base):
    """Whether, in which tone and from when on somebody wants messages."""

    __tablename__ = "support_preferences"
    __personal__ = Personal(purpose="sending messages only as wished", basis=CHOICE, subject="user_id")

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    messages: Mapped[bool] = mapped_column(default=True)
    tone: Mapped[str] = mapped_column(String(8), default="warm")
    muted_until: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)


class SupportMessage(Base):
    """One moment at which a message was shown, or withheld as a control, and what followed."""

    __tablename__ = "support_messages"
    __table_args__ = (Index("ix_support_messages_user_id_at", "user_id", "at"),)
    __personal__ = Personal(
        purpose="the person's own messages, never the same twice a day, and whether messages help",
        basis=SUPPORT,
        subject="user_id",
        keep="summary_days",
        expires="at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    live_session_id: Mapped[int | None] = mapped_column(
        ForeignKey("live_sessions.id", ondelete="SET NULL"), index=True
    )
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    message_key: Mapped[str] = mapped_column(String(48), index=True)
    cause: Mapped[str] = mapped_column(String(24), index=True)
    strategy: Mapped[str] = mapped_column(String(24))
    tone: Mapped[str] = mapped_column(String(8))
    locale: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)  # empty for a control
    actions: Mapped[list[Any]] = mapped_column(default=list)
    arm: Mapped[str] = mapped_column(String(8))
    in_study: Mapped[bool] = mapped_column(default=False)
    rating: Mapped[str | None] = mapped_column(String(16))
    rated_at: Mapped[datetime | None]
    progress: Mapped[int | None]  # steps forward in the five minutes that followed; None: not observed
    outcome_at: Mapped[datetime | None]


class CourseMessage(Base):
    """A message that the tutors of a course wrote for their own students."""

    __tablename__ = "course_messages"
    __personal__ = Personal(
        purpose="who wrote a message for a course",
        basis=TEACHING,
        subject=None,
        others=("author_id",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    cause: Mapped[str] = mapped_column(String(24))
    tone: Mapped[str] = mapped_column(String(8))
    locale: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class AgreementPair(Base):
    """What the camera suggested when the student said something: kept with consent to summaries only."""

    __tablename__ = "agreement_pairs"
    __personal__ = Personal(
        purpose="measuring how well the camera agrees with the person's own word",
        basis=CHOICE,
        subject="user_id",
        keep="summary_days",
        expires="at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    model: Mapped[str] = mapped_column(String(64), index=True)
    camera: Mapped[str] = mapped_column(String(16))
    said: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class LabelTally(Base):
    """How often a model's label was shown in one live session, and how often it was corrected."""

    __tablename__ = "label_tallies"
    __table_args__ = (UniqueConstraint("live_session_id", "model", "label"),)
    __personal__ = Personal(
        purpose="measuring how often each label of a model is wrong",
        basis=CHOICE,
        subject="live_session_id",
        through="live_sessions",
        keep="summary_days",
        expires="at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_session_id: Mapped[int] = mapped_column(ForeignKey("live_sessions.id", ondelete="CASCADE"))
    model: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(32))
    spells: Mapped[int]
    corrected: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class ClassAlert(Base):
    """Something worth a tutor's attention in one live class; it names nobody and its count never changes."""

    __tablename__ = "class_alerts"

    id: Mapped[int] = mapped_column(primary_key=True)
    live_class_id: Mapped[int] = mapped_column(ForeignKey("live_classes.id", ondelete="CASCADE"), index=True)
    cause: Mapped[str] = mapped_column(String(24))
    move: Mapped[str] = mapped_column(String(24))
    count: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    snoozed_until: Mapped[datetime | None]
    helped_at: Mapped[datetime | None]


class Intervention(Base):
    """A tutor's mark "I helped", with how the class was before and after."""

    __tablename__ = "interventions"
    __personal__ = Personal(
        purpose="who marked that they helped a class",
        basis=TEACHING,
        subject=None,
        others=("tutor_id",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    live_class_id: Mapped[int] = mapped_column(ForeignKey("live_classes.id", ondelete="CASCADE"), index=True)
    tutor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("class_alerts.id", ondelete="SET NULL"))
    cause: Mapped[str | None] = mapped_column(String(24))
    at: Mapped[datetime] = mapped_column(default=utc_now)
    before: Mapped[float | None]
    after: Mapped[float | None]
    could_be_chance: Mapped[bool | None]  # None until there is an after

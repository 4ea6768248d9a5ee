"""Learning together without any camera: announcements, discussion, questions, study groups."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.db.base import Base, Personal

TOGETHER = "to let the members of a course talk with each other"


class Announcement(Base):
    """What a tutor tells the whole course."""

    __tablename__ = "announcements"
    __table_args__ = (Index("ix_announcements_course_id_id", "course_id", "id"),)
    __personal__ = Personal(
        purpose="telling a course something", basis=TOGETHER, subject="author_id", erase="unlink"
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(160))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class StudyGroup(Base):
    """A few students of one course who work together."""

    __tablename__ = "study_groups"
    __personal__ = Personal(
        purpose="who made a study group", basis=TOGETHER, subject=None, others=("created_by",)
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    capacity: Mapped[int] = mapped_column(default=6)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class StudyGroupMember(Base):
    """One student in one study group."""

    __tablename__ = "study_group_members"
    __table_args__ = (UniqueConstraint("group_id", "user_id"),)
    __personal__ = Personal(purpose="belonging to a study group", basis=TOGETHER, subject="user_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("study_groups.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    joined_at: Mapped[datetime] = mapped_column(default=utc_now)


class Post(Base):
    """A contribution to a course's discussion or to one study group; `parent_id` makes it a reply."""

    __tablename__ = "posts"
    __table_args__ = (Index("ix_posts_course_id_group_id_parent_id", "course_id", "group_id", "parent_id"),)
    __personal__ = Personal(
        purpose="discussion among the members of a course",
        basis=TOGETHER,
        subject="author_id",
        erase="scrub",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("study_groups.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(160), default="")
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Question(Base):
    """A student's question to the tutors, seen by that student and the tutors only."""

    __tablename__ = "questions"
    __table_args__ = (Index("ix_questions_course_id_id", "course_id", "id"),)
    __personal__ = Personal(
        purpose="asking a tutor", basis=TOGETHER, subject="student_id", others=("answered_by",)
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    student_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    answered_at: Mapped[datetime | None]

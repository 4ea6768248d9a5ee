"""Who may log in: people, their logins and second factors, invitations and password resets."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import Enum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.db.base import Base, Personal

CONTRACT = "to run the account the person asked for"


class Role(str, Enum):
    """What a person is in the whole deployment, least first; who teaches a course its enrolment says."""

    STUDENT = "student"
    TUTOR = "tutor"
    ADMIN = "admin"


class User(Base):
    """A person with an account. Ids are never used twice, so that nothing left behind finds a new owner."""

    __tablename__ = "users"
    __table_args__ = (Index("ix_users_role_name", "role", "name"),)
    __personal__ = Personal(
        purpose="account and profile", basis=CONTRACT, subject="id", hidden=("password_hash", "audit_token")
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16), default=Role.STUDENT.value)
    region: Mapped[str | None] = mapped_column(String(8))
    birth_year: Mapped[int | None]
    locale: Mapped[str] = mapped_column(String(8), default="en")
    audit_token: Mapped[str] = mapped_column(
        String(32), unique=True, default=lambda: secrets.token_hex(16)
    )  # stands for the person in the audit log, so that erasing the person unlinks it
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)
    disabled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class LoginSession(Base):
    """One browser that is logged in. The cookie's token is stored only as a keyed hash."""

    __tablename__ = "login_sessions"
    __personal__ = Personal(
        purpose="staying logged in, seeing and ending logins",
        basis=CONTRACT,
        subject="user_id",
        keep="ended_login_days",
        expires="expires_at",
        hidden=("token_hash",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    proved_at: Mapped[datetime | None]  # when the password was last given on this login
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SecondFactor(Base):
    """A telephone that shows one-time codes. Its secret is worked out from the salt and the server's key."""

    __tablename__ = "second_factors"
    __personal__ = Personal(
        purpose="a second proof at login",
        basis=CONTRACT,
        subject="user_id",
        hidden=("salt", "last_step"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    salt: Mapped[str] = mapped_column(String(64))
    last_step: Mapped[int] = mapped_column(default=0)  # a code is taken once: only later steps count
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One code on paper for a lost telephone; usable once, stored only as a keyed hash."""

    __tablename__ = "recovery_codes"
    __personal__ = Personal(
        purpose="logging in without the telephone",
        basis=CONTRACT,
        subject="user_id",
        hidden=("code_hash",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class PasswordReset(Base):
    """A reset that was asked for; usable once, for a short time."""

    __tablename__ = "password_resets"
    __personal__ = Personal(
        purpose="setting a forgotten password anew",
        basis=CONTRACT,
        subject="user_id",
        keep="ended_login_days",
        expires="expires_at",
        hidden=("token_hash",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class Invitation(Base):
    """An address that may make an account with a given role; accepted once."""

    __tablename__ = "invitations"
    __personal__ = Personal(
        purpose="letting a person in by invitation",
        basis="the deployment's interest in a closed circle of users",
        subject="accepted_by",
        others=("created_by",),
        keep="invitation_days",
        expires="expires_at",
        hidden=("token_hash",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    role: Mapped[str] = mapped_column(String(16))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    accepted_at: Mapped[datetime | None]

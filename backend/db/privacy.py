"""What protects people: declarations, consents and their receipts, guardians, the audit chain, settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.db.base import Base, Personal

PROOF = "to prove what was agreed and who looked"


class Declaration(Base):
    """What the deployer signed. Versions are only ever added; the newest one counts."""

    __tablename__ = "declarations"
    __personal__ = Personal(
        purpose="who signed for the deployment", basis=PROOF, subject=None, others=("signed_by",)
    )

    version: Mapped[int] = mapped_column(primary_key=True)
    jurisdictions: Mapped[list[Any]]
    institution: Mapped[str] = mapped_column(String(24))
    ages: Mapped[str] = mapped_column(String(16))
    mode: Mapped[str] = mapped_column(String(16))
    purpose: Mapped[str] = mapped_column(Text)
    lawful_basis: Mapped[str] = mapped_column(Text)
    impact_assessment: Mapped[str] = mapped_column(Text, default="")
    legal_opinion: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(String(254))
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    signed_at: Mapped[datetime] = mapped_column(default=utc_now)


class Consent(Base):
    """Where one person stands on one scope now, and which words they agreed to."""

    __tablename__ = "consents"
    __table_args__ = (UniqueConstraint("user_id", "scope"),)
    __personal__ = Personal(purpose="respecting what a person agreed to", basis=PROOF, subject="user_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    scope: Mapped[str] = mapped_column(String(32), index=True)
    granted: Mapped[bool]
    text_version: Mapped[int]
    text_hash: Mapped[str] = mapped_column(String(64))
    decided_at: Mapped[datetime] = mapped_column(default=utc_now)


class ConsentReceipt(Base):
    """One decision, written once: who, what, which words, when, and what a withdrawal removed."""

    __tablename__ = "consent_receipts"
    __personal__ = Personal(
        purpose="proving a decision on consent",
        basis=PROOF,
        subject="user_id",
        keep="audit_days",
        expires="decided_at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    scope: Mapped[str] = mapped_column(String(32))
    decision: Mapped[str] = mapped_column(String(16))
    text_version: Mapped[int]
    text_hash: Mapped[str] = mapped_column(String(64))
    declaration_version: Mapped[int | None]
    purged: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decided_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class GuardianConsent(Base):
    """For a minor: the guardian's agreement and the child's own; only both together count."""

    __tablename__ = "guardian_consents"
    __personal__ = Personal(
        purpose="agreement of guardian and child",
        basis=PROOF,
        subject="user_id",
        keep="invitation_days",
        expires="expires_at",
        hidden=("token_hash",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    guardian_email: Mapped[str] = mapped_column(String(254))
    guardian_name: Mapped[str] = mapped_column(String(120), default="")
    locale: Mapped[str] = mapped_column(String(8), default="en")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    text_hash: Mapped[str] = mapped_column(String(64), default="")  # the words the guardian agreed to
    assent_hash: Mapped[str] = mapped_column(String(64), default="")  # the words the child agreed to
    requested_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime | None]  # of the link while it is unanswered; an agreement has no end
    guardian_agreed_at: Mapped[datetime | None]
    child_assented_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)


class Acknowledgement(Base):
    """That somebody read one version of a page they must know before they see a class."""

    __tablename__ = "acknowledgements"
    __table_args__ = (UniqueConstraint("user_id", "document", "version"),)
    __personal__ = Personal(
        purpose="that the limits of the readings were read", basis=PROOF, subject="user_id"
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    document: Mapped[str] = mapped_column(String(48))
    version: Mapped[int]
    text_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=utc_now)


class AuditEntry(Base):
    """One line of the append-only log; each carries the hash of the one before.

    People stand in it by their audit token, so that the chain holds when an account is erased.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject_id", "subject", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str | None] = mapped_column(String(32), index=True)
    subject: Mapped[str | None] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(48), index=True)
    details: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The two ends of the chain: writing locks this single row, retention moves the anchor forward."""

    __tablename__ = "audit_heads"

    id: Mapped[int] = mapped_column(primary_key=True)
    last_entry: Mapped[int] = mapped_column(default=0)
    last_hash: Mapped[str] = mapped_column(String(64), default="")
    anchor_entry: Mapped[int] = mapped_column(default=0)
    anchor_hash: Mapped[str] = mapped_column(String(64), default="")


class SiteSetting(Base):
    """A value an administrator changes while the server runs."""

    __tablename__ = "site_settings"

    key: Mapped[str] = mapped_column(String(48), primary_key=True)
    value: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)

"""Who looked at a person's data: the lines of the audit log that only that person may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from backend.db.account import User
from backend.db.base import db
from backend.db.privacy import AuditEntry

FORMER = "somebody whose account is gone"


@dataclass(frozen=True)
class View:
    """One look at, or act on, a person's data."""

    at: datetime
    who: str
    action: str


def list_views(subject: str, limit: int = 1000) -> list[View]:
    """Everything others did or saw about a person, newest first."""
    rows = db.session.execute(
        select(AuditEntry.at, AuditEntry.actor, AuditEntry.action, User.name)
        .outerjoin(User, User.audit_token == AuditEntry.actor)
        .where(AuditEntry.subject == subject)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    ).all()
    return [View(at, _name(actor, subject, name), action) for at, actor, action, name in rows]


def _name(actor: str | None, subject: str, name: str | None) -> str:
    if actor == subject:
        return "you"
    return name or FORMER

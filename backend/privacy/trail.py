"""Reading the audit log, for administrators. Names are looked up now; an erased person has none.

Earlier versions wrote down what guardian and child decided. Such lines stay, or the chain would break, and
the child reads them among their own; here they would tell who refused, so they are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from backend.db.account import User
from backend.db.paging import Order, Page, PageRequest, read_page
from backend.db.privacy import AuditEntry
from backend.privacy.audit import find_first_break
from backend.privacy.views import Actor, tell_actor

__all__ = ["TrailLine", "find_first_break", "list_entries"]

PRIVATE = ("guardian.asked", "guardian.agreed", "guardian.child_assented", "guardian.taken_back")


@dataclass(frozen=True)
class TrailLine:
    """One entry with the names of today."""

    id: int
    at: datetime
    by: Actor
    actor: str | None
    subject: str | None
    action: str
    details: dict[str, Any]
    hash: str


def list_entries(action: str, request: PageRequest) -> Page[TrailLine]:
    """The log, newest first; `action` narrows it to those that start so."""
    actor, subject = aliased(User), aliased(User)
    query = (
        select(AuditEntry, actor.name, subject.name)
        .outerjoin(actor, actor.audit_token == AuditEntry.actor)
        .outerjoin(subject, subject.audit_token == AuditEntry.subject)
        .where(AuditEntry.action.not_in(PRIVATE))
    )
    if action:
        query = query.where(AuditEntry.action.startswith(action, autoescape=True))
    page = read_page(query, Order(AuditEntry.id, AuditEntry.id, descending=True), request)
    return Page([_describe(*row) for row in page.items], page.next_cursor)


def _describe(entry: AuditEntry, actor: str | None, subject: str | None) -> TrailLine:
    by = tell_actor(entry, actor)
    return TrailLine(entry.id, entry.at, by, actor, subject, entry.action, entry.details, entry.hash)

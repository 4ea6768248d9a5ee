"""Who looked at a person's data: the lines of the audit log that only that person may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from backend.db.account import User
from backend.db.base import db
from backend.db.paging import AnySelect, Order, Page, PageRequest, read_page
from backend.db.privacy import AuditEntry
from backend.privacy.audit import SYSTEM

Actor = Literal["person", "gone", "system"]
By = Literal["me", Actor]


@dataclass(frozen=True)
class View:
    """One look at, or act on, a person's data."""

    at: datetime
    by: By
    who: str | None  # the name of today, where another person stands behind it
    action: str
    reason: str | None  # where a look asks for one


def list_views(subject: str) -> list[View]:
    """Everything others did or saw about a person, newest first."""
    rows = db.session.execute(_select(subject).order_by(AuditEntry.id.desc()))
    return [_describe(entry, name) for entry, name in rows]


def read_views(subject: str, request: PageRequest) -> Page[View]:
    """The same, page by page."""
    page = read_page(_select(subject), Order(AuditEntry.id, AuditEntry.id, descending=True), request)
    return Page([_describe(*row) for row in page.items], page.next_cursor)


def _select(subject: str) -> AnySelect:
    people = select(AuditEntry, User.name).outerjoin(User, User.audit_token == AuditEntry.actor)
    return people.where(AuditEntry.subject == subject)


def _describe(entry: AuditEntry, name: str | None) -> View:
    by: By = "me" if entry.actor == entry.subject else tell_actor(entry, name)
    who = name if by == "person" else None
    return View(entry.at, by, who, entry.action, entry.details.get("reason"))


def tell_actor(entry: AuditEntry, name: str | None) -> Actor:
    """Who stands behind an entry: the server, or a person, whose name is erased with the account."""
    if entry.actor is SYSTEM:
        return "system"
    return "gone" if name is None else "person"

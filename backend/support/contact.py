"""Where a student finds a person: helplines and a contact that administrators set, and the tutors' names.

It only ever answers the student who asks; nothing here tells anybody that they did.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from backend.accounts.identity import Identity
from backend.accounts.site import load_site
from backend.db.account import User
from backend.db.base import db
from backend.db.course import Course, Enrolment
from backend.db.privacy import SiteSetting
from backend.db.upsert import upsert_row
from backend.privacy.audit import write_audit

KEY = "support"


@dataclass(frozen=True)
class Helpline:
    """A service people can call or write to."""

    name: str
    contact: str
    note: str = ""


@dataclass(frozen=True)
class Contacts:
    """What administrators set."""

    helplines: tuple[Helpline, ...] = ()


@dataclass(frozen=True)
class Tutor:
    """Who teaches a course the student takes part in."""

    course: str
    name: str


@dataclass(frozen=True)
class Ways:
    """Every way to a person."""

    helplines: tuple[Helpline, ...]
    tutors: tuple[Tutor, ...]
    help_text: str
    help_contact: str


def load_contacts() -> Contacts:
    """What holds; nothing until somebody sets it."""
    row = db.session.get(SiteSetting, KEY)
    value: dict[str, Any] = row.value if row else {}
    helplines = tuple(Helpline(**line) for line in value.get("helplines", ()))
    return Contacts(helplines)


def save_contacts(identity: Identity, contacts: Contacts) -> Contacts:
    """Change it, and write down that it was done."""
    upsert_row(SiteSetting, {"key": KEY}, {"value": asdict(contacts)})
    write_audit("settings.changed", identity.audit_token, details={"fields": ["support_contacts"]})
    db.session.commit()
    return contacts


def find_ways(user_id: int) -> Ways:
    """Every way to a person that one student has."""
    contacts, site = load_contacts(), load_site()
    mine, theirs = aliased(Enrolment), aliased(Enrolment)
    rows = db.session.execute(
        select(Course.title, User.name)
        .join(mine, (mine.course_id == Course.id) & (mine.user_id == user_id))
        .join(theirs, (theirs.course_id == Course.id) & (theirs.role == "tutor"))
        .join(User, User.id == theirs.user_id)
        .where(Course.archived_at.is_(None), User.disabled_at.is_(None), User.id != user_id)
        .order_by(Course.title, User.name)
    )
    tutors = tuple(Tutor(course, name) for course, name in rows)
    return Ways(contacts.helplines, tutors, site.help_text, site.help_contact)

"""Messages that the tutors of a course write for their students, held to the same words as ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from backend.accounts.identity import Identity
from backend.courses.access import teach_course
from backend.db.base import db
from backend.db.support import CourseMessage
from backend.errors import ChangedMeanwhileError, InvalidError, NotFoundError
from backend.support.lint import find_faults

OWN = "course"  # what the key of such a message begins with, before a colon and its number


@dataclass(frozen=True)
class Draft:
    """What a tutor wrote."""

    cause: str
    tone: str
    locale: str
    text: str
    enabled: bool = True


def list_course_messages(identity: Identity, course_id: int) -> list[CourseMessage]:
    """All of a course, oldest first."""
    teach_course(identity, course_id)
    return read_course_messages(course_id)


def read_course_messages(course_id: int) -> list[CourseMessage]:
    """The same, for the choice of a message."""
    query = select(CourseMessage).where(CourseMessage.course_id == course_id)
    return list(db.session.scalars(query.order_by(CourseMessage.id)))


def read_own_texts(keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """What the tutors' own messages of these keys say now, by language; one that is gone says nothing."""
    ids = [int(number) for source, _, number in (key.partition(":") for key in keys) if source == OWN]
    rows = db.session.scalars(select(CourseMessage).where(CourseMessage.id.in_(ids)))
    return {f"{OWN}:{row.id}": {row.locale: row.text} for row in rows}


def add_course_message(identity: Identity, course_id: int, draft: Draft) -> CourseMessage:
    """Add one, if its words may be said."""
    teach_course(identity, course_id)
    _require_clean(draft.text, draft.locale)
    row = CourseMessage(course_id=course_id, author_id=identity.user_id, **vars(draft))
    db.session.add(row)
    db.session.commit()
    return row


def edit_course_message(
    identity: Identity, course_id: int, message_id: int, version: int, changes: dict[str, Any]
) -> CourseMessage:
    """Change one that has not changed since it was read."""
    row = _find(identity, course_id, message_id)
    if row.version != version:
        raise ChangedMeanwhileError()
    for name, value in changes.items():
        setattr(row, name, value)
    _require_clean(row.text, row.locale)
    db.session.commit()
    return row


def delete_course_message(identity: Identity, course_id: int, message_id: int) -> None:
    """Take one away; what was sent stays in its readers' histories."""
    row = _find(identity, course_id, message_id)
    db.session.execute(delete(CourseMessage).where(CourseMessage.id == row.id))
    db.session.commit()


def _find(identity: Identity, course_id: int, message_id: int) -> CourseMessage:
    teach_course(identity, course_id)
    row = db.session.get(CourseMessage, message_id)
    if row is None or row.course_id != course_id:
        raise NotFoundError()
    return row


def _require_clean(text: str, locale: str) -> None:
    faults = find_faults(text, locale)
    if faults:
        raise InvalidError(f"This message {faults[0]}.", "unfit_words", {"faults": faults})

"""What tutors and administrators must have read before they see a class: what a reading cannot tell.

Whoever shows a panel or a trend calls `require_briefed` first; a new version of the text asks everyone again.
"""

from __future__ import annotations

from sqlalchemy import select

from backend import clock
from backend.accounts.identity import Identity
from backend.db.base import db
from backend.db.privacy import Acknowledgement
from backend.db.upsert import upsert_row
from backend.errors import ConflictError, ForbiddenError
from backend.privacy.audit import write_audit
from backend.privacy.notice import FIRST_LANGUAGE, Words, find_words

DOCUMENT = "briefing"


class UnreadError(ForbiddenError):
    """The page about the limits comes first."""

    code = "briefing_unread"


def require_briefed(user_id: int) -> None:
    """Let through only who has read the version of today."""
    if not is_briefed(user_id):
        raise UnreadError('Read the page "What this cannot tell you" first; it takes two minutes.')


def is_briefed(user_id: int) -> bool:
    """Whether this person has read the version of today, in any language."""
    query = select(Acknowledgement.id).where(
        Acknowledgement.user_id == user_id,
        Acknowledgement.document == DOCUMENT,
        Acknowledgement.version == find_words(DOCUMENT, FIRST_LANGUAGE).version,
    )
    return db.session.scalar(query) is not None


def acknowledge_briefing(identity: Identity, version: int, language: str) -> Words:
    """Write down that the version on the page was read."""
    words = find_words(DOCUMENT, language)
    if words.version != version:
        raise ConflictError("This page has changed. Load it again and read the new one.", "words_changed")
    key = {"user_id": identity.user_id, "document": DOCUMENT, "version": words.version}
    upsert_row(Acknowledgement, key, {"text_hash": words.hash, "at": clock.utc_now()})
    write_audit("briefing.read", identity.audit_token, details={"version": words.version})
    db.session.commit()
    return words

"""The append-only log of who did or saw what. Each entry carries the hash of the one before.

People stand in it by their audit token only: erasing a person unlinks every line about them, and the
chain still holds. It never holds a label, a score or an address.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import select, true, update

from backend import clock
from backend.db.base import db
from backend.db.privacy import AuditEntry, AuditHead

HEAD = 1
SYSTEM = None  # the server itself acted


def write_audit(
    action: str, actor: str | None, subject: str | None = None, details: dict[str, Any] | None = None
) -> None:
    """Add one entry in the caller's transaction; the head's row lock puts writers in line."""
    head = lock_head()
    at = clock.utc_now()
    entry = AuditEntry(
        id=head.last_entry + 1,
        at=at,
        actor=actor,
        subject=subject,
        action=action,
        details=details or {},
        previous_hash=head.last_hash,
        hash="",
    )
    entry.hash = hash_entry(entry)
    db.session.add(entry)
    head.last_entry, head.last_hash = entry.id, entry.hash
    db.session.flush()


def lock_head() -> AuditHead:
    """Let nobody else write until the caller commits; also for what is counted before it is written down."""
    # The update comes first: it takes SQLite's write lock, or PostgreSQL's on the row, before reading.
    db.session.flush()
    locked = db.session.execute(
        update(AuditHead)
        .where(AuditHead.id == HEAD)
        .values(last_entry=AuditHead.last_entry)
        .returning(AuditHead.id)
    ).one_or_none()
    if locked is None:
        raise RuntimeError("the audit log has no head; run the migrations")
    head = db.session.get(AuditHead, HEAD, populate_existing=True)
    assert head is not None  # nosec B101: it was just locked
    return head


def find_first_break() -> int | None:
    """The id of the first entry that does not follow from the one before, or None for a sound chain."""
    # One statement sees head and entries of one moment, however much is written or pruned meanwhile.
    ends = (AuditHead.anchor_entry, AuditHead.anchor_hash, AuditHead.last_entry, AuditHead.last_hash)
    query = select(*ends, AuditEntry).outerjoin(AuditEntry, true()).where(AuditHead.id == HEAD)
    query = query.order_by(AuditEntry.id).execution_options(yield_per=500, populate_existing=True)
    reached: tuple[int, str] | None = None
    last: tuple[int, str] | None = None
    rows: Any = db.session.execute(query)  # with no entry at all, one row of the head alone
    for anchor_id, anchor_hash, last_id, last_hash, entry in rows:
        last, before = (last_id, last_hash), reached or (anchor_id, anchor_hash)
        if entry is None:
            reached = before
        elif (entry.id - 1, entry.previous_hash) != before or entry.hash != hash_entry(entry):
            return int(entry.id)
        else:
            reached = entry.id, entry.hash
    return None if reached is None or reached == last else reached[0] + 1


def prune_audit(before: datetime) -> int:
    """Delete what is older and move the anchor, so that the rest still verifies. The caller commits."""
    head = lock_head()
    last = db.session.scalar(
        select(AuditEntry).where(AuditEntry.at < before).order_by(AuditEntry.id.desc()).limit(1)
    )
    if last is None:
        return 0
    removed = last.id - head.anchor_entry
    head.anchor_entry, head.anchor_hash = last.id, last.hash
    db.session.execute(AuditEntry.__table__.delete().where(AuditEntry.id <= last.id))  # type: ignore[attr-defined]
    return removed


def hash_entry(entry: AuditEntry) -> str:
    """Hash everything an entry says, and the hash it builds on."""
    said = [
        entry.id,
        entry.at.isoformat(),
        entry.actor,
        entry.subject,
        entry.action,
        entry.details,
        entry.previous_hash,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

"""Deletes what is over its time. The times are the operator's; the limits above them are not."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete

from backend import clock
from backend.config import RetentionRules, current_config
from backend.db.base import db
from backend.privacy.audit import prune_audit
from backend.privacy.guardian import delete_outgrown
from backend.privacy.registry import PersonalTable, list_personal_tables

log = logging.getLogger(__name__)


def delete_expired() -> dict[str, int]:
    """Delete every row that is over its time; say how many of which table."""
    now = clock.utc_now()
    rules = current_config().retention
    counts: dict[str, int] = {}
    for entry in list_personal_tables():
        if entry.personal.keep is not None:
            counts[entry.table.name] = _delete_from(entry, find_limit(rules, entry.personal.keep, now))
            db.session.commit()
    counts["guardian_consents"] = counts.get("guardian_consents", 0) + delete_outgrown()
    db.session.commit()
    counts["audit_entries"] = prune_audit(find_limit(rules, "audit_days", now))
    db.session.commit()
    deleted = {table: rows for table, rows in counts.items() if rows}
    if deleted:
        log.info("deleted what was over its time: %s", deleted)
    return counts


def find_limit(rules: RetentionRules, keep: str, now: datetime) -> datetime:
    """The moment before which rows of this kind are over their time; the name carries its unit."""
    number: int = asdict(rules)[keep]
    unit = timedelta(hours=1) if keep.endswith("_hours") else timedelta(days=1)
    return now - number * unit


def _delete_from(entry: PersonalTable, limit: datetime) -> int:
    column = entry.table.c[entry.personal.expires or ""]
    result = db.session.execute(delete(entry.table).where(column <= limit))
    return int(getattr(result, "rowcount", 0))

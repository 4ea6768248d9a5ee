"""Deletes what is over its time. The times are the operator's; the limits above them are not."""

from __future__ import annotations

import logging
import threading
from dataclasses import asdict
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import delete

from backend import clock
from backend.config import RetentionRules, current_config
from backend.db.base import db
from backend.privacy.audit import prune_audit
from backend.privacy.registry import PersonalTable, list_personal_tables

LOG = logging.getLogger("attune.retention")


def delete_expired() -> dict[str, int]:
    """Delete every row that is over its time; say how many of which table."""
    now = clock.utc_now()
    rules = current_config().retention
    counts: dict[str, int] = {}
    for entry in list_personal_tables():
        if entry.personal.keep is not None:
            counts[entry.table.name] = _delete_from(entry, find_limit(rules, entry.personal.keep, now))
            db.session.commit()
    counts["audit_entries"] = prune_audit(find_limit(rules, "audit_days", now))
    db.session.commit()
    return counts


def find_limit(rules: RetentionRules, keep: str, now: datetime) -> datetime:
    """The moment before which rows of this kind are over their time; the name carries its unit."""
    number: int = asdict(rules)[keep]
    unit = timedelta(hours=1) if keep.endswith("_hours") else timedelta(days=1)
    return now - number * unit


class RetentionJob:
    """Runs the deletion again and again while the server serves."""

    def __init__(self, app: Flask, every_minutes: int) -> None:
        self._app = app
        self._every_s = every_minutes * 60
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="retention", daemon=True)

    def start(self) -> None:
        """Begin; the first run comes at once, as the server may have been off for long."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with self._app.app_context():
                    counts = {table: rows for table, rows in delete_expired().items() if rows}
                if counts:
                    LOG.info("deleted what was over its time: %s", counts)
            except Exception:  # thread boundary: one failed run must not end the job
                LOG.exception("the retention job failed; it runs again")
            self._stopped.wait(self._every_s)


def _delete_from(entry: PersonalTable, limit: datetime) -> int:
    column = entry.table.c[entry.personal.expires or ""]
    result = db.session.execute(delete(entry.table).where(column <= limit))
    return int(getattr(result, "rowcount", 0))

"""Looks at the meter again and again while the server serves, and keeps what lay in between."""

from __future__ import annotations

import secrets
from dataclasses import asdict

from sqlalchemy import text

from backend import clock
from backend.db.base import db
from backend.db.trend import SystemSample
from backend.system.figures import compare_looks
from backend.system.history import thin_out
from backend.system.meter import Totals, current_meter


def read_database_bytes() -> int:
    """How large the database is on disk."""
    if db.engine.dialect.name == "sqlite":
        pages = db.session.execute(text("PRAGMA page_count")).scalar() or 0
        return int(pages) * int(db.session.execute(text("PRAGMA page_size")).scalar() or 0)
    return int(db.session.execute(text("SELECT pg_database_size(current_database())")).scalar() or 0)


class Sampler:
    """Compares each look at the meter with the one before it, and keeps what lay in between."""

    def __init__(self) -> None:
        self._process = secrets.token_hex(4)
        self._before: Totals | None = None

    def look(self) -> None:
        """Look once; the first look has nothing to compare with."""
        after = current_meter().read()
        if self._before is not None:
            current_meter().compare_look(after)
            keep_sample(self._process, self._before, after)
        self._before = after


def keep_sample(process: str, before: Totals, after: Totals) -> None:
    """Write one sample; older ones are merged, and forgotten when they are over their time."""
    figures = asdict(compare_looks(before, after, read_database_bytes()))
    at, seconds = clock.utc_now(), after.at_s - before.at_s
    thin_out(at)
    db.session.add(SystemSample(at=at, process=process, seconds=seconds, figures=figures))
    db.session.commit()

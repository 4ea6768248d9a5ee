"""How far publishing and rolling up have come; also the lock that keeps two runs apart."""

from __future__ import annotations

from sqlalchemy import update

from backend.db.base import db
from backend.db.trend import TrendMark
from backend.db.upsert import add_missing_rows

MARK = 1


def lock_mark() -> TrendMark:
    """The mark, ours until the next commit. Writing first takes SQLite's lock, or PostgreSQL's on the row."""
    fresh = {"id": MARK, "time_zone": "", "window_id": 0, "cell_id": 0, "lesson_id": 0, "lessons": 0}
    add_missing_rows(TrendMark, [fresh], key=("id",))
    same = {"lessons": TrendMark.lessons}
    db.session.execute(update(TrendMark).where(TrendMark.id == MARK).values(**same))
    mark = db.session.get(TrendMark, MARK, populate_existing=True)
    assert mark is not None  # nosec B101: it was just written
    return mark

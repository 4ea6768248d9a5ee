"""How far publishing and rolling up have come; also the lock that keeps two runs apart."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from backend.db.base import db
from backend.db.trend import TrendMark

MARK = 1


def lock_mark() -> TrendMark:
    """The mark, ours until the next commit. Writing first takes SQLite's lock, or PostgreSQL's on the row."""
    make_insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    fresh = {"id": MARK, "time_zone": "", "window_id": 0, "cell_id": 0, "lesson_id": 0, "lessons": 0}
    db.session.execute(make_insert(TrendMark).values(**fresh).on_conflict_do_nothing(index_elements=["id"]))
    same = {"lessons": TrendMark.lessons}
    db.session.execute(update(TrendMark).where(TrendMark.id == MARK).values(**same))
    mark = db.session.get(TrendMark, MARK, populate_existing=True)
    assert mark is not None  # nosec B101: it was just written
    return mark

"""Insert-or-change in one statement, so that two tabs of one person never collide."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from backend.db.base import Base, db


def upsert_row(table: type[Base], key: dict[str, Any], values: dict[str, Any]) -> None:
    """Write the row that `key` names, whether or not it is there yet. The caller commits."""
    make_insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    statement = make_insert(table).values(**key, **values)
    db.session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))

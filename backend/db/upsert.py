"""Insert-or-change and insert-or-leave in one statement, so that two tabs of one person never collide."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from backend.db.base import Base, db


def upsert_row(table: type[Base], key: dict[str, Any], values: dict[str, Any]) -> None:
    """Write the row that `key` names, whether or not it is there yet. The caller commits."""
    statement = _insert(table).values(**key, **values)
    db.session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def add_missing_rows(table: type[Base], rows: list[dict[str, Any]], key: tuple[str, ...]) -> None:
    """Write those rows whose `key` is not there yet, and leave the others as they are. The caller commits."""
    if rows:
        db.session.execute(_insert(table).on_conflict_do_nothing(index_elements=key), rows)


def _insert(table: type[Base]) -> Any:
    make_insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    return make_insert(table)

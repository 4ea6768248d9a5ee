"""Alembic's entry: runs migrations on the connection that `backend.db.migrate` hands in, all or none."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from backend.db import Base
from backend.db.base import UtcDateTime
from backend.db.migrate import MigrationError


def render_type(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Write our own column type by its short name; every migration imports it."""
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render_type,
    compare_type=True,
    transactional_ddl=True,  # on SQLite too, as the connection leaves its transactions to us
)
with context.begin_transaction():
    context.run_migrations()
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise MigrationError("The database cannot be migrated: rows would refer to rows that are not there.")

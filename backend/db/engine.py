"""How a database is opened: SQLite's journal and patience, the size of the pool."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

BUSY_TIMEOUT_MS = 10_000  # a writer waits this long for another one before it gives up
POOL_SIZE = 20
POOL_OVERFLOW = 40  # bursts of socket threads; PostgreSQL allows 100 connections by default


def engine_options(url: str) -> dict[str, Any]:
    """Options for Flask-SQLAlchemy; a dead PostgreSQL connection is noticed before it is used."""
    return {
        "pool_size": POOL_SIZE,
        "max_overflow": POOL_OVERFLOW,
        "pool_pre_ping": not is_sqlite(url),
        "hide_parameters": True,  # people and expressions stay out of the log when a statement fails
    }


def is_sqlite(url: str) -> bool:
    """Whether this address is an SQLite file."""
    return url.startswith("sqlite")


@event.listens_for(Engine, "connect")
def set_sqlite_pragmas(connection: object, record: object) -> None:
    """Readers never wait for the writer (WAL), foreign keys are enforced, accents do not hide a name."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.create_function("lower", 1, _lower, deterministic=True)  # SQLite's own knows ASCII only
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=FAST")  # what is erased leaves no trace in freed space
    cursor.close()


def _lower(value: object) -> str | None:
    return None if value is None else str(value).lower()

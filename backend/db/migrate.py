"""Brings a database to the newest shape, or back. It needs an address only, no application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from backend.db.engine import is_sqlite
from backend.errors import AttuneError

FOLDER = Path(__file__).resolve().parent / "migrations"


class MigrationError(AttuneError):
    """The database cannot be brought to that shape; the message says why."""

    code = "migration_failed"


def upgrade_database(url: str, revision: str = "head") -> None:
    """Apply every migration that is missing."""
    with _explained(), _connect(url) as connection:
        command.upgrade(_config(connection), revision)


def downgrade_database(url: str, revision: str) -> None:
    """Take migrations back, down to a revision or to `base`."""
    with _explained(), _connect(url) as connection:
        command.downgrade(_config(connection), revision)


def is_current(url: str) -> bool:
    """Whether the database has the shape this version needs."""
    with _connect(url) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        return found == ScriptDirectory.from_config(_config(connection)).get_current_head()


@lru_cache(maxsize=1)
def find_newest_revision() -> str | None:
    """The shape that this version needs, without asking any database."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config).get_current_head()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except CommandError as error:
        raise MigrationError(
            f"The database cannot be migrated: {str(error).rstrip('.')}. "
            "The revisions this version knows are in backend/db/migrations/versions."
        ) from None


def _connect(url: str) -> Connection:
    # Not `begin()`: Alembic opens the transaction itself. No pool: the file is let go of at once.
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    if is_sqlite(url):
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    connection = engine.connect()
    if is_sqlite(url):
        _take_over_transactions(connection)
    return connection


def _take_over_transactions(connection: Connection) -> None:
    """Let one transaction hold all migrations; Python's driver would commit at each change of a table.

    Foreign keys are looked at once, at the end: a table that is made anew would take what refers to it along,
    and inside a transaction SQLite ignores the switch.
    """
    driver = connection.connection.driver_connection
    assert driver is not None  # nosec B101
    driver.isolation_level = None
    driver.execute("PRAGMA foreign_keys=OFF")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config

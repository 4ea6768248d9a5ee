"""The database's shape: up, down and up again, empty and filled, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from backend.db import Base
from backend.db.migrate import downgrade_database, is_current, upgrade_database
from tests.backend.conftest import Client, run_on_server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgres")
    run_on_server(server, "CREATE DATABASE empty")
    yield f"{server}/empty"
    run_on_server(server, "DROP DATABASE empty WITH (FORCE)")


def test_up_down_and_up_again(empty_url: str) -> None:
    assert not is_current(empty_url)
    upgrade_database(empty_url)
    assert is_current(empty_url)
    downgrade_database(empty_url, "base")
    engine = create_engine(empty_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    upgrade_database(empty_url)
    assert is_current(empty_url)


def test_the_migrations_make_exactly_the_tables_of_the_code(empty_url: str) -> None:
    upgrade_database(empty_url)
    engine = create_engine(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_upgrading_a_filled_database_keeps_its_rows(course: dict[str, Any], database_url: str) -> None:
    upgrade_database(database_url)
    assert is_current(database_url)
    client: Client = course["student"]
    assert client.get(f"/lessons/{course['lesson']}").json["title"] == "Mean"


def test_foreign_keys_and_the_journal_are_on(app: Any, database_kind: str) -> None:
    from sqlalchemy.exc import IntegrityError

    from backend.db.base import db
    from backend.db.course import Module

    with app.app_context():
        if database_kind == "sqlite":
            assert db.session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        db.session.add(Module(course_id=99, title="of nothing"))
        with pytest.raises(IntegrityError):
            db.session.commit()
        db.session.rollback()

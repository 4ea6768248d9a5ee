"""The database's shape: up, down and up again, empty and filled, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, event, inspect, select, text
from sqlalchemy.engine import Engine

from backend.db import Base
from backend.db.migrate import downgrade_database, is_current, upgrade_database
from backend.db.privacy import SiteSetting
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


def test_an_older_database_keeps_what_hangs_on_its_classes_and_uses_no_id_twice(empty_url: str) -> None:
    upgrade_database(empty_url, "0006")
    run(empty_url, *OLD_ROWS)
    upgrade_database(empty_url)
    for table in ("live_sessions", "spells", "check_ins", "class_windows"):
        assert read(empty_url, f"SELECT count(*) FROM {table}") == 1, table
    assert read(empty_url, "SELECT live_class_id FROM check_ins") == 1
    run(empty_url, "DELETE FROM lessons WHERE id = 1")
    for table in ("live_classes", "live_sessions", "spells", "class_windows"):
        assert read(empty_url, f"SELECT count(*) FROM {table}") == 0, table
    run(empty_url, LIVE_CLASS.format(lesson=2), LIVE_SESSION.format(lesson=2, live_class=2))
    assert read(empty_url, "SELECT id FROM live_classes") == 2
    assert read(empty_url, "SELECT id FROM live_sessions") == 2
    downgrade_database(empty_url, "0006")
    assert read(empty_url, "SELECT count(*) FROM live_sessions") == 1


def test_no_table_of_sqlite_uses_an_id_twice(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ids.db'}"
    upgrade_database(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        made = dict(
            connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
        )
    engine.dispose()
    generated = [
        table.name for table in Base.metadata.sorted_tables if table.autoincrement_column is not None
    ]
    assert len(generated) > 40
    assert [name for name in generated if "AUTOINCREMENT" not in made[name]] == []


@pytest.mark.parametrize("broken_at", ["UPDATE guardian_consents", "ALTER TABLE", "DROP TABLE live_sessions"])
def test_a_migration_that_breaks_off_changes_nothing_and_can_be_run_again(
    empty_url: str, broken_at: str
) -> None:
    upgrade_database(empty_url, "0006")
    run(empty_url, *OLD_ROWS)
    counts = count_rows(empty_url)

    def break_off(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if broken_at in statement:
            raise OSError("no space left on device")

    event.listen(Engine, "before_cursor_execute", break_off)
    try:
        upgrade_database(empty_url)
    except OSError:
        assert not is_current(empty_url)
    finally:
        event.remove(Engine, "before_cursor_execute", break_off)
    assert count_rows(empty_url) == counts
    upgrade_database(empty_url)
    assert is_current(empty_url)
    assert count_rows(empty_url) == counts


def test_an_older_assent_counts_for_the_words_on_its_receipt_alone(empty_url: str) -> None:
    upgrade_database(empty_url, "0006")
    run(empty_url, *(PUPIL.format(name=name) for name in "abc"))
    run(empty_url, *(AGREED.format(user=user) for user in (1, 2)), ASKED.format(user=3))
    for words in ("older", "newer"):
        run(empty_url, RECEIPT.format(user=1, scope="assent", words=words))
    run(empty_url, RECEIPT.format(user=2, scope="guardian", words="other"))
    upgrade_database(empty_url)
    found = [f"SELECT assent_hash FROM guardian_consents WHERE user_id = {user}" for user in (1, 2, 3)]
    assert [read(empty_url, query) for query in found] == ["newer", "", ""]
    downgrade_database(empty_url, "0006")
    assert read(empty_url, "SELECT count(*) FROM guardian_consents") == 3


DAY = "'2026-01-01 00:00:00+00:00'"
PUPIL = (
    "INSERT INTO users (email, name, password_hash, role, locale, audit_token, created_at, updated_at,"
    f" version) VALUES ('{{name}}', '', '', 'student', 'en', '{{name}}', {DAY}, {DAY}, 1)"
)
AGREED = (
    "INSERT INTO guardian_consents (user_id, guardian_email, token_hash, requested_at, child_assented_at)"
    f" VALUES ({{user}}, '', '{{user}}', {DAY}, {DAY})"
)
ASKED = (
    "INSERT INTO guardian_consents (user_id, guardian_email, token_hash, requested_at)"
    f" VALUES ({{user}}, '', '{{user}}', {DAY})"
)
RECEIPT = (
    "INSERT INTO consent_receipts (user_id, scope, decision, text_version, text_hash, purged, decided_at)"
    f" VALUES ({{user}}, '{{scope}}', 'granted', 1, '{{words}}', '{{{{}}}}', {DAY})"
)
LESSON = (
    "INSERT INTO lessons (module_id, title, body, position, minutes, created_at, updated_at, version)"
    f" VALUES (1, 'L', '', 0, 1, {DAY}, {DAY}, 1)"
)
LIVE_CLASS = (
    "INSERT INTO live_classes (lesson_id, course_id, section, video_seconds, playing, position_at,"
    f" started_at) VALUES ({{lesson}}, 1, 0, 0, false, {DAY}, {DAY})"
)
LIVE_SESSION = (
    "INSERT INTO live_sessions (user_id, lesson_id, live_class_id, started_at)"
    f" VALUES (1, {{lesson}}, {{live_class}}, {DAY})"
)
OLD_ROWS = (
    PUPIL.format(name="a"),
    "INSERT INTO courses (title, summary, language, join_code, join_open, mode_limit, created_at,"
    f" updated_at, version) VALUES ('C', '', 'en', 'C', true, 'off', {DAY}, {DAY}, 1)",
    "INSERT INTO modules (course_id, title, position, version) VALUES (1, 'M', 0, 1)",
    LESSON,
    LESSON,
    LIVE_CLASS.format(lesson=1),
    LIVE_SESSION.format(lesson=1, live_class=1),
    "INSERT INTO spells (live_session_id, start, model, seen, abstentions, confidence)"
    f" VALUES (1, {DAY}, 'm', 0, '{{}}', 0)",
    "INSERT INTO check_ins (user_id, live_session_id, lesson_id, live_class_id, value, at)"
    f" VALUES (1, 1, 1, 1, 'well', {DAY})",
    "INSERT INTO class_windows (live_class_id, start, seconds, cohort, shares)"
    f" VALUES (1, {DAY}, 10, 5, '{{}}')",
)


def run(url: str, *statements: str) -> None:
    """Change a database directly."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def count_rows(url: str) -> dict[str, int]:
    """How many rows each of the older tables holds."""
    tables = ("users", "lessons", "live_classes", "live_sessions", "spells", "check_ins", "class_windows")
    return {table: read(url, f"SELECT count(*) FROM {table}") for table in tables}


def read(url: str, query: str) -> Any:
    """Read one value."""
    engine = create_engine(url)
    with engine.connect() as connection:
        value = connection.exec_driver_sql(query).scalar()
    engine.dispose()
    return value


def test_the_schools_contact_moves_to_its_one_place(empty_url: str) -> None:
    upgrade_database(empty_url)
    downgrade_database(empty_url, "0007")
    engine = create_engine(empty_url)
    contacts = {"helplines": [], "tutor_contact": "room 4"}
    insert = text("INSERT INTO site_settings (key, value, updated_at) VALUES (:key, :value, :at)")
    with engine.begin() as connection:
        row = {"key": "support", "value": json.dumps(contacts), "at": "2026-01-01 00:00:00"}
        connection.execute(insert, row)
    upgrade_database(empty_url)
    with engine.connect() as connection:
        rows = connection.execute(select(SiteSetting.key, SiteSetting.value)).all()
    engine.dispose()
    assert dict(rows) == {
        "support": {"helplines": []},
        "site": {"name": "Attune", "help_contact": "room 4", "help_text": ""},
    }

"""Going back to a backup: from before an upgrade too, whole or not at all, with what others were granted."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import TextClause, create_engine, text

from backend.db.backup import POSTGRES_NAME, UPLOADS, write_backup
from backend.db.migrate import is_current, upgrade_database
from benchmarks.postgres import find_port
from tests.backend.conftest import run_on_server
from tests.backend.test_cli import refuse, run

ADD_PERSON = text(
    "INSERT INTO users"
    " (email, name, password_hash, role, locale, audit_token, created_at, updated_at, version)"
    " VALUES (:name, :name, '', 'student', 'en', :name, '2025-01-01', '2025-01-01', 1)"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'old.db'}"
        return
    yield from make_postgres(request.getfixturevalue("postgres"))


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """The same on PostgreSQL only."""
    yield from make_postgres(postgres)


def make_postgres(server: str) -> Iterator[str]:
    """A database of one test's own."""
    run_on_server(server, "CREATE DATABASE to_restore")
    yield f"{server}/to_restore"
    run_on_server(server, "DROP DATABASE to_restore WITH (FORCE)")


@pytest.mark.parametrize("revision", ["0003", "0005"])
def test_a_backup_from_before_an_upgrade_comes_back(url: str, tmp_path: Path, revision: str) -> None:
    upgrade_database(url, revision)
    execute(url, ADD_PERSON, name="before")
    file = back_up(url, tmp_path)
    upgrade_database(url)
    execute(url, ADD_PERSON, name="after")
    assert restore(url, tmp_path, file).returncode == 0
    assert names(url) == ["before"] and not is_current(url)
    assert run(tmp_path, "migrate", ATTUNE_DATABASE_URL=url).returncode == 0
    assert names(url) == ["before"] and is_current(url)


def test_a_dump_that_ends_too_early_changes_nothing(postgres_url: str, tmp_path: Path) -> None:
    upgrade_database(postgres_url)
    for number in range(200):
        execute(postgres_url, ADD_PERSON, name=f"{number:03}")
    whole, broken = back_up(postgres_url, tmp_path), tmp_path / "broken.tar.gz"
    with tarfile.open(whole) as archive:
        archive.extract(POSTGRES_NAME, tmp_path, filter="data")
    dump = tmp_path / POSTGRES_NAME
    dump.write_bytes(dump.read_bytes()[: -dump.stat().st_size // 20])
    with tarfile.open(broken, "w:gz") as archive:
        archive.add(dump, POSTGRES_NAME)
    execute(postgres_url, ADD_PERSON, name="after")
    refuse(restore(postgres_url, tmp_path, broken), "pg_restore")
    assert len(names(postgres_url)) == 201 and is_current(postgres_url)
    assert (tmp_path / UPLOADS / "kept.txt").exists()


def test_a_dump_that_fails_at_its_end_changes_nothing(
    postgres_url: str, postgres: str, tmp_path: Path
) -> None:
    upgrade_database(postgres_url)
    run_on_server(postgres, "CREATE ROLE reader")
    execute(postgres_url, text("GRANT SELECT ON users TO reader"))
    file = back_up(postgres_url, tmp_path)
    execute(postgres_url, text("REVOKE SELECT ON users FROM reader"))
    run_on_server(postgres, "DROP ROLE reader")
    execute(postgres_url, ADD_PERSON, name="after")
    refuse(restore(postgres_url, tmp_path, file), 'role "reader" does not exist')
    assert names(postgres_url) == ["after"] and is_current(postgres_url)
    assert (tmp_path / UPLOADS / "kept.txt").exists()


def test_views_and_what_others_may_do_are_as_they_were(
    postgres_url: str, postgres: str, tmp_path: Path
) -> None:
    upgrade_database(postgres_url)
    run_on_server(postgres, "CREATE ROLE reporting")
    execute(postgres_url, text("CREATE VIEW everybody AS SELECT name FROM users"))
    execute(postgres_url, text("GRANT SELECT ON everybody TO reporting"))
    execute(postgres_url, text("GRANT CREATE ON SCHEMA public TO reporting"))
    execute(postgres_url, ADD_PERSON, name="before")
    before = execute(postgres_url, text("SELECT nspacl::text, nspowner FROM pg_namespace ORDER BY nspname"))
    file = back_up(postgres_url, tmp_path)
    assert restore(postgres_url, tmp_path, file).returncode == 0
    after = execute(postgres_url, text("SELECT nspacl::text, nspowner FROM pg_namespace ORDER BY nspname"))
    may_read = text("SELECT name, has_table_privilege('reporting', 'everybody', 'SELECT') FROM everybody")
    assert after == before and execute(postgres_url, may_read) == [("before", True)]
    execute(postgres_url, text("DROP OWNED BY reporting"))
    run_on_server(postgres, "DROP ROLE reporting")


def test_a_backup_is_written_while_files_come_and_go(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade_database(url)
    uploads = tmp_path / UPLOADS
    uploads.mkdir()
    for name in ("a", "b", "c", "d.part", "e.part"):
        (uploads / name).write_text(name)
    add_file = tarfile.TarFile.addfile

    def meanwhile(archive: tarfile.TarFile, entry: tarfile.TarInfo, *rest: Any) -> None:
        add_file(archive, entry, *rest)
        if entry.name.endswith("/a"):
            (uploads / "b").unlink()
            (uploads / "d.part").rename(uploads / "d")

    monkeypatch.setattr(tarfile.TarFile, "addfile", meanwhile)
    file = back_up(url, tmp_path)
    monkeypatch.undo()
    assert restore(url, tmp_path, file).returncode == 0
    assert {path.name for path in uploads.iterdir()} == {"a", "c", "kept.txt"}


def test_uploads_that_cannot_be_replaced_leave_the_database_as_it_was(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade_database(url)
    file = back_up(url, tmp_path)
    execute(url, ADD_PERSON, name="after")
    rename = Path.rename

    def refuse_uploads(path: Path, target: Path) -> Path:
        if path == tmp_path / UPLOADS:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_uploads)
    refuse(restore(url, tmp_path, file), "cannot be restored")
    assert names(url) == ["after"]
    assert (tmp_path / UPLOADS / "kept.txt").exists()


def test_a_database_that_cannot_be_replaced_leaves_the_uploads_as_they_were(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    upgrade_database(url)
    back_up(url, tmp_path)
    broken = tmp_path / "broken.tar.gz"
    (tmp_path / "damaged").write_text("no database")
    with tarfile.open(broken, "w:gz") as archive:
        archive.add(tmp_path / "damaged", "database.sqlite")
    refuse(restore(url, tmp_path, broken), "damaged")
    assert [path.name for path in (tmp_path / UPLOADS).iterdir()] == ["kept.txt"]


def back_up(url: str, tmp_path: Path) -> Path:
    """Write a backup of a database of any revision, with one file beside it that it holds too."""
    uploads, file = tmp_path / UPLOADS, tmp_path / "backup.tar.gz"
    uploads.mkdir(exist_ok=True)
    (uploads / "kept.txt").write_text("some text")
    write_backup(url, uploads, file)
    return file


def restore(url: str, tmp_path: Path, file: Path) -> subprocess.CompletedProcess[str]:
    """As an operator does it."""
    return run(tmp_path, "restore", str(file), "--set", f"serve.port={find_port()}", ATTUNE_DATABASE_URL=url)


def names(url: str) -> list[str]:
    """Everybody who has an account."""
    return [row[0] for row in execute(url, text("SELECT name FROM users ORDER BY name"))]


def execute(url: str, statement: TextClause, **values: str) -> list[tuple[Any, ...]]:
    """Run one statement and leave no connection behind; its rows, if it gives any."""
    engine = create_engine(url)
    with engine.begin() as connection:
        result = connection.execute(statement, values)
        rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows

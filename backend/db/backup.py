"""Copies a whole database into one file while it is in use, and puts such a file back.

SQLite through its own online copy, PostgreSQL through pg_dump, pg_restore and psql; uploads travel along.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess  # nosec B404: only PostgreSQL's own tools, with fixed arguments
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from backend.db.engine import is_sqlite
from backend.errors import AttuneError

UPLOADS = "uploads"
PART = ".part"  # the name's end of a file that is not whole yet, an upload or a backup
MOST_ENTRIES = 1_000_000
SQLITE_NAME, POSTGRES_NAME = "database.sqlite", "database.pgdump"
SCRIPT_NAME = "restore.sql"

# A backup lists only the tables it knows. Newer ones would hold on to those it replaces, and then stand in
# the way of their own migration. The schema stays, with its owner and grants; so does what an extension made.
DROP_TABLES = """
SET client_min_messages = warning;
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT relname,
               CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END AS kind
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
          AND relkind IN ('r', 'p', 'v', 'm')
          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
    LOOP
        EXECUTE format('DROP %s IF EXISTS public.%I CASCADE', found.kind, found.relname);
    END LOOP;
END $$;
"""


class BackupError(AttuneError):
    """The backup cannot be written or read; the message says why."""

    code = "backup_failed"


def write_backup(url: str, uploads: Path, file: Path) -> None:
    """Copy database and uploads; the file appears only when it is whole."""
    part = file.with_name(file.name + PART)
    try:
        with tempfile.TemporaryDirectory(dir=file.parent) as folder, tarfile.open(part, "w:gz") as archive:
            dump = Path(folder) / (SQLITE_NAME if is_sqlite(url) else POSTGRES_NAME)
            if is_sqlite(url):
                _copy_sqlite(_sqlite_file(url), dump)
            else:
                _run_on_database(["pg_dump", "--format=custom", f"--file={dump}"], make_url(url))
            archive.add(dump, dump.name)
            _add_uploads(archive, uploads)
        part.replace(file)
    except OSError as error:
        raise BackupError(f"The backup cannot be written to {file} ({error.strerror}).") from None
    finally:
        with contextlib.suppress(NotADirectoryError):
            part.unlink(missing_ok=True)


def read_backup(url: str, uploads: Path, file: Path) -> None:
    """Replace database and uploads, both or neither; nothing is touched before the whole file was read."""
    try:
        with tempfile.TemporaryDirectory(dir=uploads.parent, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            with tarfile.open(file, "r:gz") as archive:
                entries = _list_bounded(archive, folder)  # and the filter refuses what leaves the folder
                archive.extractall(folder, entries, filter="data")  # nosec B202
            with _replaced_uploads(folder / UPLOADS, uploads, folder / "old"):
                _restore_database(url, folder)
    except (OSError, tarfile.TarError, EOFError) as error:
        raise BackupError(f"{file} cannot be restored: {error}.") from None


def _add_uploads(archive: tarfile.TarFile, uploads: Path) -> None:
    """Every finished upload; people go on adding and deleting files meanwhile."""
    for path in sorted(uploads.glob("*")):
        if path.suffix == PART:
            continue
        with contextlib.suppress(
            FileNotFoundError
        ):  # its row is in the copied database; pages say it is gone
            archive.add(path, f"{UPLOADS}/{path.name}")


def _list_bounded(archive: tarfile.TarFile, folder: Path) -> Iterator[tarfile.TarInfo]:
    """Every entry, as long as all of them together fit on this disk and are not absurdly many."""
    room, count = shutil.disk_usage(folder).free, 0
    for entry in archive:
        room, count = room - entry.size, count + 1
        if room < 0 or count > MOST_ENTRIES:
            raise BackupError("The backup holds more than fits here; nothing was changed.")
        yield entry


def _restore_database(url: str, folder: Path) -> None:
    dump = folder / (SQLITE_NAME if is_sqlite(url) else POSTGRES_NAME)
    if not dump.is_file():
        kind = "SQLite" if is_sqlite(url) else "PostgreSQL"
        raise BackupError(f"This backup holds no {kind} database; it was made on the other kind.")
    if is_sqlite(url):
        _check_sqlite(dump)
        target = _sqlite_file(url)
        for leftover in (f"{target}-wal", f"{target}-shm"):
            Path(leftover).unlink(missing_ok=True)
        _copy_sqlite(dump, target)
    else:
        _restore_postgres(dump, make_url(url))


def _restore_postgres(dump: Path, url: URL) -> None:
    """Replace every table in one transaction; pg_restore would drop in it only what the backup lists."""
    script = dump.with_name(SCRIPT_NAME)
    _run_tool(["pg_restore", "--clean", "--if-exists", "--no-owner", f"--file={script}", str(dump)])
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _run_on_database(["psql", *options, f"--command={DROP_TABLES}", f"--file={script}"], url)


@contextlib.contextmanager
def _replaced_uploads(found: Path, uploads: Path, old: Path) -> Iterator[None]:
    """Put the found uploads in place, by renaming; take that back if what follows fails."""
    found.mkdir(exist_ok=True)
    uploads.mkdir(exist_ok=True)
    uploads.rename(old)
    try:
        found.rename(uploads)
        yield
    except BaseException:
        if not found.exists():
            uploads.rename(found)
        old.rename(uploads)
        raise


def _copy_sqlite(source: Path, target: Path) -> None:
    origin, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        origin.backup(copy)
    finally:
        origin.close()
        copy.close()


def _check_sqlite(file: Path) -> None:
    connection = sqlite3.connect(file)
    try:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError:
        answer = "not a database"
    finally:
        connection.close()
    if answer != "ok":
        raise BackupError("The database in this backup is damaged; nothing was changed.")


def _sqlite_file(url: str) -> Path:
    return Path(make_url(url).database or "")


def _run_on_database(arguments: list[str], url: URL) -> None:
    """Run a tool on a database; the password travels in the environment, never on the command line."""
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    _run_tool([arguments[0], f"--dbname={plain}", *arguments[1:]], PGPASSWORD=str(url.password or ""))


def _run_tool(arguments: list[str], **environ: str) -> None:
    """Run a tool of PostgreSQL's."""
    tool = shutil.which(arguments[0]) or _find_beside_server(arguments[0])
    done = subprocess.run(  # nosec B603: no shell, fixed program
        [tool, *arguments[1:]], env={**os.environ, **environ}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise BackupError(f"{arguments[0]} failed: {reason}")


def _find_beside_server(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found:
        raise BackupError(f"{name} is not installed; install PostgreSQL's client tools.")
    return str(found[-1])

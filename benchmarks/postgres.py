"""A PostgreSQL server of our own on loopback in a temporary folder, for tests and benchmarks."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool


class NoPostgresError(Exception):
    """PostgreSQL cannot be started here; the text says why."""


class PostgresCluster:
    """One server process. PostgreSQL refuses to run as root, so as root it runs as another user."""

    def __init__(self, durable: bool = False, kept_in: Path | None = None) -> None:
        self.binaries, self.durable, self.is_kept = _find_binaries(), durable, kept_in is not None
        # Not below pytest's folder: pytest closes that to other users whenever another run starts.
        self.folder = kept_in or Path(tempfile.mkdtemp(prefix="attune-postgres-"))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = find_port()
        self.url = f"postgresql+psycopg://attune@127.0.0.1:{self.port}"
        self.user = _find_other_user() if os.geteuid() == 0 else None
        self.process: subprocess.Popen[bytes] | None = None
        if self.user is not None:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)

    def start(self) -> None:
        """Make the cluster the first time, then serve it."""
        data = self.folder / "data"
        if not data.exists():
            options = ["-U", "attune", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
            self._run([self.binaries / "initdb", "-D", data, *options])
        options = ["-p", str(self.port), "-h", "127.0.0.1", "-k", str(self.folder)]
        options += [] if self.durable else ["-c", "fsync=off", "-c", "full_page_writes=off"]
        self.process = subprocess.Popen(
            [str(self.binaries / "postgres"), "-D", str(data), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._as_user(),
        )
        wait_until(self._answers, 30)

    def stop(self) -> None:
        """Stop serving, and leave nothing behind unless it is to be kept."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)
        if not self.is_kept:
            shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """End every process of the server at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def _answers(self) -> bool:
        try:
            with create_engine(f"{self.url}/postgres", poolclass=NullPool).connect():
                return True
        except OperationalError:
            return False

    def _run(self, command: list[Any]) -> None:
        subprocess.run([str(part) for part in command], check=True, capture_output=True, **self._as_user())

    def _as_user(self) -> dict[str, Any]:
        if self.user is None:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": "/"}


def find_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, or fail."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"{condition.__name__} did not become true in {seconds} s"
        time.sleep(0.05)


def _find_binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise NoPostgresError("PostgreSQL is not installed (Debian: postgresql)")
    return found[-1].parent


def _find_other_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgresError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")

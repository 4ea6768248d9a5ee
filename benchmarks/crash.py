"""Kills the server in the middle of writes, again and again, and looks for what was acknowledged.

SQLite: the server process is killed. PostgreSQL: the server process, and every second time the database too.
A process that dies loses nothing that was committed on either; SQLite may lose its last commits only when the
machine itself loses power (synchronous=NORMAL), which killing cannot show.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

from backend import wsgi
from backend.accounts.creation import NewAccount, add_account
from backend.accounts.identity import start_login
from backend.db.base import db
from backend.db.community import Post
from backend.db.course import Course, Enrolment
from backend.db.migrate import upgrade_database
from backend.privacy.audit import find_first_break
from backend.server import run_server
from benchmarks.postgres import PostgresCluster, find_port, wait_until
from settings import ROOT, load_settings

KILLS, QUICK_KILLS = 50, 3
WRITERS = 3
WRITE_S = 0.4  # how long is written before each kill, after the first acknowledgement
SERVE = "from benchmarks.crash import serve; serve()"


@dataclass
class Outcome:
    """What many kills did."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    corruptions: list[str] = field(default_factory=list)


class NoService:
    """Nothing beside the web application is started: only its writes are looked at."""

    def start(self) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


def main() -> None:
    """Kill on both databases; print and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_KILLS} kills instead of {KILLS}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    options = parser.parse_args()
    kills = QUICK_KILLS if options.quick else KILLS
    figures = {}
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder:
            outcome = run_kills(kind, Path(folder), kills)
        figures[kind] = vars(outcome)
        print(f"{kind:<11} {outcome.kills} kills, {outcome.acknowledged} acknowledged writes, "
              f"{len(outcome.lost)} lost, {len(outcome.corruptions)} corruptions", flush=True)  # fmt: skip
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=2))


def run_kills(kind: str, folder: Path, kills: int) -> Outcome:
    """Write, kill, start, compare; as often as asked."""
    cluster = _start_cluster() if kind == "postgresql" else None
    url = f"{cluster.url}/postgres" if cluster else f"sqlite:///{folder / 'attune.db'}"
    trial = Trial(folder, url)
    outcome = Outcome()
    try:
        for number in range(kills):
            trial.start()
            written = trial.write_until_killed(cluster if number % 2 else None)
            outcome.kills += 1
            outcome.acknowledged += len(written)
            outcome.lost += trial.find_lost(written)
            outcome.corruptions += trial.find_corruption()
    finally:
        if cluster:
            cluster.stop()
    return outcome


class Trial:
    """One database, and a server on it that dies many times."""

    def __init__(self, folder: Path, url: str) -> None:
        self.url, self.port = url, find_port()
        self.environ = {
            "ATTUNE_DEPLOYMENT": "demo",
            "ATTUNE_VAR_DIR": str(folder),
            "ATTUNE_DATABASE_URL": url,
            "ATTUNE_SECRET_KEY": "of-a-benchmark-that-nobody-else-reaches",
            "ATTUNE_CRASH_PORT": str(self.port),
        }
        upgrade_database(url)
        self.app = wsgi.build_app(load_settings(environ=self.environ))
        self.app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"poolclass": NullPool}
        with self.app.app_context():
            user = add_account(NewAccount("writer@example.org", "Writer", "writes-all-day"))
            course = Course(title="Course", join_code="CODE")
            db.session.add(course)
            db.session.flush()
            db.session.add(Enrolment(course_id=course.id, user_id=user.id))
            self.course_id, self.cookie = course.id, start_login(user, "benchmark")
            db.session.commit()
            db.engine.dispose()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            env={**os.environ, **self.environ, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            start_new_session=True,
        )
        wait_until(self._answers, 60)

    def write_until_killed(self, cluster: PostgresCluster | None) -> list[str]:
        """Write from several threads, then kill; return what the server said it had written."""
        assert self.process is not None
        written: list[str] = []
        writers = [threading.Thread(target=self._write, args=(n, written)) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        wait_until(lambda: bool(written), 30)  # a busy machine may need longer for the first one
        time.sleep(WRITE_S)
        if cluster is not None:
            cluster.kill()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)
        for writer in writers:
            writer.join()
        if cluster is not None:
            cluster.start()
        return written

    def find_lost(self, written: list[str]) -> list[str]:
        """What was acknowledged and is not there."""
        with self.app.app_context():
            there = set(db.session.scalars(select(Post.body)))
            db.session.remove()
            db.engine.dispose()
        return [body for body in written if body not in there]

    def find_corruption(self) -> list[str]:
        """What the database itself, or the audit chain, says is broken."""
        problems = []
        engine = create_engine(self.url, poolclass=NullPool)
        if self.url.startswith("sqlite"):
            with engine.connect() as connection:
                answer = connection.execute(text("PRAGMA integrity_check")).scalar_one()
            problems += [] if answer == "ok" else [str(answer)]
        with self.app.app_context():
            broken = find_first_break()
            db.session.remove()
            db.engine.dispose()
        return problems + ([f"audit entry {broken}"] if broken is not None else [])

    def _write(self, writer: int, written: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {
            "Cookie": f"attune_session={self.cookie}",
            "X-Attune": "1",
            "Content-Type": "application/json",
        }
        for number in range(1_000_000):
            body = f"{os.urandom(6).hex()} by {writer}, number {number}"
            try:
                path = f"/api/courses/{self.course_id}/discussion"
                connection.request("POST", path, json.dumps({"title": "t", "body": body}), headers)
                answer = connection.getresponse()
                if answer.status == 201 and json.loads(answer.read())["body"] == body:
                    written.append(body)
            except (OSError, http.client.HTTPException, ValueError):
                return

    def _answers(self) -> bool:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
            connection.request("GET", "/api/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def serve() -> None:
    """Be the server that is killed; runs in a process of its own."""
    settings = load_settings()
    port = int(os.environ["ATTUNE_CRASH_PORT"])
    run_server(lambda: (wsgi.build_app(settings), NoService()), "127.0.0.1", port, sockets=8)


def _start_cluster() -> PostgresCluster:
    cluster = PostgresCluster(durable=True)
    cluster.start()
    return cluster


if __name__ == "__main__":
    main()

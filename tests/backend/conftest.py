"""What backend tests share: databases of their own (SQLite and PostgreSQL), an application, people, clients.

Tests speak HTTP. Only the making of people and of a clock's time reaches behind it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Engine, create_engine, text
from werkzeug.test import TestResponse

from backend import clock, wsgi
from backend.accounts import login, password
from backend.accounts.creation import NewAccount, add_account
from backend.accounts.mail import Letter
from backend.db import Base
from backend.db.account import Role
from backend.db.base import db
from backend.db.migrate import upgrade_database
from backend.db.privacy import AuditHead
from backend.hooks import Hooks
from benchmarks.postgres import NoPostgresError, PostgresCluster, find_port, wait_until
from settings import ROOT, load_settings

if TYPE_CHECKING:
    from realtime_world import Lecture, World

PASSWORD = "correct-horse-battery"
KEY = "only-for-tests-0123456789-abcdefghij"
NOW = "backend.clock.utc_now"
SHIPPED_HASHER, SHIPPED_DUMMY = password.HASHER, password.DUMMY_HASH


class Client:
    """A browser that keeps its cookie and sends our header; paths are relative to /api."""

    def __init__(self, app: Flask, person: Any = None) -> None:
        self.http = app.test_client()
        self.person = person

    def call(self, method: str, path: str, json: Any = None, **options: Any) -> TestResponse:
        """One request."""
        headers = {"X-Attune": "1", **options.pop("headers", {})}
        if json is not None:
            options["json"] = json
        return self.http.open(f"/api{path}", method=method, headers=headers, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        """Read."""
        return self.call("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        """Make or do."""
        return self.call("POST", path, json, **options)

    def put(self, path: str, json: Any = None) -> TestResponse:
        """Write whole."""
        return self.call("PUT", path, json)

    def patch(self, path: str, json: Any = None) -> TestResponse:
        """Change."""
        return self.call("PATCH", path, json)

    def delete(self, path: str) -> TestResponse:
        """Remove."""
        return self.call("DELETE", path)

    def log_in(self, email: str, password: str = PASSWORD) -> TestResponse:
        """Log in."""
        return self.post("/auth/login", {"email": email, "password": password})


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = clock.utc_now()

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        """Let time pass."""
        self.now += timedelta(**amount)


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Passwords cost next to nothing here: a test makes and checks several, and is about something else."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        use_hasher(patch, cheap, cheap.hash("nobody has this password"))
        yield


@pytest.fixture
def shipped_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost what they cost on a server."""
    use_hasher(monkeypatch, SHIPPED_HASHER, SHIPPED_DUMMY)


def use_hasher(patch: pytest.MonkeyPatch, hasher: PasswordHasher, dummy: str) -> None:
    """Hash like this wherever this process hashes."""
    for module in (password, login):
        patch.setattr(module, "HASHER", hasher)
    patch.setattr(password, "DUMMY_HASH", dummy)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own on loopback, for as long as the tests run."""
    try:
        cluster = PostgresCluster()
    except NoPostgresError as error:
        pytest.skip(str(error))
    cluster.start()
    yield cluster.url
    cluster.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to be copied."""
    file = Path(tmp_path_factory.mktemp("template")) / "attune.db"
    upgrade_database(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_database(postgres: str) -> Iterator[Engine]:
    """A migrated PostgreSQL database; every test leaves it empty."""
    run_on_server(postgres, "CREATE DATABASE attune")
    upgrade_database(f"{postgres}/attune")
    engine = create_engine(f"{postgres}/attune")
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test that opens a database runs on both kinds."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of this test alone."""
    if database_kind == "sqlite":
        file = tmp_path / "attune.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    engine = request.getfixturevalue("postgres_database")
    yield engine.url.render_as_string(hide_password=False)
    empty_tables(engine)


def empty_tables(engine: Engine) -> None:
    """Leave a PostgreSQL database as it was migrated; a TRUNCATE of as many small tables takes 0.3 s more."""
    statements = [
        "SET LOCAL session_replication_role = replica",  # rows may go in any order
        *(f"DELETE FROM {table.name}" for table in Base.metadata.tables.values()),
        "SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences"
        " WHERE last_value IS NOT NULL",
    ]
    head = {"id": 1, "last_entry": 0, "last_hash": "", "anchor_entry": 0, "anchor_hash": ""}
    with engine.begin() as connection:
        connection.execute(text("; ".join(statements)))
        connection.execute(AuditHead.__table__.insert().values(**head))


def run_on_server(server: str, statement: str) -> None:
    """Run one statement outside any database of ours."""
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def environ(database_url: str, tmp_path: Path) -> dict[str, str]:
    """The environment the application is built from; a test may change it before asking for `app`."""
    return {
        "ATTUNE_DEPLOYMENT": "demo",
        "ATTUNE_SECRET_KEY": KEY,
        "ATTUNE_DATABASE_URL": database_url,
        "ATTUNE_VAR_DIR": str(tmp_path),
    }


@pytest.fixture
def overrides() -> list[str]:
    """`section.key=value` changes to the configuration; a test may add some before asking for `app`."""
    return []


@pytest.fixture
def told() -> list[Any]:
    """Everything that the live side was told, in order."""
    return []


@pytest.fixture
def app(environ: dict[str, str], overrides: list[str], told: list[Any]) -> Iterator[Flask]:
    """The application on a database of its own."""
    hooks = Hooks(told.append, lambda: told.append("policy"), told.append, told.append)
    made = wsgi.build_app(load_settings(overrides=overrides, environ=environ), hooks)
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def letters(app: Flask) -> list[Letter]:
    """Every letter that was sent, instead of sending it."""
    sent: list[Letter] = []
    app.extensions["attune_mailer"] = sent.append
    return sent


@pytest.fixture
def anyone(app: Flask) -> Client:
    """A browser that is not logged in."""
    return Client(app)


@pytest.fixture
def add_person(app: Flask) -> Callable[..., Any]:
    """Make an account: `add_person("tutor", name=..., region=..., birth_year=...)`."""
    count = 0

    def add(role: str = "student", **fields: Any) -> dict[str, Any]:
        nonlocal count
        count += 1
        defaults = {"name": f"Person {count}", "region": "other", "birth_year": 1990}
        account = NewAccount(
            f"p{count}@example.org", password=PASSWORD, role=Role(role), **{**defaults, **fields}
        )
        with app.app_context():
            user = add_account(account)
            db.session.commit()
            return {"id": user.id, "email": user.email, "name": user.name}

    return add


@pytest.fixture
def client_as(app: Flask, add_person: Callable[..., Any]) -> Callable[..., Client]:
    """A new person of this role, logged in."""

    def make(role: str = "student", **fields: Any) -> Client:
        person = add_person(role, **fields)
        client = Client(app, person)
        assert client.log_in(person["email"]).status_code == 200
        return client

    return make


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time stands still until the test moves it."""
    stopped = Clock()
    monkeypatch.setattr(NOW, stopped)
    return stopped


@pytest.fixture
def course(client_as: Callable[..., Client]) -> dict[str, Any]:
    """A course with a tutor, a student, one lesson and its quiz."""
    tutor, student = client_as("tutor"), client_as("student")
    made = tutor.post("/courses", {"title": "Statistics"}).json
    module = tutor.post(f"/courses/{made['id']}/modules", {"title": "Basics"}).json
    lesson = tutor.post(f"/modules/{module['id']}/lessons", {"title": "Mean", "body": "Text\n\n## Part"}).json
    quiz = tutor.put(f"/lessons/{lesson['id']}/quiz", QUIZ).json
    assert student.post("/courses/join", {"code": made["join_code"]}).status_code == 200
    return {
        "id": made["id"],
        "code": made["join_code"],
        "module": module["id"],
        "lesson": lesson["id"],
        "quiz": quiz["id"],
        "items": [item["id"] for item in quiz["items"]],
        "tutor": tutor,
        "student": student,
    }


QUIZ = {
    "title": "Check",
    "items": [
        {
            "kind": "single",
            "prompt": "Which?",
            "choices": [{"text": "this", "feedback": "no"}, {"text": "that", "feedback": "yes"}],
            "answer": {"choice": 1},
        },
        {"kind": "numeric", "prompt": "How many?", "answer": {"value": 4, "tolerance": 0.5}, "points": 2},
    ],
}


@pytest.fixture
def live_server(environ: dict[str, str]) -> Iterator[ServerProcess]:
    """The real server in a process of its own, on a free port."""
    server = ServerProcess(environ)
    server.start()
    yield server
    server.stop()


class ServerProcess:
    """`python -m backend serve` without its pages; it can be killed and started again."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.port = find_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environ = {**os.environ, **environ, "PYTHONPATH": str(ROOT)}
        detectors = Path(environ["ATTUNE_VAR_DIR"]) / "detectors"
        if not detectors.exists():
            detectors.symlink_to(ROOT / "var" / "detectors")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        script = Path(__file__).with_name("realtime_serve.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), f"serve.port={self.port}", "realtime.workers=1"],
            env=self._environ,
            cwd=ROOT,
            start_new_session=True,
        )
        wait_until(self.answers, 60)

    def stop(self) -> None:
        """Stop politely."""
        self.kill(signal.SIGTERM)

    def kill(self, sign: int = signal.SIGKILL) -> None:
        """Stop as told, with everything the server started."""
        assert self.process is not None
        if sign == signal.SIGKILL:
            os.killpg(self.process.pid, sign)
        else:
            self.process.send_signal(sign)
        self.process.wait(timeout=30)

    def answers(self) -> bool:
        """Whether the server is there."""
        try:
            with urllib.request.urlopen(f"{self.url}/api/health", timeout=1) as response:
                return bool(response.status == 200)
        except OSError:
            return False


@pytest.fixture
def lecture(world: World) -> Lecture:
    """A class of its own for one test, in the world of its file."""
    return world.give_lecture()

"""A real server on a database of its own, people in it, and real Socket.IO clients for them.

Everything goes through HTTP and sockets but the making of people, which writes the tables directly.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import psutil
import skimage
import socketio
from sqlalchemy import update

from backend import clock, wsgi
from backend.accounts.creation import NewAccount, add_account
from backend.accounts.password import HASHER
from backend.db.account import Role, User
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, LiveClass, Module
from backend.db.migrate import upgrade_database
from backend.db.privacy import Acknowledgement, Consent, Declaration
from backend.privacy.briefing import DOCUMENT
from backend.privacy.notice import TEXTS, find_words
from backend.privacy.policy import Scope
from inference.card import load_card
from settings import ROOT, load_settings
from tests.in_time import LateError

PASSWORD = "a-long-test-password"
MODEL = load_card(ROOT / "checkpoints" / "released" / load_settings(environ={}).serve.model).model_id
ALL_SCOPES = (
    Scope.CAMERA,
    Scope.OWN_ANALYSIS,
    Scope.SHARE_AGGREGATE,
    Scope.SHARE_TUTORS,
    Scope.KEEP_SUMMARIES,
)
PATIENCE_S = 10.0


@dataclass
class Person:
    """Somebody with an account."""

    user_id: int
    email: str
    name: str


@dataclass
class Lecture:
    """A course with one lesson and one open live class, and its tutor."""

    course_id: int
    lesson_id: int
    live_class_id: int
    tutor: Person


class World:
    """One server and its database. Modules in the folders `shadows` hide installed ones of the same name."""

    def __init__(self, folder: Path, overrides: Iterable[str] = (), shadows: Iterable[Path] = ()) -> None:
        self.folder = folder
        self._import_path = os.pathsep.join(str(path) for path in (*shadows, ROOT))
        self.port = _find_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "detectors").symlink_to(_detectors())
        self._environment = {
            "ATTUNE_DEPLOYMENT": "demo",
            "ATTUNE_VAR_DIR": str(folder),
            "ATTUNE_SECRET_KEY": "only-for-tests-0123456789-abcdefghij",
        }
        self._overrides = [
            f"serve.port={self.port}",
            "realtime.workers=1",
            *overrides,
        ]
        settings = load_settings(overrides=self._overrides, environ=self._environment)
        shutil.copy(_migrated_database(), folder / "attune.db")
        self.app = wsgi.build_app(settings)
        self._count = 0
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("realtime_serve.py")), *self._overrides],
            env={**os.environ, **self._environment, "PYTHONPATH": self._import_path},
            cwd=ROOT,
        )
        wait_until(self._answers, 60.0)

    def stop(self, sign: int = signal.SIGTERM) -> None:
        """Stop the server."""
        assert self._process is not None
        self._process.send_signal(sign)
        self._process.wait(timeout=30)

    def worker_pids(self) -> list[int]:
        """The process ids of the inference workers."""
        return [each.pid for each in self.leftovers() if "inference.worker" in " ".join(each.cmdline())]

    def processes(self) -> list[psutil.Process]:
        """The server and everything it started."""
        assert self._process is not None
        whole = psutil.Process(self._process.pid)
        return [whole, *whole.children(recursive=True)]

    def leftovers(self) -> list[psutil.Process]:
        """Every process of this server, also one whose parent is dead; found by its own folder and port."""
        marks = (str(self.folder / "detectors"), f"serve.port={self.port}")
        return [each for each in psutil.process_iter() if any(mark in _command(each) for mark in marks)]

    def declare(
        self,
        mode: str = "individual",
        institution: str = "training_provider",
        jurisdictions: Iterable[str] = ("other", "us-il"),
    ) -> None:
        """Sign a declaration."""
        with self.app.app_context():
            db.session.add(
                Declaration(
                    jurisdictions=list(jurisdictions),
                    institution=institution,
                    ages="adults",
                    mode=mode,
                    purpose="tests",
                    lawful_basis="consent",
                    impact_assessment="done",
                    contact="nobody@example.org",
                    signed_at=clock.utc_now(),
                )
            )
            db.session.commit()

    def add_person(self, role: Role, name: str | None = None, course_id: int | None = None) -> Person:
        """Make an account, perhaps enrolled."""
        self._count += 1
        email = f"person{self._count}@example.org"
        name = name or f"Person {self._count}"
        with self.app.app_context():
            user = add_account(NewAccount(email, name, PASSWORD, role, "other", 1990))
            shipped = update(User).where(User.id == user.id).values(password_hash=_hash_as_shipped())
            db.session.execute(shipped)  # past the mapper, which would count it as a change of theirs
            if course_id is not None:
                kind = "tutor" if role is Role.TUTOR else "student"
                db.session.add(Enrolment(course_id=course_id, user_id=user.id, role=kind))
            if role is not Role.STUDENT:
                brief(user.id)
            db.session.commit()
            return Person(user.id, email, name)

    def add_student(
        self, lecture: Lecture, scopes: Iterable[Scope] = ALL_SCOPES, name: str | None = None
    ) -> Person:
        """Make a student of this lecture who agrees to these scopes."""
        person = self.add_person(Role.STUDENT, name, lecture.course_id)
        with self.app.app_context():
            for scope in scopes:
                text = TEXTS[scope]
                db.session.add(
                    Consent(
                        user_id=person.user_id,
                        scope=scope.value,
                        granted=True,
                        text_version=text.version,
                        text_hash=text.hash,
                    )
                )
            db.session.commit()
        return person

    def give_lecture(self) -> Lecture:
        """Make a course with a tutor and a live class that is on."""
        with self.app.app_context():
            self._count += 1
            course = Course(title=f"Course {self._count}", join_code=f"CODE{self._count}")
            db.session.add(course)
            db.session.flush()
            module = Module(course_id=course.id, title="Module")
            db.session.add(module)
            db.session.flush()
            lesson = Lesson(module_id=module.id, title="Lesson")
            db.session.add(lesson)
            db.session.commit()
            course_id, lesson_id = course.id, lesson.id
        tutor = self.add_person(Role.TUTOR, "Tutor", course_id)
        with self.app.app_context():
            live_class = LiveClass(lesson_id=lesson_id, course_id=course_id, tutor_id=tutor.user_id)
            db.session.add(live_class)
            db.session.commit()
            return Lecture(course_id, lesson_id, live_class.id, tutor)

    def log_in(self, person: Person) -> str:
        """Log in over HTTP; give the cookie header."""
        answer = self.request("POST", "/api/auth/login", {"email": person.email, "password": PASSWORD})
        return str(answer.headers["Set-Cookie"]).split(";")[0]

    def request(self, method: str, path: str, body: Any = None, cookie: str = "") -> Any:
        """Make one HTTP request."""
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "X-Attune": "1", "Cookie": cookie},
        )
        return urllib.request.urlopen(request, timeout=20)

    def connect(self, person: Person, cookie: str | None = None, origin: str | None = None) -> Client:
        """Log in and open a socket."""
        return Client(self.url, cookie or self.log_in(person), origin or self.url)

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Read the database file directly."""
        with sqlite3.connect(self.folder / "attune.db", timeout=15) as connection:
            return connection.execute(sql, values).fetchall()

    def write(self, sql: str, *values: Any) -> None:
        """Change the database file behind the server's back."""
        with sqlite3.connect(self.folder / "attune.db", timeout=15) as connection:
            connection.execute(sql, values)

    def _answers(self) -> bool:
        assert self._process is not None and self._process.poll() is None, "the server did not start"
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return bool(self.request("GET", "/api/health").status == 200)
        except OSError:
            return False


class Client:
    """A real Socket.IO client that remembers what it was told."""

    def __init__(self, url: str, cookie: str, origin: str | None) -> None:
        self.heard: list[tuple[str, Any, float]] = []
        options = {"origin": origin} if origin else {"suppress_origin": True}
        self.sio = socketio.Client(reconnection=False, websocket_extra_options=options)
        self.sio.on("*", self._hear, namespace="/live")
        headers = {"Cookie": cookie}
        self.sio.connect(
            url, headers=headers, transports=["websocket"], namespaces=["/live"], wait_timeout=10
        )

    def call(self, event: str, data: Any = None, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        """Send an event and wait for its answer."""
        answer: dict[str, Any] = self.sio.call(event, data, namespace="/live", timeout=timeout_s)
        return answer

    def join(self, lecture: Lecture, opt_in: bool = True) -> dict[str, Any]:
        """Sit down in a live class."""
        where = {"lesson_id": lecture.lesson_id, "live_class_id": lecture.live_class_id, "opt_in": opt_in}
        return self.call("join", where)

    def last(self, event: str) -> Any:
        """The newest message of a kind, or None."""
        return next((data for name, data, _ in reversed(self.heard) if name == event), None)

    def wait_for(
        self, event: str, fits: Callable[[Any], bool] = lambda _: True, patience_s: float = PATIENCE_S
    ) -> Any:
        """Wait for a message of a kind that fits."""
        wait_until(
            lambda: any(name == event and fits(data) for name, data, _ in list(self.heard)), patience_s
        )
        return next(data for name, data, _ in reversed(self.heard) if name == event and fits(data))

    @property
    def connected(self) -> bool:
        """Whether the socket is open."""
        return bool(self.sio.connected)

    def close(self) -> None:
        """Close the socket."""
        self.sio.disconnect()

    def _hear(self, event: str, data: Any = None) -> None:
        self.heard.append((event, data, time.monotonic()))


def brief(user_id: int) -> None:
    """Write that somebody has read what a reading cannot tell; without it no panel opens."""
    words = find_words(DOCUMENT, "en")
    fields = {"document": DOCUMENT, "version": words.version, "text_hash": words.hash}
    db.session.add(Acknowledgement(user_id=user_id, **fields))


def wait_until(holds: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Wait for something to become true, or fail."""
    end_s = time.monotonic() + patience_s
    while time.monotonic() < end_s:
        if holds():
            return
        time.sleep(0.02)
    raise LateError(f"it did not happen within {patience_s:g} s")


@functools.cache
def _hash_as_shipped() -> str:
    """One hash for everybody, so dear that the server makes none anew at a first login."""
    return HASHER.hash(PASSWORD)


@functools.cache
def _migrated_database() -> Path:
    """Migrate once; every world starts from a copy."""
    file = Path(tempfile.mkdtemp(prefix="attune-tests-")) / "migrated.db"
    atexit.register(shutil.rmtree, file.parent)
    upgrade_database(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return file


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _detectors() -> Path:
    return Path(os.environ.get("ATTUNE_VAR_DIR") or ROOT / "var") / "detectors"


def encode_portrait(quality: int = 80) -> bytes:
    """A real smiling face as the browser would send it: Eileen Collins (NASA, public domain)."""
    picture = cv2.imread(str(Path(skimage.__file__).parent / "data" / "astronaut.png"))
    small = cv2.resize(picture[:384], (320, 240), interpolation=cv2.INTER_AREA)
    return cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def encode_face() -> bytes:
    """The same face, cut out about as the card's crop rule says."""
    picture = cv2.imread(str(Path(skimage.__file__).parent / "data" / "astronaut.png"))
    return cv2.imencode(".jpg", cv2.resize(picture[60:190, 160:290], (96, 96)))[1].tobytes()

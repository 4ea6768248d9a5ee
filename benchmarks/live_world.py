"""A real server on a database of its own with a class of any size, for the benchmarks of the live side."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from backend import clock, wsgi
from backend.accounts.identity import start_login
from backend.accounts.password import hash_password
from backend.db.account import Role, User
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, LiveClass, Module
from backend.db.migrate import upgrade_database
from backend.db.privacy import Acknowledgement, Consent, Declaration
from backend.privacy.briefing import DOCUMENT
from backend.privacy.notice import TEXTS, find_words
from backend.privacy.policy import Scope
from settings import ROOT, load_settings

HOST = "127.0.0.1"
START_TIMEOUT_S = 60
PASSWORD = "of-invented-students-only"
SCOPES = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE, Scope.SHARE_TUTORS, Scope.KEEP_SUMMARIES)
SERVE = "import sys; from benchmarks.live_world import serve; serve(sys.argv[1:])"


@dataclass(frozen=True)
class LiveClassroom:
    """One live class: where it is, and the cookies its students and its tutor come with."""

    port: int
    lesson_id: int
    live_class_id: int
    students: tuple[str, ...]
    tutor: str


class BenchServer:
    """The server under test."""

    def __init__(self, folder: Path, overrides: list[str]) -> None:
        self.port = _find_port()
        detectors = Path(os.environ.get("ATTUNE_VAR_DIR") or ROOT / "var") / "detectors"
        (folder / "detectors").symlink_to(detectors)
        self._environment = {
            "ATTUNE_DEPLOYMENT": "demo",
            "ATTUNE_VAR_DIR": str(folder),
            "ATTUNE_SECRET_KEY": "of-a-benchmark-that-nobody-else-reaches",
        }
        self._overrides = [f"serve.port={self.port}", *overrides]
        self._settings = load_settings(overrides=self._overrides, environ=self._environment)
        self.process: subprocess.Popen[bytes] | None = None

    def fill(self, students: int, class_size: int) -> list[LiveClassroom]:
        """Make classes whose students agree to everything and whose logins are open."""
        upgrade_database(wsgi.find_database_url(self._settings))
        password = hash_password(PASSWORD)
        with wsgi.build_app(self._settings).app_context():
            _declare()
            rooms = [
                self._add_class(number, min(class_size, students - first), password)
                for number, first in enumerate(range(0, students, class_size))
            ]
            db.session.commit()
            return rooms

    def _add_class(self, number: int, students: int, password: str) -> LiveClassroom:
        course_id, lesson_id = _add_course(number)
        tutor = _add_user(f"tutor{number}", Role.TUTOR, course_id, password)
        cookies = []
        for index in range(students):
            user = _add_user(f"student{number}-{index}", Role.STUDENT, course_id, password)
            _agree(user)
            cookies.append(_open_login(user))
        live_class = LiveClass(lesson_id=lesson_id, course_id=course_id, tutor_id=tutor.id)
        db.session.add(live_class)
        db.session.flush()
        return LiveClassroom(self.port, lesson_id, live_class.id, tuple(cookies), _open_login(tutor))

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, *self._overrides],
            env={**os.environ, **self._environment, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
        )
        end_s = time.monotonic() + START_TIMEOUT_S
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end_s:
                raise SystemExit("error: the server did not start; its reason stands above.")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/api/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False


def serve(overrides: list[str]) -> None:
    """Be the server; runs in a process of its own."""
    from backend.server import run_server

    settings = load_settings(overrides=overrides)
    serving = settings.serve
    run_server(lambda: wsgi.build_server(settings), serving.host, serving.port, settings.realtime.max_sockets)


def _declare() -> None:
    db.session.add(
        Declaration(
            jurisdictions=["other"],
            institution="training_provider",
            ages="adults",
            mode="individual",
            purpose="benchmark",
            lawful_basis="nobody real",
            impact_assessment="nobody real",
            contact="nobody@example.org",
            signed_at=clock.utc_now(),
        )
    )


def _add_course(number: int) -> tuple[int, int]:
    course = Course(title=f"Benchmark {number}", join_code=f"BENCH{number}")
    db.session.add(course)
    db.session.flush()
    module = Module(course_id=course.id, title="Module")
    db.session.add(module)
    db.session.flush()
    lesson = Lesson(module_id=module.id, title="Lesson")
    db.session.add(lesson)
    db.session.flush()
    return course.id, lesson.id


def _add_user(name: str, role: Role, course_id: int, password: str) -> User:
    user = User(
        email=f"{name}@example.org",
        name=name,
        password_hash=password,
        role=role.value,
        region="other",
        birth_year=1990,
    )
    db.session.add(user)
    db.session.flush()
    kind = "tutor" if role is Role.TUTOR else "student"
    db.session.add(Enrolment(course_id=course_id, user_id=user.id, role=kind))
    if role is Role.TUTOR:  # who has not read what a reading cannot tell opens no panel
        words = find_words(DOCUMENT, "en")
        fields = {"document": DOCUMENT, "version": words.version, "text_hash": words.hash}
        db.session.add(Acknowledgement(user_id=user.id, **fields))
    return user


def _agree(user: User) -> None:
    for scope in SCOPES:
        text = TEXTS[scope]
        db.session.add(
            Consent(
                user_id=user.id,
                scope=scope.value,
                granted=True,
                text_version=text.version,
                text_hash=text.hash,
            )
        )


def _open_login(user: User) -> str:
    return f"attune_session={start_login(user, 'benchmark')}"


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])

"""The operator's commands: what goes wrong is one sentence and exit code 2, and leaves nothing half made."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from backend.cli import main
from backend.db.backup import read_backup, write_backup
from settings import ROOT
from tests.backend.conftest import KEY, Client

HERE = {"ATTUNE_SECRET_KEY": KEY}


def run(tmp_path: Path, *arguments: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """One command in an environment of its own, in this process, as starting Python takes longer."""
    base = {"PATH": os.environ["PATH"], "ATTUNE_DEPLOYMENT": "demo", "ATTUNE_VAR_DIR": str(tmp_path), **HERE}
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, {**base, **environ}, clear=True),
        mock.patch("sys.stdin", io.StringIO(stdin)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(arguments)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def test_the_module_is_the_command(tmp_path: Path) -> None:
    environ = {**os.environ, "ATTUNE_DEPLOYMENT": "production", "ATTUNE_VAR_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "backend", "serve"]
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    refuse(done, "ATTUNE_SECRET_KEY")


def refuse(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """It failed with one sentence that says these words."""
    assert done.returncode == 2, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("error: "), done.stderr
    for word in words:
        assert word in lines[0]


@pytest.mark.parametrize("key", ["", "short", "a" * 64])
def test_production_refuses_to_start_without_a_strong_key(tmp_path: Path, key: str) -> None:
    done = run(tmp_path, "serve", ATTUNE_DEPLOYMENT="production", ATTUNE_SECRET_KEY=key)
    refuse(done, "ATTUNE_SECRET_KEY", "token_urlsafe")


def test_the_demo_listens_to_this_computer_only(tmp_path: Path) -> None:
    refuse(run(tmp_path, "serve", "--set", "serve.host=0.0.0.0"), "--public-demo")


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refuse(
            run(tmp_path, "serve", "--set", f"serve.port={port}"),
            f"Port {port}",
            "make run PORT=5001",
            "--set serve.port",
        )


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refuse(run(tmp_path / "file" / "below", "migrate"), "cannot be written", "ATTUNE_VAR_DIR")


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    done = run(tmp_path, "serve", "--reload", "--set", "serve.model=none-such")
    refuse(done, "serve.model")
    assert not (tmp_path / "attune.db").exists()


def test_a_damaged_detector_is_said(tmp_path: Path) -> None:
    (tmp_path / "detectors").mkdir()
    for name in ("blazeface_back_256.onnx", "blazeface_front_128.onnx"):
        (tmp_path / "detectors" / name).write_bytes(b"broken")
    refuse(run(tmp_path, "serve", "--reload"), "damaged", "make run")


def test_a_database_that_was_not_migrated_is_said(tmp_path: Path) -> None:
    refuse(run(tmp_path, "seed-demo"), "python -m backend migrate")


def test_a_database_out_of_reach_is_said(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/none"
    refuse(run(tmp_path, "migrate", ATTUNE_DATABASE_URL=url), "ATTUNE_DATABASE_URL")


@pytest.mark.parametrize(
    ("environ", "file"),
    [
        ({"ATTUNE_VAR_DIR": "data"}, "data/attune.db"),
        ({"ATTUNE_DATABASE_URL": "sqlite:///mine.db"}, "mine.db"),
    ],
)
def test_a_relative_address_is_one_database_to_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], file: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("migrate", "seed-demo"):
        done = run(tmp_path, command, **environ)
        assert done.returncode == 0, done.stderr
    with contextlib.closing(sqlite3.connect(tmp_path / file)) as database:
        assert database.execute("SELECT count(*) FROM users").fetchone()[0] > 0


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://host/name", "postgresql+psycopg2://host/name", "postgresql://host:port/name"]
)
def test_a_database_of_another_kind_is_said(tmp_path: Path, url: str) -> None:
    refuse(run(tmp_path, "migrate", ATTUNE_DATABASE_URL=url), "ATTUNE_DATABASE_URL", "postgresql://")


@pytest.mark.parametrize("url", ["nonsense", "foo://host"])
def test_counters_that_cannot_be_shared_are_said(tmp_path: Path, url: str) -> None:
    run(tmp_path, "migrate")
    refuse(run(tmp_path, "retention", ATTUNE_REDIS_URL=url), "ATTUNE_REDIS_URL")


@pytest.mark.parametrize("revision", ["bogus", "-99"])
def test_an_unknown_revision_is_said(tmp_path: Path, revision: str) -> None:
    run(tmp_path, "migrate")
    refuse(run(tmp_path, "migrate", f"--down-to={revision}"), "cannot be migrated")


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    (tmp_path / "file").write_text("")
    for place in (tmp_path, tmp_path / "none" / "x", tmp_path / "file" / "x"):
        refuse(run(tmp_path, "export-study", str(place)), str(place), "cannot be written")
        refuse(run(tmp_path, "backup", str(place)), "cannot be written")
    with contextlib.closing(sqlite3.connect(tmp_path / "attune.db")) as database:
        assert database.execute("SELECT count(*) FROM audit_entries").fetchone()[0] == 0
    refuse(run(tmp_path, "export-schemas", "--folder", str(tmp_path / "none")), "cannot be written")


def test_a_missing_model_is_said_when_the_demo_is_filled(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    refuse(run(tmp_path, "seed-demo", "--set", "serve.model=none-such"), "card.json")


def test_a_password_that_nobody_types_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, "migrate")
    monkeypatch.setattr("getpass.getpass", mock.Mock(side_effect=EOFError))
    refuse(run(tmp_path, "create-admin", "a@example.org"), "--password-stdin")
    refuse(run(tmp_path, "create-admin", "a@example.org", "--password-stdin", stdin="\udcff" * 12), "UTF-8")


def test_only_a_demo_is_seeded(tmp_path: Path) -> None:
    refuse(run(tmp_path, "seed-demo", ATTUNE_DEPLOYMENT="production"), "demo")


def test_a_demo_does_not_become_production(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    assert run(tmp_path, "seed-demo").returncode == 0
    give_detectors(tmp_path)
    done = run(tmp_path, "serve", "--reload", ATTUNE_DEPLOYMENT="production")
    refuse(done, "demo", "known passwords", "ATTUNE_DATABASE_URL")


@pytest.mark.parametrize("revision", ["0005", ""])
def test_no_demo_is_made_of_a_database_with_people(tmp_path: Path, revision: str) -> None:
    run(tmp_path, "migrate")
    run(tmp_path, "create-admin", "a@example.org", "--password-stdin", stdin=f"{KEY}\n")
    give_detectors(tmp_path)
    if revision:
        run(tmp_path, "migrate", "--down-to", revision)
    for command in (["serve", "--reload", "--demo"], ["seed-demo"]):
        refuse(run(tmp_path, *command), "real accounts", "ATTUNE_DATABASE_URL")
    with contextlib.closing(sqlite3.connect(tmp_path / "attune.db")) as database:
        assert database.execute("SELECT email FROM users").fetchall() == [("a@example.org",)]
        found = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    assert not revision or found == revision


def give_detectors(tmp_path: Path) -> None:
    """What serving looks for in a data folder."""
    (tmp_path / "detectors").symlink_to(ROOT / "var" / "detectors")


MAIL = {
    "ATTUNE_SMTP_URL": "smtp+starttls://name:word@mail.example.org:587",
    "ATTUNE_MAIL_FROM": "Attune <attune@example.org>",
    "ATTUNE_PUBLIC_URL": "https://learn.example.org",
}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ATTUNE_SMTP_URL", "smtp.example.org:587"),
        ("ATTUNE_SMTP_URL", "smtp.example.org"),
        ("ATTUNE_SMTP_URL", "https://smtp.example.org"),
        ("ATTUNE_SMTP_URL", "smtp://:587"),
        ("ATTUNE_SMTP_URL", "smtp://mail.example.org:port"),
        ("ATTUNE_SMTP_URL", "smtps://[mail.example.org"),
        ("ATTUNE_MAIL_FROM", ""),
        ("ATTUNE_MAIL_FROM", "attune"),
        ("ATTUNE_MAIL_FROM", "attune@"),
        ("ATTUNE_PUBLIC_URL", ""),
        ("ATTUNE_PUBLIC_URL", "learn.example.org"),
        ("ATTUNE_PUBLIC_URL", "http://learn.example.org"),
        ("ATTUNE_PUBLIC_URL", "https://"),
    ],
)
def test_letters_that_could_not_leave_or_lead_nowhere_are_said(
    tmp_path: Path, variable: str, value: str
) -> None:
    done = run(tmp_path, "migrate", ATTUNE_DEPLOYMENT="production", **{**MAIL, variable: value})
    refuse(done, variable)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ATTUNE_SMTP_URL", "smtp://mail.example.org"),
        ("ATTUNE_SMTP_URL", "smtps://mail.example.org:465"),
        ("ATTUNE_MAIL_FROM", "attune@example.org"),
        ("ATTUNE_PUBLIC_URL", "http://localhost:5000"),
    ],
)
def test_letters_can_be_configured(tmp_path: Path, variable: str, value: str) -> None:
    mail = {**MAIL, variable: value}
    assert run(tmp_path, "migrate", ATTUNE_DEPLOYMENT="production", **mail).returncode == 0


def test_an_administrator_is_made_with_a_password_from_standard_input(tmp_path: Path) -> None:
    environ = {"ATTUNE_DEPLOYMENT": "production"}
    assert run(tmp_path, "migrate", **environ).returncode == 0
    weak = run(tmp_path, "create-admin", "a@example.org", "--password-stdin", stdin="short\n", **environ)
    refuse(weak, "8 to 200")
    strong = run(tmp_path, "create-admin", "a@example.org", "--password-stdin", stdin=f"{KEY}\n", **environ)
    assert strong.returncode == 0
    again = run(tmp_path, "create-admin", "a@example.org", "--password-stdin", stdin=f"{KEY}\n", **environ)
    refuse(again, "already")


def test_a_production_database_has_no_account_and_no_secret_of_ours(tmp_path: Path) -> None:
    run(tmp_path, "migrate", ATTUNE_DEPLOYMENT="production")
    users = sqlite3.connect(tmp_path / "attune.db").execute("SELECT count(*) FROM users").fetchone()[0]
    assert users == 0 and not (tmp_path / "demo_secret_key").exists()


def test_seeding_twice_changes_nothing_and_every_demo_person_can_log_in(app: Any) -> None:
    from backend.demo.seed import ACCOUNTS, PASSWORD, seed_demo

    with app.app_context():
        seed_demo()
    admin = Client(app)
    admin.log_in("admin@demo.attune", PASSWORD)
    counts = lambda: [len(admin.get(path).json["items"]) for path in ("/admin/users", "/courses")]  # noqa: E731
    first = counts()
    with app.app_context():
        seed_demo()
    assert counts() == first == [len(ACCOUNTS), 3]
    for account in ACCOUNTS[:2]:
        assert Client(app).log_in(account.email, PASSWORD).status_code == 200


def test_every_demo_lesson_is_whole_and_every_quiz_can_be_passed(app: Any) -> None:
    from backend.demo.seed import PASSWORD, seed_demo

    with app.app_context():
        seed_demo()
    student, tutor = Client(app), Client(app)
    student.log_in("student@demo.attune", PASSWORD)
    tutor.log_in("tutor@demo.attune", PASSWORD)
    for course in student.get("/courses").json["items"]:
        for module in student.get(f"/courses/{course['id']}/modules").json["items"]:
            for line in module["lessons"]:
                lesson = student.get(f"/lessons/{line['id']}").json
                assert len(lesson["sections"]) >= 3 and "(picture:" not in lesson["html"]
                assert all(section["title"] for section in lesson["sections"])
                for url in re.findall(r'src="/api([^"]+)"', lesson["html"]):
                    assert student.get(url).mimetype == "image/svg+xml"
                quiz = tutor.get(f"/quizzes/{lesson['quiz_id']}").json
                handed_in = {"version": quiz["version"], "answers": solve(quiz)}
                result = student.post(f"/quizzes/{lesson['quiz_id']}/attempts", handed_in).json
                assert result["points"] == result["points_possible"] > 0


def solve(quiz: dict[str, Any]) -> list[dict[str, Any]]:
    """Answer as the tutor's key says."""
    answers = []
    for item in quiz["items"]:
        key = item["answer"]
        answer: dict[str, Any] = {"item_id": item["id"]}
        if item["kind"] in ("single", "multiple"):
            answer["choices"] = [key["choice"]] if item["kind"] == "single" else key["choices"]
        elif item["kind"] == "numeric":
            answer["number"] = key["value"]
        else:
            answer["text"] = key["accepted"][0]
        answers.append(answer)
    return answers


def test_a_backup_made_while_in_use_brings_everything_back(
    app: Any, course: dict[str, Any], database_url: str, tmp_path: Path
) -> None:
    tutor, file = course["tutor"], tmp_path / "backup.tar.gz"
    upload = {"file": (io.BytesIO(b"some text"), "notes.txt")}
    url = tutor.post(f"/lessons/{course['lesson']}/files", data=upload).json["url"].removeprefix("/api")
    write_backup(database_url, tmp_path / "uploads", file)
    tutor.patch(f"/lessons/{course['lesson']}", {"version": 1, "title": "Changed afterwards"})
    tutor.delete(url.replace("/api", ""))
    from backend.db.base import db

    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    read_backup(database_url, tmp_path / "uploads", file)
    assert tutor.get(f"/lessons/{course['lesson']}").json["title"] == "Mean"
    assert tutor.get(url).data == b"some text"


def test_a_damaged_backup_changes_nothing(course: dict[str, Any], database_url: str, tmp_path: Path) -> None:
    from backend.db.backup import BackupError

    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"not a backup")
    with pytest.raises(BackupError):
        read_backup(database_url, tmp_path / "uploads", broken)
    assert course["tutor"].get(f"/lessons/{course['lesson']}").json["title"] == "Mean"


def test_the_exported_documents_are_the_committed_ones(tmp_path: Path) -> None:
    assert run(tmp_path, "export-schemas", "--folder", str(tmp_path)).returncode == 0
    for name in ("openapi.json", "socket.json"):
        assert (tmp_path / name).read_text() == (ROOT / "frontend" / name).read_text(), name


def test_the_operator_exports_for_somebody_who_cannot_log_in(
    course: dict[str, Any], database_url: str, tmp_path: Path
) -> None:
    student, file = course["student"], tmp_path / "person.zip"
    export = ("export-person", student.person["email"], str(file))
    told = run(tmp_path, *export, ATTUNE_DATABASE_URL=database_url)
    assert told.returncode == 0, told.stderr
    with zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("users.json"))[0]["email"] == student.person["email"]
    (view,) = student.get("/privacy/views").json["items"]
    assert (view["by"], view["action"]) == ("system", "privacy.exported")
    unknown = ("export-person", "nobody@example.org", str(file))
    refuse(run(tmp_path, *unknown, ATTUNE_DATABASE_URL=database_url), "no account")

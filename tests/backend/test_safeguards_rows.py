"""Safeguards over the whole product: what is exported and erased, what is said, what is let in."""

from __future__ import annotations

import csv
import io
import json
import re
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import String, Text, insert, select

from backend import wsgi
from backend.api.specification import build_document
from backend.db import Base
from backend.db.account import User
from backend.db.backup import BackupError, read_backup
from backend.db.base import db
from backend.preflight import StartError
from backend.privacy.audit import find_first_break
from backend.privacy.notice import WORDS
from backend.privacy.registry import PersonalTable, list_personal_tables
from settings import ROOT, load_settings
from tests.backend.conftest import KEY, PASSWORD, Client
from tests.backend.test_privacy import _filler

MARK = "only-this-person-wrote-this"
MARKED = {
    entry.table.name
    for entry in list_personal_tables()
    if entry.personal.subject and entry.personal.erase != "unlink"  # what stays in a course loses its author
}
CLAIMS = re.compile(
    r"\b(?:you(?:'re| are| were| feel| felt| look| seem)|(?:est[aá]s|te sientes|pareces)) (?:so |very |muy )?"
    r"(?:happy|sad|angry|afraid|fearful|disgusted|contemptuous|surprised|confused|anxious|worried|"
    r"alegre|triste|enfadad|asquead|temeros|sorprendid|confus|preocupad)", re.IGNORECASE
)  # fmt: skip
EXPRESSION_WORDS = ("probabilit", "expression", "emotion", "reading", "spell", "mood", "engagement", "label")


def test_export_holds_and_erasure_removes_what_any_table_knows(
    app: Flask, client_as: Any, database_kind: str
) -> None:
    """Every table that declares a person gets a row about this one; none may keep a trace of it."""
    client, other = client_as("student", name=f"Name {MARK}"), client_as("student")
    user_id = client.person["id"]
    with app.app_context():
        token = db.session.get(User, user_id).audit_token
        for entry in _owned():
            _insert(entry.table, user_id, other.person["id"], entry.personal.subject)
        db.session.commit()
    archive = zipfile.ZipFile(io.BytesIO(client.post("/privacy/export", {"password": PASSWORD}).data))
    assert archive.testzip() is None
    for entry in _owned():
        if entry.personal.export:
            assert json.loads(archive.read(f"{entry.table.name}.json")), entry.table.name
            assert archive.read(f"{entry.table.name}.csv"), entry.table.name
    assert client.post("/privacy/erase", {"password": PASSWORD}).status_code == 200
    with app.app_context():
        _require_no_trace(user_id, client.person["email"], token)
        assert find_first_break() is None


@pytest.mark.parametrize("language", sorted(WORDS))
def test_no_text_claims_to_know_a_feeling(language: str) -> None:
    texts = _all_texts(language)
    assert len(texts) > 300
    assert [text for text in texts if CLAIMS.search(text)] == []
    assert CLAIMS.search("You are very sad") and CLAIMS.search("Pareces muy triste")


def test_nothing_that_grades_or_leaves_knows_an_expression(app: Flask) -> None:
    """Shapes of quizzes, attempts, progress and rosters carry no word of expressions."""
    schemas = build_document(app)["components"]["schemas"]  # type: ignore[arg-type]
    graded = [name for name in schemas if re.search(r"Quiz|Attempt|Progress|Roster|Enrol", name)]
    assert len(graded) >= 5
    found = [
        f"{name}.{field}"
        for name in graded
        for field in schemas[name].get("properties", {})
        if any(word in field.lower() for word in EXPRESSION_WORDS)
    ]
    assert found == []


def test_a_roster_that_leaves_knows_no_expression(course: dict[str, Any]) -> None:
    header = course["tutor"].get(f"/courses/{course['id']}/roster.csv").text.splitlines()[0].lower()
    assert not any(word in header for word in EXPRESSION_WORDS)


def test_an_address_reported_by_the_configured_proxy_counts(
    environ: dict[str, str], overrides: list[str], request: Any
) -> None:
    """Only the last hop is ours: what a client wrote before it changes nothing."""
    environ["ATTUNE_TRUSTED_PROXIES"] = "1"
    overrides.append("accounts.failures_per_address=3")
    client: Client = request.getfixturevalue("anyone")

    def try_from(forwarded: str, number: int) -> int:
        body = {"email": f"n{number}@example.org", "password": "x"}
        headers = {"X-Forwarded-For": forwarded}
        return client.call("POST", "/auth/login", body, headers=headers).status_code

    assert [try_from(f"198.51.100.{n}, 203.0.113.7", n) for n in range(4)] == [401, 401, 401, 429]
    assert try_from("203.0.113.7, 203.0.113.8", 9) == 401


def test_the_public_page_names_every_time_that_is_kept(anyone: Client) -> None:
    """A table that is kept by another number than those of the page would be kept in the dark."""
    rules = anyone.get("/privacy/retention").json
    keeps = {entry.personal.keep for entry in list_personal_tables() if entry.personal.keep}
    assert keeps | {"audit_days"} <= set(rules)


@pytest.mark.parametrize(
    "name", ["impact-assessment", "instructions-for-use", "records-of-processing", "threats"]
)
def test_the_documents_for_the_deployer_are_there(name: str) -> None:
    text = (ROOT / "docs" / "governance" / f"{name}.md").read_text(encoding="utf-8")
    assert len(text.split()) > 250


def test_the_record_of_processing_is_what_the_tables_declare() -> None:
    """Write it anew with `python scripts/write_records.py`."""
    from scripts.write_records import FILE, renew

    page = FILE.read_text(encoding="utf-8")
    assert page == renew(page)


def test_where_to_report_a_weakness_is_written_down() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "/.well-known/security.txt" in text and "five working days" in text


@pytest.mark.parametrize("name", ["../escaped.txt", "/tmp/escaped.txt", "uploads/../../escaped.txt"])
def test_a_backup_cannot_write_outside(database_url: str, tmp_path: Path, name: str, course: Any) -> None:
    file, uploads = tmp_path / "made.tar.gz", tmp_path / "place" / "uploads"
    with tarfile.open(file, "w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"evil"))
    with pytest.raises(BackupError):
        read_backup(database_url, uploads, file)
    assert not list(tmp_path.rglob("escaped.txt")) and not Path("/tmp/escaped.txt").exists()
    assert course["student"].get(f"/lessons/{course['lesson']}").status_code == 200


@pytest.mark.parametrize("entries, size", [(4, 1), (1, 2**60)])
def test_a_backup_that_does_not_fit_is_left_alone(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: int, size: int
) -> None:
    monkeypatch.setattr("backend.db.backup.MOST_ENTRIES", 3)
    file, uploads = tmp_path / "made.tar.gz", tmp_path / "place" / "uploads"
    (uploads / "kept").mkdir(parents=True)
    with tarfile.open(file, "w:gz") as archive:
        for number in range(entries):
            entry = tarfile.TarInfo(f"uploads/{number}")
            entry.size = size
            archive.addfile(entry, io.BytesIO(b"a") if size == 1 else None)
    with pytest.raises(BackupError, match="more than fits"):
        read_backup(database_url, uploads, file)
    assert (uploads / "kept").is_dir() and len(list(uploads.parent.iterdir())) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_that_leaves_is_a_formula(start: str) -> None:
    from backend.sheet import write_table

    rows = list(csv.reader(io.StringIO(write_table(["name"], [[f"{start}HYPERLINK(1)"]]), newline="")))
    assert rows[1][0].startswith("'")


def test_an_import_has_a_limit(client_as: Any, overrides: list[str]) -> None:
    admin = client_as("admin")
    people = "email\n" + "\n".join(f"n{n}@example.org" for n in range(6000))
    assert admin.post("/admin/users/import", {"csv": people}).status_code in (413, 422)


@pytest.mark.parametrize("url", ["redis://cache:6379", "redis://:@cache:6379/0"])
def test_production_refuses_a_redis_that_anybody_may_use(tmp_path: Path, url: str) -> None:
    environ = {
        "ATTUNE_DEPLOYMENT": "production",
        "ATTUNE_SECRET_KEY": KEY,
        "ATTUNE_VAR_DIR": str(tmp_path),
        "ATTUNE_REDIS_URL": url,
    }
    with pytest.raises(StartError, match="password"):
        wsgi.build_config(load_settings(environ=environ))
    guarded = {**environ, "ATTUNE_REDIS_URL": "redis://:a-long-secret@cache:6379"}
    assert wsgi.build_config(load_settings(environ=guarded)).redis_url.startswith("redis://:a-long")


UNPICKLES = re.compile(r"\b(?:import pickle|pickle\.loads|import marshal|yaml\.load\()")


def test_nothing_of_ours_unpickles() -> None:
    """What comes over a wire or out of a store is JSON or our own frame, never code."""
    files = [*(ROOT / "backend").rglob("*.py"), *(ROOT / "inference").rglob("*.py")]
    found = [
        str(file.relative_to(ROOT)) for file in files if UNPICKLES.search(file.read_text(encoding="utf-8"))
    ]
    assert len(files) > 100 and found == []


def _owned() -> list[PersonalTable]:
    return [
        entry for entry in list_personal_tables() if entry.personal.subject and entry.table.name != "users"
    ]


def _insert(table: Any, user_id: int, other_id: int, subject: str | None) -> int:
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.primary_key and not column.foreign_keys:
            continue
        if column.foreign_keys:
            values[column.name] = _point(column, user_id, other_id, subject)
        elif table.name in MARKED and isinstance(column.type, (String, Text)) and not column.unique:
            values[column.name] = MARK[: column.type.length or 200]
        elif not column.nullable:
            values[column.name] = _filler(column)
    key = next(iter(table.primary_key.columns))
    return int(db.session.execute(insert(table).values(values).returning(key)).scalar_one())


def _point(column: Any, user_id: int, other_id: int, subject: str | None) -> int | None:
    parent = next(iter(column.foreign_keys)).column.table
    if parent.name == "users":
        return user_id if column.name == subject else None if column.nullable else other_id
    if column.nullable and column.name != subject:
        return None
    declared = {entry.table.name: entry.personal.subject for entry in list_personal_tables()}
    known = declared.get(parent.name) if column.name == subject else None
    if parent.name == "courses" or column.name != subject:
        found = db.session.execute(select(next(iter(parent.primary_key.columns))).limit(1)).scalar()
        if found is not None:
            return int(found)
    return _insert(parent, user_id, other_id, known)


def _require_no_trace(user_id: int, email: str, token: str) -> None:
    for table in Base.metadata.sorted_tables:
        rows = [dict(row) for row in db.session.execute(select(table)).mappings()]
        text = str(rows)
        assert email not in text and MARK not in text, table.name
        assert token not in text or table.name == "audit_entries", table.name
        for column in table.columns:
            if any(key.column.table.name == "users" for key in column.foreign_keys):
                assert user_id not in [row[column.name] for row in rows], f"{table.name}.{column.name}"


def _all_texts(language: str) -> list[str]:
    """Every sentence of the pages, of consent, and of the messages, in one language."""
    texts: list[str] = []
    files = [*(ROOT / "frontend/src/locales" / language).glob("*.json")]
    files.append(ROOT / "backend/privacy/words" / f"{language}.json")
    for file in files:
        _collect(json.loads(file.read_text(encoding="utf-8")), texts)
    for file in (ROOT / "backend/support/messages").glob("*.yaml"):
        if file.name != "words.yaml":  # the list of what no message may say
            texts += file.read_text(encoding="utf-8").splitlines()
    return texts


def _collect(value: Any, texts: list[str]) -> None:
    if isinstance(value, str):
        texts.append(value)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _collect(inner, texts)

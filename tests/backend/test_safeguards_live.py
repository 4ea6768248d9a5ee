"""Safeguards that need a live session: no picture left anywhere, no secret in a log."""

from __future__ import annotations

import base64
import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from realtime_world import PASSWORD, World, encode_face, encode_portrait, wait_until

from backend.db.account import Role

PORTRAIT, FACE = encode_portrait(), encode_face()
MAGIC = {
    "JPEG": (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xdb"),
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "WebP": (b"WEBPVP8",),
}
LABELS = ("happy", "surprise", "disgust", "contempt", "neutral")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A server whose temporary folder and log are its own, so that both can be searched."""
    folder = tmp_path_factory.mktemp("live")
    (folder / "tmp").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "tmp"))
        out, err = os.dup(1), os.dup(2)
        with (folder / "server.log").open("wb") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
            try:
                made = World(folder, ("realtime.grace_s=2",))
            finally:
                os.dup2(out, 1)
                os.dup2(err, 2)
                os.close(out)
                os.close(err)
    made.declare()
    yield made
    made.stop()


def test_no_picture_is_left_after_a_live_session(world: World) -> None:
    """Database, journal, data folder, temporary folder and log, raw and in base64."""
    lecture = world.give_lecture()
    person = world.add_student(lecture)
    student = world.connect(person)
    live_session_id = student.join(lecture)["live_session_id"]
    for event, picture in (("frame", PORTRAIT), ("crop", FACE), ("frame", PORTRAIT[:-500] + b"x" * 500)):
        student.call(event, picture)
    student.call("frame", b"\x89PNG\r\n\x1a\n" + bytes(200))
    wait_until(lambda: bool(world.query("select 1 from spells where live_session_id=?", live_session_id)))
    student.close()
    ended = "select 1 from live_sessions where id=? and ended_at is not null"
    wait_until(lambda: bool(world.query(ended, live_session_id)), 30.0)
    assert find_pictures(world.folder) == []


@pytest.mark.parametrize("disguise", [bytes, base64.b64encode])
def test_a_picture_that_is_left_would_be_found(tmp_path: Path, disguise: Any) -> None:
    (tmp_path / "left.bin").write_bytes(b"before" * 7 + disguise(PORTRAIT))
    assert find_pictures(tmp_path) != []


def test_neither_log_nor_audit_holds_a_secret_or_an_expression(world: World) -> None:
    lecture = world.give_lecture()
    person, admin = world.add_student(lecture), world.add_person(Role.ADMIN)
    cookie = world.log_in(person)
    student, tutor = world.connect(person, cookie), world.connect(lecture.tutor)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    student.join(lecture)
    reading = student.call("frame", PORTRAIT)["reading"]
    student.call("correct", {"label": "happy"})
    wait_until(lambda: bool(world.query("select 1 from audit_entries where action='tile.seen'")), 20.0)
    with contextlib.closing(sqlite3.connect(world.folder / "attune.db", isolation_level=None)) as other:
        other.execute("begin immediate")  # the database is busy for longer than a writer waits
        student.call("frame", PORTRAIT)
        wait_until(lambda: "database is locked" in read_log(world), 30.0)
    for path in ("/api/auth/login", "/api/auth/prove"):
        with contextlib.suppress(OSError):
            world.request("POST", path, {"email": person.email, "password": "wr0ng-and-secret"}, cookie)
    world.request(
        "PATCH", f"/api/admin/users/{person.user_id}", {"version": 1, "name": "New"}, world.log_in(admin)
    )
    world.request("POST", "/api/privacy/export", {"password": PASSWORD}, cookie)
    world.request("POST", "/api/consents/withdraw", {}, cookie)
    student.close()
    tutor.close()
    log = read_log(world)
    assert "[parameters:" not in log
    rows = str(world.query("select action, actor, subject, details from audit_entries"))
    for name, text in (("log", log), ("audit", rows)):
        for secret in (PASSWORD, "wr0ng-and-secret", cookie.split("=", 1)[1], person.email, "secret_key"):
            assert secret not in text, f"the {name} holds {secret!r}"
        assert reading["label"] not in LABELS or f"'{reading['label']}'" not in text
        assert not any(f'"{label}"' in text for label in LABELS), name


def test_no_panel_opens_before_the_limits_were_read(world: World) -> None:
    lecture = world.give_lecture()
    world.write("delete from acknowledgements where user_id = ?", lecture.tutor.user_id)
    cookie = world.log_in(lecture.tutor)
    tutor = world.connect(lecture.tutor, cookie)
    where = {"live_class_id": lecture.live_class_id}
    assert tutor.call("watch", where)["code"] == "briefing_unread"
    world.request("POST", "/api/briefing/read", {"version": 1}, cookie)
    assert tutor.call("watch", where)["ok"]
    tutor.close()


def read_log(world: World) -> str:
    """What the server has written so far."""
    return (world.folder / "server.log").read_text(errors="replace")


def find_pictures(folder: Path) -> list[str]:
    """Every file under a folder that holds the beginning of a picture, raw or in base64."""
    wanted = {f"{kind}": magic for kind, magic in MAGIC.items()}
    found = []
    for file in folder.rglob("*"):
        if file.is_symlink() or not file.is_file() or "detectors" in file.parts:
            continue
        content = file.read_bytes()
        for kind, starts in wanted.items():
            if any(start in content for start in starts) or any(
                mark in content for start in starts for mark in encode_start(start)
            ):
                found.append(f"{kind} in {file.name}")
    return found


def encode_start(start: bytes) -> list[bytes]:
    """What base64 makes of these bytes at the head of a text: the whole groups of three only."""
    whole = start[: len(start) // 3 * 3]
    return [base64.b64encode(whole)] if len(whole) >= 6 else [b"/9j/4AAQSkZJRg"]

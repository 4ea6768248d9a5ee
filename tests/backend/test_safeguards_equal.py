"""Refusing, withdrawing, denying and lacking a camera are byte for byte the same to tutor and administrator.

Four times the same class on a copy of the same database; only what one student does about the camera differs.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.error import HTTPError

import pytest
from realtime_world import ALL_SCOPES, MODEL, Client, Lecture, Person, World

from backend.db.account import Role
from backend.privacy.policy import Scope
from backend.wsgi import describe_http

KINDS = ("refuses", "withdraws", "denies", "lacks")
OTHERS = 10  # enough that a mood is shown
CLOSE_WINDOWS_S = 5
READING_EVERY_S = 0.4
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?")
CHAIN = re.compile(r"\b[0-9a-f]{64}\b")  # of the audit log, over moments too
# Of the reader or of the machine at this very moment, not of the student.
NOT_COMPARED = {"/api/me/logins", "/api/ready", "/api/admin/system", "/api/admin/system/history"}


@dataclass
class Scene:
    """One class with one student whose camera is the question, and others who share."""

    lecture: Lecture
    admin: Person
    student: Person
    others: list[Person]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("equal"), [f"realtime.aggregate.window_s={CLOSE_WINDOWS_S}"])
    made.declare()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def scene(world: World) -> Scene:
    lecture = world.give_lecture()
    others = [world.add_student(lecture) for _ in range(OTHERS)]
    student = world.add_person(Role.STUDENT, "Sam", lecture.course_id)
    return Scene(lecture, world.add_person(Role.ADMIN), student, others)


def test_what_one_does_about_the_camera_shows_nowhere(world: World, scene: Scene) -> None:
    world.stop()
    kept = world.folder / "kept.db"
    copy_database(world.folder / "attune.db", kept)
    seen = {}
    for kind in KINDS:
        for left in world.folder.glob("attune.db*"):
            left.unlink()
        shutil.copy(kept, world.folder / "attune.db")
        world.start()
        seen[kind] = live_through(world, scene, kind)
        world.stop()
    world.start()
    first = seen[KINDS[0]]
    assert '"cohort": 10' in first["panel"] and len(first) > 60
    for kind in KINDS[1:]:
        differing = [name for name in first if first[name] != seen[kind][name]]
        assert differing == [], (kind, [(first[name], seen[kind][name]) for name in differing[:2]])


def live_through(world: World, scene: Scene, kind: str) -> dict[str, str]:
    """One class from its first minute to its report; all that tutor and administrator can read."""
    began = datetime.now(timezone.utc)
    cookie = world.log_in(scene.student)
    decide(world, cookie, kind)
    student, tutor = world.connect(scene.student, cookie), world.connect(scene.lecture.tutor)
    student.join(scene.lecture)
    student.call("check_in", {"value": "well"})
    tutor.call("watch", {"live_class_id": scene.lecture.live_class_id})
    with sharing_class(world, scene):
        panel = tutor.wait_for("panel", lambda each: each["mood"] is not None, 60.0)
    panel["trend"] = panel["trend"][-1:]
    seen = {"panel": json.dumps({**panel, "tiles": [each for each in panel["tiles"] if is_sam(each, scene)]})}
    student.close()
    tutor.close()
    tutors = world.log_in(scene.lecture.tutor)
    world.request("POST", f"/api/live-classes/{scene.lecture.live_class_id}/end", {}, tutors)
    for name, login in (("tutor", tutors), ("admin", world.log_in(scene.admin))):
        for path in list_paths(scene):
            seen[f"{name} {path}"] = read(world, path, login)
    return {name: forget_moments(text, began) for name, text in seen.items()}


def decide(world: World, cookie: str, kind: str) -> None:
    """Whose camera the browser denies has agreed; who lacks one was never asked."""
    yes = [{"scope": scope.value, "granted": True} for scope in ALL_SCOPES]
    no = [{"scope": scope.value, "granted": False} for scope in Scope]
    if kind == "refuses":
        world.request("PUT", "/api/consents", {"decisions": no}, cookie)
    if kind in ("withdraws", "denies"):
        world.request("PUT", "/api/consents", {"decisions": yes}, cookie)
    if kind == "withdraws":
        world.request("POST", "/api/consents/withdraw", {}, cookie)


@contextmanager
def sharing_class(world: World, scene: Scene) -> Iterator[None]:
    """The others sit in the class and are read, all the same way."""
    clients = [world.connect(person) for person in scene.others]
    for client in clients:
        client.join(scene.lecture, opt_in=False)
    over = threading.Event()
    sender = threading.Thread(target=send_readings, args=(clients, over.wait))
    sender.start()
    try:
        yield
    finally:
        over.set()
        sender.join()
        for client in clients:
            client.close()


def send_readings(clients: list[Client], wait: Callable[[float], bool]) -> None:
    number = 0
    while not wait(READING_EVERY_S):
        number += 1
        for client in clients:
            client.call(
                "reading",
                {
                    "number": number,
                    "model": MODEL,
                    "probabilities": [0, 0, 0, 1, 0, 0, 0, 0],
                    "label": "happy",
                },
            )


def list_paths(scene: Scene) -> list[str]:
    """Every address that can be read, filled in with this class, its course and its lesson."""
    known = {
        "course_id": scene.lecture.course_id,
        "lesson_id": scene.lecture.lesson_id,
        "live_class_id": scene.lecture.live_class_id,
    }
    paths = [path for path, ways in describe_http()["paths"].items() if "get" in ways]
    filled = [re.sub(r"\{(\w+)\}", lambda name: str(known.get(name[1], 1)), path) for path in paths]
    return [path for path in filled if path not in NOT_COMPARED]


def read(world: World, path: str, cookie: str) -> str:
    """The answer as it is sent, refusals included."""
    try:
        with world.request("GET", path, None, cookie) as answer:
            return f"{answer.status} {answer.read().decode()}"
    except HTTPError as refusal:
        return f"{refusal.code} {refusal.read().decode()}"


def forget_moments(text: str, began: datetime) -> str:
    """Take out what the clock said during the class; older moments stay, for the database was the same."""

    def hide(found: re.Match[str]) -> str:
        moment = datetime.fromisoformat(found[0].rstrip("Z").removesuffix("+00:00")).replace(
            tzinfo=timezone.utc
        )
        return "<now>" if moment >= began.replace(microsecond=0) else found[0]

    return CHAIN.sub("<chain>", MOMENT.sub(hide, text))


def is_sam(tile: dict[str, object], scene: Scene) -> bool:
    return tile["user_id"] == scene.student.user_id


def copy_database(source: object, target: object) -> None:
    with sqlite3.connect(str(source)) as one, sqlite3.connect(str(target)) as other:
        one.backup(other)

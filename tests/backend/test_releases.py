"""An administrator puts another model into service on the real server and takes it back, while it answers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
import urllib.error
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from realtime_world import Client, Lecture, World, encode_portrait, wait_until
from sqlalchemy.exc import OperationalError

from backend.accounts.identity import Identity
from backend.db.account import Role
from backend.errors import ConflictError
from backend.realtime.model_switch import ModelSwitch
from backend.releases import serve_release
from inference.card import load_card
from inference.errors import SwapError
from settings import ROOT

RELEASED = ROOT / "checkpoints" / "released"
NEXT = "attune-8-next"


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Releases side by side: both of ours, one under another name, one damaged; and things that are none."""
    folder = tmp_path_factory.mktemp("releases") / "released"
    for name in ("attune-7", "attune-8"):
        shutil.copytree(RELEASED / name, folder / name)
    copy_release(folder, NEXT, version="15.0")
    damaged = copy_release(folder, "attune-8-damaged") / "model.onnx"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    (folder / "no-release").mkdir()
    shutil.copytree(RELEASED / "attune-8", folder.parent / "outside")
    return folder


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, releases: Path) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("var")
    world = World(folder, [f"serve.model={releases / 'attune-8'}", "realtime.workers=2"])
    world.declare()
    yield world
    world.stop()


@pytest.fixture(scope="module")
def admin(world: World) -> str:
    """The login cookie of an administrator."""
    return world.log_in(world.add_person(Role.ADMIN, "Ada"))


@pytest.fixture
def lecture(world: World, admin: str) -> Iterator[Lecture]:
    """A class, on a server that ends with the model it began with."""
    yield world.give_lecture()
    if ask(world, "GET", "/api/admin/models", cookie=admin)[1]["in_service"] != "attune-8":
        ask(world, "POST", "/api/admin/model", {"name": "attune-8"}, admin)


def test_the_list_says_of_each_release_whether_it_can_be_served(world: World, admin: str) -> None:
    status, models = ask(world, "GET", "/api/admin/models", cookie=admin)
    assert status == 200 and models["in_service"] == "attune-8" and models["roll_back_to"] is None
    assert {each["name"]: each["state"] for each in models["items"]} == {
        "attune-7": "needs_restart", "attune-8": "in_service", "attune-8-damaged": "damaged", NEXT: "ready",
    }  # fmt: skip
    card = json.loads((RELEASED / "attune-8" / "card.json").read_text())
    described = next(each for each in models["items"] if each["name"] == "attune-8")
    assert described["labels"] == card["labels"] and described["version"] == card["version"]
    assert described["accuracy"] == card["metrics"]["validation_int8"]["accuracy"]  # the file that serves


def test_a_swap_is_seen_everywhere_and_taken_back(world: World, admin: str, lecture: Lecture) -> None:
    students = [join(world, lecture) for _ in range(4)]  # more than one a worker
    old = name_model(world)
    assert read_models(students) == {old}
    status, models = ask(world, "POST", "/api/admin/model", {"name": NEXT}, admin)
    assert (status, models["in_service"], models["roll_back_to"]) == (200, NEXT, "attune-8")
    assert name_model(world) == f"{NEXT}@15.0" and read_models(students) == {f"{NEXT}@15.0"}
    late = world.connect(world.add_student(lecture))
    assert late.join(lecture)["model"] == f"{NEXT}@15.0"
    assert json.loads(fetch(world, "/models/released/card.json"))["name"] == NEXT
    status, models = ask(world, "POST", "/api/admin/model/roll-back", cookie=admin)
    assert (status, models["in_service"], models["roll_back_to"]) == (200, "attune-8", NEXT)
    assert name_model(world) == old and read_models([*students, late]) == {old}
    assert json.loads(fetch(world, "/models/released/card.json"))["name"] == "attune-8"
    for client in (*students, late):
        client.close()


def test_every_change_has_its_line_in_a_sound_log(world: World, admin: str, lecture: Lecture) -> None:
    before = world.query("select coalesce(max(id), 0) from audit_entries")[0][0]
    ask(world, "POST", "/api/admin/model", {"name": NEXT}, admin)
    ask(world, "POST", "/api/admin/model", {"name": "attune-8-damaged"}, admin)
    ask(world, "POST", "/api/admin/model/roll-back", cookie=admin)
    lines = [
        line
        for line in ask(world, "GET", "/api/admin/audit", cookie=admin)[1]["items"]
        if line["id"] > before
    ]
    assert [(line["actor"], line["action"], line["details"]) for line in lines] == [
        ("Ada", "model.rolled_back", {"from": NEXT, "to": "attune-8"}),
        ("Ada", "model.swapped", {"from": "attune-8", "to": NEXT}),
    ]
    assert ask(world, "GET", "/api/admin/audit/check", cookie=admin)[1]["sound"]


@pytest.mark.parametrize(
    ("name", "status", "code", "words"),
    [
        ("attune-9", 404, "not_found", "no release"),
        ("no-release", 404, "not_found", "no release"),
        ("../outside", 404, "not_found", "no release"),
        ("./attune-8-next", 404, "not_found", "no release"),
        (".", 404, "not_found", "no release"),
        ("", 422, "invalid", "name"),
        ("attune-8-damaged", 409, "model_damaged", "not what its card describes"),
        ("attune-7", 409, "other_labels", "restart"),
        ("attune-8", 409, "model_in_service", "already"),
    ],
)
def test_what_cannot_be_served_is_refused_and_changes_nothing(
    world: World, admin: str, lecture: Lecture, releases: Path, name: str, status: int, code: str, words: str
) -> None:
    student, before = join(world, lecture), name_model(world)
    answer = ask(world, "POST", "/api/admin/model", {"name": name}, admin)
    assert (answer[0], answer[1]["code"]) == (status, code)
    assert words in answer[1]["message"] and str(releases.parent) not in json.dumps(answer[1])
    assert name_model(world) == before and read_models([student]) == {before}
    student.close()


def test_a_release_damaged_after_it_served_is_not_brought_back(
    world: World, admin: str, lecture: Lecture, releases: Path
) -> None:
    spare = copy_release(releases, "attune-8-spare")
    student = join(world, lecture)
    ask(world, "POST", "/api/admin/model", {"name": "attune-8-spare"}, admin)
    ask(world, "POST", "/api/admin/model", {"name": "attune-8"}, admin)
    shutil.rmtree(spare)
    status, problem = ask(world, "POST", "/api/admin/model/roll-back", cookie=admin)
    assert (status, problem["code"]) == (409, "model_damaged")
    assert read_models([student]) == {name_model(world)}
    student.close()


@pytest.mark.parametrize("has_newer", [False, True])
def test_a_reading_of_the_browser_is_stored_under_the_model_that_said_it(
    world: World, admin: str, lecture: Lecture, has_newer: bool
) -> None:
    """The one it was told on joining, or the one that has come into service since."""
    student = world.connect(world.add_student(lecture))
    seat = student.join(lecture)
    ask(world, "POST", "/api/admin/model", {"name": NEXT}, admin)
    model = name_model(world) if has_newer else seat["model"]
    assert student.call("reading", {**name_first(seat), "model": model})["ok"]
    student.close()
    stored = "select model from spells where live_session_id=?"
    wait_until(lambda: bool(world.query(stored, seat["live_session_id"])), 20.0)
    assert world.query(stored, seat["live_session_id"]) == [(model,)]


def test_a_tab_with_the_model_before_is_refused_once_another_tab_was_told_the_newer(
    world: World, admin: str, lecture: Lecture
) -> None:
    person = world.add_student(lecture)
    first, second = world.connect(person), world.connect(person)
    old = first.join(lecture)
    ask(world, "POST", "/api/admin/model", {"name": NEXT}, admin)
    new = second.join(lecture)
    assert first.call("reading", {**name_first(old), "model": old["model"]})["code"] == "other_model"
    assert first.call("reading", {**name_first(old), "model": new["model"]})["ok"]
    for client in (first, second):
        client.close()


def test_a_worker_that_died_comes_back_with_the_model_in_service(
    world: World, admin: str, lecture: Lecture
) -> None:
    ask(world, "POST", "/api/admin/model", {"name": NEXT}, admin)
    dead = world.worker_pids()
    for worker in dead:
        os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(set(world.worker_pids()) - set(dead)) == len(dead), 30.0)
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    assert read_models([student]) == {f"{NEXT}@15.0"}
    student.close()


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TUTOR])
def test_only_administrators_may(world: World, lecture: Lecture, role: Role) -> None:
    cookie = world.log_in(world.add_person(role))
    for method, path, body in (
        ("GET", "/api/admin/models", None),
        ("POST", "/api/admin/model", {"name": NEXT}),
        ("POST", "/api/admin/model/roll-back", None),
    ):
        assert ask(world, method, path, body, cookie)[0] == 403
    assert name_model(world).startswith("attune-8@")


def test_a_change_that_cannot_be_written_down_is_taken_back(
    world: World, monkeypatch: pytest.MonkeyPatch, releases: Path
) -> None:
    host = HostOnPaper(releases / "attune-8")
    monkeypatch.setattr(world.app.extensions["attune_hooks"], "model_host", host)

    def fail(*_: Any, **__: Any) -> None:
        raise OperationalError("", {}, Exception("disk full"))

    monkeypatch.setattr("backend.releases.write_audit", fail)
    identity = Identity(1, "Ada", "ada@example.org", Role.ADMIN, "token", 1)
    with world.app.app_context(), pytest.raises(OperationalError):
        serve_release(identity, NEXT)
    assert host.current.name == "attune-8"


def test_what_the_workers_refuse_is_told_without_the_machine_s_folders() -> None:
    class Refusing:
        def swap_model(self, directory: Path) -> str:
            raise SwapError(f"The file {directory} is broken.")

    live: Any = object()
    pool: Any = Refusing()
    with pytest.raises(ConflictError) as refusal:
        ModelSwitch(pool, live).swap(Path("some-folder"))
    assert refusal.value.code == "model_refused" and "some-folder" not in refusal.value.message


@dataclass
class HostOnPaper:
    """Serves nothing, but changes folders like the real one."""

    current: Path
    previous: Path | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Those of the model in service."""
        return load_card(self.current).labels

    def swap(self, directory: Path) -> None:
        """Change."""
        self.previous, self.current = self.current, directory

    def roll_back(self) -> None:
        """Change back."""
        assert self.previous is not None
        self.swap(self.previous)


def copy_release(folder: Path, name: str, version: str = "1") -> Path:
    """Put attune-8 beside the others under another name."""
    copy = shutil.copytree(RELEASED / "attune-8", folder / name)
    card = json.loads((copy / "card.json").read_text())
    (copy / "card.json").write_text(json.dumps({**card, "name": name, "version": version}))
    return copy


def ask(world: World, method: str, path: str, body: Any = None, cookie: str = "") -> tuple[int, Any]:
    """One request, also one that is refused."""
    try:
        with world.request(method, path, body, cookie) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


def name_first(seat: dict[str, Any]) -> dict[str, Any]:
    """A reading that is sure of the first expression."""
    return {"number": 1, "probabilities": [1.0] + [0.0] * (len(seat["labels"]) - 1)}


def fetch(world: World, path: str) -> bytes:
    """A file."""
    with world.request("GET", path) as answer:
        return bytes(answer.read())


def name_model(world: World) -> str:
    """The model in service as its public card names it, written as in readings."""
    card = ask(world, "GET", "/api/model")[1]["card"]
    return f"{card['name']}@{card['version']}"


def join(world: World, lecture: Lecture) -> Client:
    """A new student in the class."""
    student = world.connect(world.add_student(lecture))
    assert student.join(lecture)["model"] == name_model(world)
    return student


def read_models(students: list[Client]) -> set[str]:
    """Let each send a picture; the models that answered."""
    return {read_model(student) for student in students}


def read_model(student: Client) -> str:
    """Send a picture until it is taken; the pace of one browser is limited."""
    while "reading" not in (answer := student.call("frame", encode_portrait())):
        assert answer["code"] in ("too_fast", "busy")
        time.sleep(answer["retry_after_ms"] / 1000)
    assert answer["reading"]["label"] == "happy"
    return str(answer["reading"]["model"])

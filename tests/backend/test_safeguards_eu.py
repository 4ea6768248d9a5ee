"""An institution in the EU: whatever a row in the database says, no event or route takes an expression."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError

import pytest
from realtime_world import MODEL, Lecture, Person, World, encode_face, encode_portrait

from backend.realtime.schema import CLIENT_EVENTS
from settings import load_settings

# One of each event by which something about an expression could arrive.
CARRIES_EXPRESSION: dict[str, Any] = {
    "frame": encode_portrait(),
    "crop": encode_face(),
    "reading": {"number": 1, "model": MODEL, "probabilities": [1, 0, 0, 0, 0, 0, 0, 0], "label": "angry"},
    "correct": {"label": "happy"},
}
EXPRESSION_FIELDS = {"probabilities", "label", "labels", "confidence", "abstained", "expression", "box"}
WITHOUT_A_CAMERA: dict[str, Any] = {
    "check_in": {"value": "lost"},
    "help": {"on": True},
    "activity": {"kind": "rewind"},
}
EXPRESSION_TABLES = ("spells", "live_session_summaries", "agreement_pairs", "label_tallies")


@pytest.fixture(scope="module", params=["higher_education", "school", "workplace"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The declaration asks for everything, as if somebody had written it into the database by hand."""
    world = World(tmp_path_factory.mktemp("eu"))
    world.declare("individual", request.param, ("eu",))
    yield world
    world.stop()


@pytest.fixture
def student(world: World, lecture: Lecture) -> Person:
    """An adult in the EU who agreed to everything."""
    person = world.add_student(lecture)
    world.write("update users set region = 'eu' where id = ?", person.user_id)
    return person


def test_every_event_that_could_carry_an_expression_is_known_here() -> None:
    carrying = {
        name
        for name, event in CLIENT_EVENTS.items()
        if event.payload is None or EXPRESSION_FIELDS & set(event.payload.model_fields)
    }
    assert carrying == set(CARRIES_EXPRESSION)


def test_no_event_takes_an_expression(world: World, lecture: Lecture, student: Person) -> None:
    client, tutor = world.connect(student), world.connect(lecture.tutor)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    joined = client.join(lecture)
    assert joined["mode"] == "off" and not any(joined["sharing"].values())
    answers = {event: client.call(event, data) for event, data in CARRIES_EXPRESSION.items()}
    assert {answer["code"] for answer in answers.values()} == {"not_allowed"}
    for event, data in WITHOUT_A_CAMERA.items():
        assert client.call(event, data)["ok"], event
    panel = tutor.wait_for("panel", lambda panel: panel["check_ins"].get("lost") == 1)
    assert (panel["mode"], panel["mood"], panel["mood_reason"], panel["tiles"]) == ("off", None, "off", [])
    client.call("leave")
    client.close()
    tutor.close()
    assert {table: world.query(f"select * from {table}") for table in EXPRESSION_TABLES} == {
        table: [] for table in EXPRESSION_TABLES
    }


def test_alone_or_unheard_it_takes_none_either(world: World, lecture: Lecture, student: Person) -> None:
    """Without a live class, and without having joined at all."""
    client = world.connect(student)
    for event, data in CARRIES_EXPRESSION.items():
        assert client.call(event, data)["code"] == "not_joined"
    client.call("join", {"lesson_id": lecture.lesson_id, "live_class_id": None, "opt_in": True})
    for event, data in CARRIES_EXPRESSION.items():
        assert client.call(event, data)["code"] == "not_allowed"
    client.close()


def test_no_model_is_served(world: World, student: Person) -> None:
    cookie = world.log_in(student)
    detectors = [each.file for each in load_settings(environ={}).serve.detectors.values()]
    names = ["released/model.onnx", "released/model_int8.onnx", "released/card.json"]
    names += [f"detectors/{name}" for name in detectors]
    for path in ["/api/device", *(f"/models/{name}" for name in names)]:
        for sent in ("", cookie):
            with pytest.raises(HTTPError) as refused:
                world.request("GET", path, cookie=sent)
            assert refused.value.code == 404, path

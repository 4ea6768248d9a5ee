"""What a browser is told that reads faces by itself, and the places where it is told nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from backend.wsgi import describe_http
from settings import ROOT
from tests.backend.conftest import Client
from tests.backend.test_privacy import declare

RELEASE = ROOT / "checkpoints" / "released" / "attune-8"
EXPRESSION_KEYS = {
    "probabilities",
    "label",
    "labels",
    "confidence",
    "abstained",
    "reading",
    "expression",
    "frame",
    "crop",
}
NO_PLACE_FOR_A_CAMERA = [
    None,
    {"mode": "off"},
    {"mode": "self_only", "jurisdictions": ["eu"], "institution": "school"},
    {"mode": "individual", "jurisdictions": ["eu"], "institution": "higher_education"},
    {"mode": "self_only", "jurisdictions": ["uk", "other"], "institution": "workplace"},
]


@pytest.fixture
def database_kind() -> str:
    """Files do not depend on the database."""
    return "sqlite"


@pytest.fixture
def detectors(app: Flask, tmp_path: Path) -> Path:
    """The detectors' folder, filled with stand-ins of a few bytes."""
    folder = tmp_path / "detectors"
    folder.mkdir(exist_ok=True)
    for name in app.config["ATTUNE"].device.detectors:
        (folder / name).write_bytes(name.encode())
    app.config["ATTUNE"] = replace(app.config["ATTUNE"], detectors_dir=folder)
    return folder


def test_the_order_names_the_file_that_the_server_itself_runs(
    app: Flask, detectors: Path, anyone: Client
) -> None:
    declare(app)
    order = anyone.get("/device").json
    served = app.test_client().get(order["files"]["model"]["url"]).data
    assert hashlib.sha256(served).hexdigest() == order["files"]["model"]["sha256"]
    assert served == (RELEASE / "model_int8.onnx").read_bytes()
    assert len(served) == order["files"]["model"]["bytes"]


def test_the_order_carries_the_pipelines_own_numbers(app: Flask, detectors: Path, anyone: Client) -> None:
    declare(app)
    rules = anyone.get("/device").json["rules"]
    pipeline = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))["serve"]["pipeline"]
    shared = rules.keys() & pipeline.keys()
    assert {"face_score", "tracked_score", "smoothing_s", "absence_s", "other_face_ratio"} <= shared
    assert {name: rules[name] for name in shared} == {name: pipeline[name] for name in shared}


def test_the_order_follows_the_card(app: Flask, detectors: Path, anyone: Client, tmp_path: Path) -> None:
    declare(app)
    other = shutil.copytree(RELEASE, tmp_path / "other")
    card = (other / "card.json").read_text()
    (other / "card.json").write_text(card.replace('"eye_y": 0.39', '"eye_y": 0.44'))
    app.config["ATTUNE"] = replace(app.config["ATTUNE"], release_dir=other)
    model = anyone.get("/device").json["model"]
    assert model["crop"] == {"eye_distance": 0.37, "eye_y": 0.44, "eye_to_mouth": 0.4}


@pytest.mark.parametrize("declared", NO_PLACE_FOR_A_CAMERA)
def test_where_no_camera_is_lawful_nothing_of_it_is_served(
    app: Flask,
    detectors: Path,
    anyone: Client,
    client_as: Callable[..., Client],
    declared: dict[str, Any] | None,
) -> None:
    if declared is not None:
        declare(app, **declared)
    assert anyone.get("/status").json["on_device"] == "nobody"
    assert anyone.get("/device").status_code == 404
    assert client_as("student").get("/device").status_code == 404
    browser = app.test_client()
    for path in (
        "/models/released/model_int8.onnx",
        "/models/released/card.json",
        "/models/detectors/blazeface_back_256.onnx",
    ):
        assert browser.get(path).status_code == 404
    assert browser.get("/try").status_code == 404
    assert browser.get("/try").headers["Permissions-Policy"].startswith("camera=()")


@pytest.mark.parametrize(
    "declared",
    [
        {"jurisdictions": ["us-il"], "institution": "higher_education"},
        {"jurisdictions": ["eu", "uk"], "institution": "higher_education"},
        {
            "jurisdictions": ["eu"],
            "institution": "higher_education",
            "legal_opinion": "signed",
            "mode": "self_only",
        },
    ],
)
def test_strangers_are_told_less_than_members(
    app: Flask, detectors: Path, anyone: Client, client_as: Callable[..., Client], declared: dict[str, Any]
) -> None:
    declare(app, **declared)
    assert anyone.get("/status").json["on_device"] == "members"
    assert anyone.get("/device").status_code == 404
    assert app.test_client().get("/try").status_code == 404
    assert client_as("student").get("/device").status_code == 200


def test_no_route_takes_expression_data() -> None:
    """Read off the description of the API: the socket is the only way in, and it asks the policy."""
    document = describe_http()
    named = [
        (path, name)
        for path, operations in document["paths"].items()
        for operation in operations.values()
        if isinstance(operation, dict)
        for name in _find_keys(operation.get("requestBody"), document)
    ]
    assert len(named) > 20
    assert [(path, name) for path, name in named if name in EXPRESSION_KEYS] == []


def test_a_browser_gets_the_compressed_copy_it_can_read(app: Flask, tmp_path: Path) -> None:
    assets = tmp_path / "pages" / "assets"
    assets.mkdir(parents=True)
    for name, text in (("a.wasm", b"plain"), ("a.wasm.gz", b"gz"), ("a.wasm.br", b"br")):
        (assets / name).write_bytes(text)
    app.config["ATTUNE"] = replace(app.config["ATTUNE"], pages_dir=assets.parent)
    for accepted, encoding, body in (
        ("gzip, br", "br", b"br"),
        ("gzip", "gzip", b"gz"),
        ("", None, b"plain"),
    ):
        answer = app.test_client().get("/assets/a.wasm", headers={"Accept-Encoding": accepted})
        assert (answer.headers.get("Content-Encoding"), answer.data) == (encoding, body)
        assert answer.mimetype == "application/wasm"
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert app.test_client().get("/assets/../../a.wasm").status_code == 404


def _find_keys(node: Any, document: dict[str, Any]) -> set[str]:
    """Every property named anywhere below a schema, references followed."""
    if isinstance(node, list):
        return set().union(*(_find_keys(each, document) for each in node), set())
    if not isinstance(node, dict):
        return set()
    keys = set(node.get("properties", {}))
    if "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return keys | _find_keys(target, document)
    return keys | set().union(*(_find_keys(each, document) for each in node.values()), set())

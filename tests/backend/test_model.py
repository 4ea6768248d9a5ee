"""The released model over HTTP: its card for everyone, its files only where a camera is lawful."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.backend.conftest import Client
from tests.backend.test_privacy import declare

MODEL = b"not a real network, but exactly these bytes"
CARD = {"name": "small", "sha256": hashlib.sha256(MODEL).hexdigest()}


@pytest.fixture
def database_kind() -> str:
    """Files do not depend on the database."""
    return "sqlite"


@pytest.fixture
def release(app: Flask, tmp_path: Path) -> Path:
    """A released model of a few bytes."""
    folder = tmp_path / "released"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(MODEL)
    (folder / "card.json").write_text(json.dumps(CARD))
    (folder / "notes.txt").write_text("not for browsers")
    app.config["ATTUNE"] = replace(app.config["ATTUNE"], release_dir=folder)
    return folder


def test_the_card_is_public_and_names_the_file_that_is_served(
    app: Flask, release: Path, anyone: Client
) -> None:
    declare(app)
    card = anyone.get("/model").json["card"]
    served = app.test_client().get("/models/released/model.onnx")
    assert card["sha256"] == hashlib.sha256(served.data).hexdigest()


@pytest.mark.parametrize(
    ("files", "precision", "accuracy"),
    [(("fp32", "int8"), "fp32", 0.9), (("fp32", "int8"), "int8", 0.8), (("fp32",), "int8", 0.9)],
)
def test_the_figures_are_those_of_the_file_in_service(
    app: Flask, release: Path, anyone: Client, files: tuple[str, ...], precision: str, accuracy: float
) -> None:
    metrics = {"validation": {"accuracy": 0.9}, "validation_int8": {"accuracy": 0.8}}
    card = {**CARD, "metrics": metrics, "files": {key: {"name": key} for key in files}}
    (release / "card.json").write_text(json.dumps(card))
    config = app.config["ATTUNE"]
    app.config["ATTUNE"] = replace(config, device=replace(config.device, precision=precision))
    assert anyone.get("/model").json["figures"].get("accuracy") == accuracy


def test_a_browser_asks_again_whether_its_copy_is_the_model_in_service(app: Flask, release: Path) -> None:
    declare(app)
    first = app.test_client().get("/models/released/model.onnx")
    assert first.headers["Cache-Control"] == "public, no-cache"
    known = {"If-None-Match": first.headers["ETag"]}
    assert app.test_client().get("/models/released/model.onnx", headers=known).status_code == 304
    (release / "model.onnx").write_bytes(MODEL + b"!")
    assert app.test_client().get("/models/released/model.onnx", headers=known).status_code == 200


def test_a_missing_card_is_said(app: Flask, anyone: Client, tmp_path: Path) -> None:
    app.config["ATTUNE"] = replace(app.config["ATTUNE"], release_dir=tmp_path / "none")
    assert anyone.get("/model").json["code"] == "not_found"


@pytest.mark.parametrize(
    "declared",
    [
        None,
        {"mode": "off"},
        {"mode": "self_only", "jurisdictions": ["eu"], "institution": "school"},
        {"mode": "individual", "jurisdictions": ["eu"], "institution": "higher_education"},
    ],
)
def test_where_the_camera_is_not_lawful_there_are_no_model_files(
    app: Flask, release: Path, declared: dict[str, Any] | None
) -> None:
    if declared is not None:
        declare(app, **declared)
    client = app.test_client()
    for path in ("/models/released/model.onnx", "/models/detectors/blazeface_back_256.onnx"):
        assert client.get(path).status_code == 404


def test_nothing_but_models_and_cards_is_served(app: Flask, release: Path) -> None:
    declare(app)
    client = app.test_client()
    assert client.get("/models/released/card.json").status_code == 200
    for name in ("notes.txt", "../attune.db", "%2e%2e/attune.db", "..%2fattune.db"):
        assert client.get(f"/models/released/{name}").status_code == 404

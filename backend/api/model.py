"""The model in service: its card for everyone, its files for browsers that may run it themselves."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from apiflask import APIBlueprint
from flask import Blueprint, Response, send_from_directory

from backend.api.guard import public
from backend.api.schema import Out
from backend.config import current_config
from backend.errors import NotFoundError
from backend.privacy.facts import describe_declaration, load_declaration
from backend.privacy.on_device import may_anyone_read
from backend.releases import figures_in_service, find_folder_in_service

bp = APIBlueprint("model", __name__, tag="model")
files = Blueprint("model_files", __name__)
A_DAY_S = 86_400
SUFFIXES = (".onnx", ".json")


class ModelCard(Out):
    """The card, as it stands beside the model, and those of its figures that hold for the file in service."""

    card: dict[str, Any]
    figures: dict[str, Any]


@bp.get("/model")
@bp.output(ModelCard)
@public
def read_model_card() -> ModelCard:
    """What model runs here, on what data it was made, how well it does, and what it must not be used for."""
    file = find_folder_in_service() / "card.json"
    if not file.is_file():
        raise NotFoundError("No model is released here.")
    card = _read_card(file, file.stat().st_mtime_ns)
    return ModelCard(card=card, figures=dict(figures_in_service(card)))


@files.get("/models/released/<name>")
def send_model_file(name: str) -> Response:
    """A file of the model in service, where a browser may run it."""
    response = _send(find_folder_in_service(), name)
    response.headers["Cache-Control"] = "public, no-cache"  # another model may be in service a moment later
    return response


@files.get("/models/detectors/<name>")
def send_detector_file(name: str) -> Response:
    """A face detector, where a browser may run it."""
    response = _send(current_config().detectors_dir, name)
    response.headers["Cache-Control"] = f"public, max-age={A_DAY_S}"
    return response


def _send(folder: Path, name: str) -> Response:
    _require_camera_lawful()
    if not name.endswith(SUFFIXES) or not (folder / name).is_file():
        raise NotFoundError()
    return send_from_directory(folder, name, conditional=True)


def _require_camera_lawful() -> None:
    """In `off`, and at institutions in the EU without a legal opinion, the files are not there at all."""
    if not may_anyone_read(describe_declaration(load_declaration())):
        raise NotFoundError()


@lru_cache(maxsize=2)
def _read_card(file: Path, changed_ns: int) -> dict[str, Any]:
    """Read once for each release; the time of change is part of the key."""
    card = json.loads(file.read_text(encoding="utf-8"))
    return card if isinstance(card, dict) else {}

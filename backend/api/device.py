"""All that a browser must know to read faces by itself: the model's card, the files, the pipeline's numbers.

Where the camera is not lawful there is no answer; nothing about a person is known or kept here.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from apiflask import APIBlueprint
from flask import request

from backend.accounts.identity import load_identity
from backend.api.guard import public
from backend.api.schema import Out
from backend.config import current_config
from backend.errors import NotFoundError
from backend.privacy.facts import describe_declaration, load_declaration
from backend.privacy.on_device import may_anyone_read, may_strangers_read
from backend.releases import find_folder_in_service
from inference.align import MAX_OVERSAMPLING
from inference.blazeface import SAME_FACE_OVERLAP
from inference.card import CARD_NAME, Card, load_card
from inference.cascade import LARGEST_GROWTH
from inference.detect import BACK, FRONT
from inference.rules import PipelineRules
from inference.track import BRIEF, SURELY_EMPTY

bp = APIBlueprint("device", __name__, tag="model")


class DeviceInput(Out):
    """What the network wants to see: x = (pixels / scale - mean) / std."""

    size: int
    channels: int
    color: str
    scale: float
    mean: list[float]
    std: list[float]


class DeviceCrop(Out):
    """Where eyes and mouth stand in a crop, as shares of its side."""

    eye_distance: float
    eye_y: float
    eye_to_mouth: float | None


class DeviceQuality(Out):
    """Below or beyond these a face gets no reading."""

    min_face_px: float
    min_brightness: float
    min_sharpness: float
    max_yaw: float


class DeviceModel(Out):
    """The part of the model's card that decides how a frame becomes a reading."""

    model_id: str
    labels: list[str]
    input: DeviceInput
    crop: DeviceCrop
    quality: DeviceQuality
    temperature: float
    abstain_below: float


class DeviceFile(Out):
    """A network: where it lies and what it must contain."""

    url: str
    sha256: str
    bytes: int


class DeviceFiles(Out):
    """The expression model and both face detectors."""

    model: DeviceFile
    back: DeviceFile
    front: DeviceFile


class DeviceRules(Out):
    """The numbers the server's own pipeline runs with; their reasons stand in config.yaml."""

    face_score: float
    tracked_score: float
    region_scale: float
    full_scan_s: float
    empty_search_every: int
    other_face_ratio: float
    same_face_iou: float
    smoothing_s: float
    label_margin: float
    absence_s: float
    same_face_overlap: float
    largest_growth: float
    surely_empty: int
    max_oversampling: int
    brief: list[str]


class DeviceOut(Out):
    """Everything together, so that one request suffices."""

    model: DeviceModel
    files: DeviceFiles
    rules: DeviceRules


@bp.get("/device")
@bp.output(DeviceOut)
@public
def read_device_order() -> DeviceOut:
    """What a browser needs to read faces without sending one; 404 where that is not lawful."""
    declaration = describe_declaration(load_declaration())
    known = load_identity(request) is not None
    if not (may_anyone_read(declaration) if known else may_strangers_read(declaration)):
        raise NotFoundError()
    card = _load_card_in_service()
    return DeviceOut(model=DeviceModel.model_validate(card), files=_list_files(card), rules=_describe_rules())


def _list_files(card: Card) -> DeviceFiles:
    model = card.file(current_config().device.precision)
    return DeviceFiles(
        model=_describe_file(model.path, "/models/released/", model.sha256),
        back=_describe_detector(BACK),
        front=_describe_detector(FRONT),
    )


def _describe_detector(name: str) -> DeviceFile:
    config = current_config()
    return _describe_file(config.detectors_dir / name, "/models/detectors/", config.device.detectors[name])


def _describe_file(path: Path, folder: str, sha256: str) -> DeviceFile:
    if not path.is_file():
        raise NotFoundError("A network that browsers need is not here.")
    return DeviceFile(url=folder + path.name, sha256=sha256, bytes=path.stat().st_size)


def _describe_rules() -> DeviceRules:
    rules = PipelineRules.from_mapping(current_config().device.pipeline)
    constants = {
        "same_face_overlap": SAME_FACE_OVERLAP,
        "largest_growth": LARGEST_GROWTH,
        "surely_empty": SURELY_EMPTY,
        "max_oversampling": MAX_OVERSAMPLING,
        "brief": list(BRIEF),
    }
    return DeviceRules.model_validate(vars(rules) | constants)


def _load_card_in_service() -> Card:
    folder = find_folder_in_service()
    file = folder / CARD_NAME
    if not file.is_file():
        raise NotFoundError("No model is released here.")
    return _load_card(folder, file.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load_card(folder: Path, changed_ns: int) -> Card:
    """Check the files against their card once for each release; the time of change is part of the key."""
    return load_card(folder)

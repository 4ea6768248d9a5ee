"""Read and check the card beside an exported model: the only thing that crosses from training to serving.

It checks what serving relies on (hash, labels, input, crop, thresholds) and carries the rest through
untouched; it knows nothing of how the model was trained.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inference.errors import CardError

FORMAT = 1
MAX_ID_LENGTH = 64  # what a stored reading names its model by
CARD_NAME = "card.json"
FIGURES = {"fp32": "validation", "int8": "validation_int8"}  # the key of each file's own in a card's metrics


@dataclass(frozen=True)
class InputSpec:
    """What the network wants to see: x = (pixels / scale - mean) / std, float32 (N, C, S, S)."""

    size: int
    channels: int
    color: str
    scale: float
    mean: tuple[float, ...]
    std: tuple[float, ...]


@dataclass(frozen=True)
class CropRule:
    """Where the eyes (and the mouth's distance from them) stand in a crop, as shares of its side."""

    eye_distance: float
    eye_y: float
    eye_to_mouth: float | None


@dataclass(frozen=True)
class Quality:
    """Below or beyond these a face gets no reading."""

    min_face_px: float
    min_brightness: float
    min_sharpness: float
    max_yaw: float


@dataclass(frozen=True)
class ModelFile:
    """One exported network beside the card."""

    path: Path
    sha256: str


@dataclass(frozen=True)
class Card:
    """What serving knows about a model. `document` is the whole card, for showing it to people."""

    name: str
    version: str
    labels: tuple[str, ...]
    input: InputSpec
    crop: CropRule
    quality: Quality
    temperature: float
    abstain_below: float
    sha256: str
    files: Mapping[str, ModelFile]
    document: Mapping[str, Any]

    @property
    def model_id(self) -> str:
        """Name the model the way readings and logs do."""
        return f"{self.name}@{self.version}"

    def file(self, precision: str) -> ModelFile:
        """Find the network of a precision; int8 falls back to fp32 where none was exported."""
        return self.files[_opened(self.files, precision)]


def figures_for(document: Mapping[str, Any], precision: str) -> Mapping[str, Any]:
    """What the file that `Card.file` gives reached on validation; nothing where the card does not say."""
    figures = document.get("metrics", {}).get(FIGURES[_opened(document.get("files", {}), precision)])
    return figures if isinstance(figures, dict) else {}


def _opened(files: Mapping[str, Any], precision: str) -> str:
    return precision if files.get(precision) else "fp32"


def load_card(directory: Path | str) -> Card:
    """Read `card.json` in the directory and check it against the files beside it."""
    directory = Path(directory)
    document = _read_document(directory)
    try:
        card = _build_card(directory, document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        missing = f"the key {error}" if isinstance(error, KeyError) else str(error)
        raise CardError(f"The card in {directory} cannot be used: {missing}.") from None
    _check_card(card, directory)
    return card


def _read_document(directory: Path) -> dict[str, Any]:
    path = directory / CARD_NAME
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CardError(f"There is no {CARD_NAME} in {directory}; export a model there first.") from None
    except (OSError, ValueError):
        raise CardError(f"{path} is not readable JSON.") from None
    if not isinstance(document, dict):
        raise CardError(f"{path} must hold a JSON object.")
    if document.get("format") != FORMAT:
        raise CardError(f"{path} has format {document.get('format')!r}; this program reads format {FORMAT}.")
    return document


def _build_card(directory: Path, document: dict[str, Any]) -> Card:
    shape, crop, quality = document["input"], document["crop"], document["quality"]
    if crop["rule"] != "eyes":
        raise ValueError(f"crop rule {crop['rule']!r} is not known")
    mouth = crop.get("eye_to_mouth")
    return Card(
        name=str(document["name"]),
        version=str(document["version"]),
        labels=tuple(str(label) for label in document["labels"]),
        input=InputSpec(
            size=int(shape["size"]),
            channels=int(shape["channels"]),
            color=str(shape["color"]),
            scale=float(shape["scale"]),
            mean=tuple(float(value) for value in shape["mean"]),
            std=tuple(float(value) for value in shape["std"]),
        ),
        crop=CropRule(float(crop["eye_distance"]), float(crop["eye_y"]), float(mouth) if mouth else None),
        quality=Quality(
            min_face_px=float(quality["min_face_px"]),
            min_brightness=float(quality["min_brightness"]),
            min_sharpness=float(quality["min_sharpness"]),
            max_yaw=float(quality["max_yaw"]),
        ),
        temperature=float(document["temperature"]),
        abstain_below=float(document["abstain_below"]),
        sha256=str(document["sha256"]),
        files={key: _locate_file(directory, entry) for key, entry in document["files"].items() if entry},
        document=document,
    )


def _locate_file(directory: Path, entry: Mapping[str, Any]) -> ModelFile:
    name = str(entry["name"])
    if name != Path(name).name:
        raise ValueError(f"file name {name!r} must not leave the model's folder")
    return ModelFile(directory / name, str(entry["sha256"]))


def _check_card(card: Card, directory: Path) -> None:
    for problem in _find_problems(card):
        raise CardError(f"The card in {directory} cannot be used: {problem}.")
    for file in card.files.values():
        _check_file(file)


def _find_problems(card: Card) -> list[str]:
    spec, crop = card.input, card.crop
    checks = [
        (len(card.labels) >= 2 and len(set(card.labels)) == len(card.labels), "labels must be different"),
        (len(card.model_id) <= MAX_ID_LENGTH, f"name@version is longer than {MAX_ID_LENGTH} characters"),
        (8 <= spec.size <= 512, f"input size {spec.size} is not between 8 and 512"),
        (spec.color in ("gray", "rgb"), f"colour {spec.color!r} is neither gray nor rgb"),
        (spec.channels == 3 or (spec.channels == 1 and spec.color == "gray"), "channels and colour disagree"),
        (len(spec.mean) == len(spec.std) == spec.channels, "mean and std need one number a channel"),
        (spec.scale > 0 and all(value > 0 for value in spec.std), "scale and std must be above 0"),
        (0 < crop.eye_distance < 1 and 0 < crop.eye_y < 1, "the crop's eyes must stand inside the crop"),
        (card.temperature > 0, "temperature must be above 0"),
        (0 <= card.abstain_below < 1, "abstain_below must be a probability"),
        ("fp32" in card.files, "files has no fp32 entry"),
        ("fp32" not in card.files or card.files["fp32"].sha256 == card.sha256, "two hashes disagree"),
    ]
    return [sentence for holds, sentence in checks if not holds]


def _check_file(file: ModelFile) -> None:
    try:
        digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
    except OSError:
        raise CardError(f"{file.path} is named on the card but cannot be read.") from None
    if digest != file.sha256:
        raise CardError(
            f"{file.path} is not the file its card describes (its hash differs); export it again."
        )

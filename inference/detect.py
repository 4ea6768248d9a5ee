"""Open a face detector by name. Which networks exist and what their files are called is known here only."""

from __future__ import annotations

from pathlib import Path

from inference.blazeface import BlazeFace
from inference.cascade import Cascade
from inference.centerface import CenterFace
from inference.errors import DetectorError
from inference.face import Detector
from inference.haar import Haar
from inference.rules import PipelineRules

BACK = "blazeface_back_256.onnx"
FRONT = "blazeface_front_128.onnx"
KINDS = ("blazeface", "centerface", "haar")


def open_detector(kind: str, directory: Path | str, rules: PipelineRules, threads: int = 1) -> Detector:
    """Open a detector: `blazeface` from the directory, the others from their packages."""
    if kind == "blazeface":
        return open_cascade(Path(directory), rules, threads)
    if kind == "centerface":
        return CenterFace()
    if kind == "haar":
        return Haar()
    raise DetectorError(f"Detector {kind!r} is not known; choose one of {', '.join(KINDS)}.")


def open_cascade(directory: Path, rules: PipelineRules, threads: int = 1) -> Cascade:
    """Open both variants of BlazeFace: back for whole frames, front beside the last face."""
    back = BlazeFace(_find_network(directory, BACK), rules.face_score, threads)
    front = BlazeFace(_find_network(directory, FRONT), rules.tracked_score, threads)
    return Cascade(back, front, rules.region_scale)


def _find_network(directory: Path, name: str) -> Path:
    path = directory / name
    if not path.is_file():
        raise DetectorError(f"{path} is missing; `make run` or `make test` puts it there.")
    return path

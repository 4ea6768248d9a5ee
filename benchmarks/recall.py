"""Count what a detector finds and invents on the stress set and on moving sequences."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.faces import FacePatch, Picture
from benchmarks.stress import Frame, list_variants, make_stress_stream
from inference.face import Detector, Face
from inference.rules import PipelineRules
from inference.track import Track

# A find is right when its centre is within this share of the face's height, and its size within these.
CENTRE_TOLERANCE = 0.4
SIZES = (0.5, 1.7)
FRAME_S = 1 / 6  # between the frames of a stream


@dataclass
class Count:
    """Frames with a face and how many were found; frames without and how many had one invented."""

    shown: int = 0
    found: int = 0
    empty: int = 0
    invented: int = 0
    missed: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """Give the share of shown faces that were found."""
        return self.found / max(self.shown, 1)

    def add(self, frame: Frame, face: Face | None, name: str) -> None:
        """Take in one frame's truth and find."""
        if frame.truth is None:
            self.empty += 1
            self.invented += face is not None
            return
        self.shown += 1
        if is_right(face, frame.truth):
            self.found += 1
        else:
            self.missed[name] += 1


def count_stress(
    detector: Detector, rules: PipelineRules, faces: list[FacePatch], scenes: list[Picture]
) -> Count:
    """Follow every face under every transformation for a few frames."""
    count = Count()
    for name, stream in _list_streams(faces, scenes):
        follow = start_following(detector, rules)
        for frame in stream:
            count.add(frame, follow(frame.pixels), name)
    return count


def count_empty(detector: Detector, frames: Iterable[Picture]) -> Count:
    """Search frames without a face."""
    count = Count()
    for pixels in frames:
        found = detector.detect(pixels)
        count.add(Frame(pixels, None), found[0] if found else None, "empty")
    return count


def count_sequence(detector: Detector, rules: PipelineRules, frames: Iterable[Frame]) -> Count:
    """Follow faces that come, move and go."""
    count, follow = Count(), start_following(detector, rules)
    for frame in frames:
        count.add(frame, follow(frame.pixels), "moving")
    return count


def start_following(detector: Detector, rules: PipelineRules) -> Callable[[Picture], Face | None]:
    """Look at frames as the pipeline does for one student."""
    track, seconds = Track(rules), itertools.count(0, FRAME_S)
    return lambda pixels: track.find_face(pixels, detector, next(seconds))[0]


def is_right(face: Face | None, truth: tuple[float, float, float]) -> bool:
    """Judge a find against where the face was put."""
    if face is None:
        return False
    x, y, height = truth
    away = math.hypot(face.x + face.width / 2 - x, face.y + face.height / 2 - y)
    return away < CENTRE_TOLERANCE * height and SIZES[0] < face.side / height < SIZES[1]


def _list_streams(faces: list[FacePatch], scenes: list[Picture]) -> Iterator[tuple[str, list[Frame]]]:
    for number, face in enumerate(faces):
        for index, variant in enumerate(list_variants()):
            scene = scenes[(number * 7 + index) % len(scenes)]
            yield variant.name, make_stress_stream(face, variant, scene)

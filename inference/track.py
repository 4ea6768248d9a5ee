"""What is remembered of one student's face between frames, in memory only: where it was and what it showed.

A track belongs to one stream of frames and is used by one thread at a time.
"""

from __future__ import annotations

import math
from dataclasses import replace

from inference.array import Floats, Pixels
from inference.cascade import Cascade
from inference.face import Detector, Face
from inference.quality import NO_FACE, TOO_BLURRED, TURNED_AWAY
from inference.reading import Reading
from inference.rules import PipelineRules
from inference.smoothing import Smoother

# What a miss of the detector, a quick move or a glance aside can cause. Darkness or company is not held over.
BRIEF = (NO_FACE, TOO_BLURRED, TURNED_AWAY)

SURELY_EMPTY = 3  # frames without a face before the search becomes rarer


class Track:
    """One face followed through a stream of frames."""

    def __init__(self, rules: PipelineRules) -> None:
        self._rules = rules
        self._smoother = Smoother(rules.smoothing_s, rules.label_margin)
        self._face: Face | None = None
        self._several = False
        self._scan_at = -math.inf
        self._empty_frames = 0
        self._frame_shape: tuple[int, ...] = ()
        self._model = ""
        self._last: Reading | None = None
        self._read_at = 0.0

    def find_face(self, frame: Pixels, detector: Detector, at: float) -> tuple[Face | None, bool]:
        """Return the face to read at that second, and whether another of similar size is in the frame."""
        if self._may_rest():
            self._empty_frames += 1
            return None, False
        face = self._follow(frame, detector, at)
        if face is None:
            face, self._several = choose_face(detector.detect(frame), self._rules.other_face_ratio)
            self._scan_at = at + self._rules.full_scan_s
        self._remember_face(frame, face)
        return face, self._several

    def smooth(self, probabilities: Floats, model: str, at: float) -> tuple[Floats, int]:
        """Average over time; another model's probabilities are never mixed in."""
        if model != self._model or at - self._read_at > self._rules.absence_s + self._rules.smoothing_s:
            self._smoother.forget()
            self._model = model
        self._read_at = at
        return self._smoother.update(probabilities, at)

    def settle(self, reading: Reading, at: float) -> Reading:
        """Give the reading to show: a brief gap repeats the last one, marked as held."""
        if reading.abstained is None:
            self._last = reading
            return reading
        held = self._last
        brief = reading.abstained in BRIEF and at - self._read_at < self._rules.absence_s
        if held is not None and brief and held.model == reading.model:
            return replace(held, held=True)
        self._last = None
        return reading

    def _may_rest(self) -> bool:
        """An empty chair is not searched in every frame."""
        return self._empty_frames >= SURELY_EMPTY and self._empty_frames % self._rules.empty_search_every > 0

    def _follow(self, frame: Pixels, detector: Detector, at: float) -> Face | None:
        if self._face is None or not isinstance(detector, Cascade):
            return None
        if self._several or at >= self._scan_at or frame.shape != self._frame_shape:
            return None  # whoever is beside a face is seen in the whole frame alone
        return detector.follow(frame, self._face)

    def _remember_face(self, frame: Pixels, face: Face | None) -> None:
        last = self._face
        if last is not None and face is not None and last.overlap(face) < self._rules.same_face_iou:
            self._smoother.forget()
            self._last = None
        self._face = face
        self._frame_shape = frame.shape
        self._empty_frames = 0 if face is not None else self._empty_frames + 1


def choose_face(faces: list[Face], other_face_ratio: float) -> tuple[Face | None, bool]:
    """Return the largest face, and whether another is at least `other_face_ratio` as large."""
    if not faces:
        return None, False
    largest = max(faces, key=lambda face: face.side)
    others = sum(face.side >= other_face_ratio * largest.side for face in faces) - 1
    return largest, others > 0

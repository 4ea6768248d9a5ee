"""From the bytes of a frame to a reading: decode, detect, align, classify, calibrate, abstain.

One pipeline serves any number of threads; what belongs to one student is in the `Track` the caller keeps.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from inference import quality
from inference.align import crop_face, fit_crop, measure_face, normalise_crop
from inference.array import Floats, Pixels
from inference.card import Card
from inference.decode import DecodeLimits, decode_frame
from inference.detect import open_detector
from inference.errors import FrameUnsupported
from inference.face import Detector, Face
from inference.hot_swap import LoadedModel, ModelSlot, load_model
from inference.reading import Reading
from inference.rules import PipelineRules
from inference.track import Track, choose_face

SQUARE_TOLERANCE = 0.1  # a crop's sides may differ by a rounding, not by a wrong picture


class Pipeline:
    """Turns frames into readings with whichever model is in the slot when a frame arrives."""

    def __init__(self, slot: ModelSlot, detector: Detector, rules: PipelineRules) -> None:
        self.slot = slot
        self.detector = detector
        self._rules = rules
        self._limits = DecodeLimits(rules.max_frame_bytes, rules.max_frame_pixels)

    @property
    def card(self) -> Card:
        """The card of the model in service."""
        return self.slot.current.card

    def start_track(self) -> Track:
        """Begin to follow one student's face."""
        return Track(self._rules)

    def analyze(self, data: bytes, track: Track | None = None, at: float | None = None) -> Reading:
        """Read one encoded frame. `at` is the monotonic second it was received; now, if not given."""
        return self.analyze_pixels(decode_frame(data, self._limits), track, at)

    def analyze_pixels(self, frame: Pixels, track: Track | None = None, at: float | None = None) -> Reading:
        """Read one decoded frame, (H, W, 3) blue-green-red."""
        if track is None:
            face, several = choose_face(self.detector.detect(frame), self._rules.other_face_ratio)
            return self._read_face(frame, face, several)
        at = time.monotonic() if at is None else at
        face, several = track.find_face(frame, self.detector, at)
        return track.settle(self._read_face(frame, face, several, track, at), at)

    def analyze_faces(self, frame: Pixels) -> list[Reading]:
        """Read every face of a decoded picture, the most certain detection first."""
        return [self._read_face(frame, face, several=False) for face in self.detector.detect(frame)]

    def analyze_crop(self, data: bytes, track: Track | None = None, at: float | None = None) -> Reading:
        """Read a face that the browser has found, aligned and cut out by the card's crop rule."""
        image = decode_frame(data, self._limits)
        height, width = image.shape[:2]
        if abs(height - width) > SQUARE_TOLERANCE * max(height, width):
            raise FrameUnsupported("A face crop must be square.")
        at = time.monotonic() if at is None else at
        model = self.slot.current
        reading = self._read_crop(model, fit_crop(image, model.card.input), None, track, at)
        return reading if track is None else track.settle(reading, at)

    def _read_face(
        self, frame: Pixels, face: Face | None, several: bool, track: Track | None = None, at: float = 0.0
    ) -> Reading:
        model = self.slot.current
        if face is None:
            return _abstain(model, quality.NO_FACE, None)
        box = face.box_in(frame)
        if several:
            return _abstain(model, quality.SEVERAL_FACES, box)
        card = model.card
        place = measure_face(face, card.crop)
        reason = quality.judge_placement(place, card.quality)
        if reason:
            return _abstain(model, reason, box)
        return self._read_crop(model, crop_face(frame, place, card.crop, card.input), box, track, at)

    def _read_crop(
        self,
        model: LoadedModel,
        crop: Pixels,
        box: tuple[float, float, float, float] | None,
        track: Track | None,
        at: float,
    ) -> Reading:
        card = model.card
        reason = quality.judge_crop(crop, card.quality)
        if reason:
            return _abstain(model, reason, box)
        logits = model.engine.run(normalise_crop(crop, card.input))[0]
        probabilities = soften(logits, card.temperature)
        label = int(probabilities.argmax())
        if track is not None:
            probabilities, label = track.smooth(probabilities, card.sha256, at)
        confidence = float(probabilities[label])
        if confidence < card.abstain_below:
            return _abstain(model, quality.LOW_CONFIDENCE, box, confidence)
        values = tuple(float(value) for value in probabilities)
        return Reading(values, card.labels[label], confidence, None, box, card.model_id)


def open_pipeline(
    model_directory: Path | str,
    detector_directory: Path | str,
    rules: PipelineRules,
    runtime: str = "onnxruntime",
    precision: str = "int8",
    threads: int = 1,
) -> Pipeline:
    """Open everything a process needs to read frames. OpenCV gets the same number of threads."""
    cv2.setNumThreads(threads)  # its own pool would fight with the threads that call us
    slot = ModelSlot(lambda directory: load_model(directory, runtime, precision, threads), model_directory)
    return Pipeline(slot, open_detector(rules.detector, detector_directory, rules, threads), rules)


def soften(logits: Floats | Sequence[float], temperature: float) -> Floats:
    """Turn logits into calibrated probabilities."""
    scaled = np.asarray(logits, np.float32) / np.float32(temperature)
    powers = np.exp(scaled - scaled.max())
    return np.asarray(powers / powers.sum(), np.float32)


def _abstain(
    model: LoadedModel, reason: str, box: tuple[float, float, float, float] | None, confidence: float = 0.0
) -> Reading:
    return Reading(None, None, confidence, reason, box, model.card.model_id)

"""From bytes to a reading: always probabilities or a reason, the same on every path and thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inference_samples import LABELS, encode, make_model

from inference.align import crop_face, measure_face
from inference.batcher import Batcher
from inference.errors import CardError, DetectorError, FrameUnsupported
from inference.hot_swap import LoadedModel, ModelSlot, load_model
from inference.pipeline import Pipeline, open_pipeline, soften
from inference.quality import REASONS
from inference.reading import Reading
from inference.rules import PipelineRules


def check_reading(reading: Reading) -> None:
    assert (reading.probabilities is None) != (reading.abstained is None)
    assert (reading.label is None) == (reading.probabilities is None)
    if reading.probabilities is None:
        assert reading.abstained in REASONS
    else:
        assert sum(reading.probabilities) == pytest.approx(1, abs=1e-4)
        assert reading.confidence == reading.probabilities[LABELS.index(reading.label)]
    if reading.box is not None:
        x, y, width, height = reading.box
        assert 0 <= x <= x + width <= 1.0001 and 0 <= y <= y + height <= 1.0001


def test_a_face_gets_a_reading(pipeline: Pipeline, astronaut: np.ndarray) -> None:
    reading = pipeline.analyze(encode(astronaut))
    check_reading(reading)
    assert reading.abstained is None
    assert reading.model == "tiny@1"
    assert reading.box == pytest.approx((0.335, 0.19, 0.21, 0.28), abs=0.03)


def test_no_face_is_said(pipeline: Pipeline, empty_room: np.ndarray) -> None:
    reading = pipeline.analyze(encode(empty_room))
    assert (reading.abstained, reading.box) == ("no_face", None)


def test_two_faces_are_said(pipeline: Pipeline, astronaut: np.ndarray) -> None:
    pair = np.hstack([astronaut[:, 60:220], astronaut[:, 60:220]])
    assert pipeline.analyze(encode(pair)).abstained == "several_faces"
    assert len(pipeline.analyze_faces(pair)) == 2


def test_darkness_is_said(pipeline: Pipeline, astronaut: np.ndarray) -> None:
    assert pipeline.analyze(encode((astronaut * 0.15).astype(np.uint8))).abstained == "too_dark"


def test_a_far_face_is_too_small(pipeline: Pipeline, astronaut: np.ndarray, empty_room: np.ndarray) -> None:
    frame = empty_room.copy()
    frame[60:120, 100:180] = cv2.resize(astronaut, (80, 60), interpolation=cv2.INTER_AREA)
    assert pipeline.analyze(encode(frame)).abstained in ("too_small", "no_face")


def test_a_blurred_face_is_said(pipeline: Pipeline, astronaut: np.ndarray) -> None:
    crop = cv2.GaussianBlur(astronaut[26:102, 102:178], (0, 0), 5)
    assert pipeline.analyze_crop(encode(crop)).abstained == "too_blurred"


def test_low_confidence_is_said_with_how_low(
    tmp_path: Path, pipeline: Pipeline, rules: PipelineRules, astronaut: np.ndarray
) -> None:
    demanding = make_model(tmp_path, abstain_below=0.99)
    slot = ModelSlot(lambda path: load_model(path, "onnxruntime", "fp32"), demanding)
    reading = Pipeline(slot, pipeline.detector, rules).analyze_pixels(astronaut)
    assert reading.abstained == "low_confidence"
    assert 0 < reading.confidence < 0.99


def test_a_crop_reads_like_its_frame(pipeline: Pipeline, astronaut: np.ndarray) -> None:
    (face,) = pipeline.detector.detect(astronaut)
    rule, spec = pipeline.card.crop, pipeline.card.input
    crop = crop_face(astronaut, measure_face(face, rule), rule, spec)
    by_crop = pipeline.analyze_crop(encode(cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR), quality=100))
    by_frame = pipeline.analyze_pixels(astronaut)
    np.testing.assert_allclose(by_crop.probabilities, by_frame.probabilities, atol=0.02)
    assert by_crop.box is None


def test_a_crop_must_be_square(pipeline: Pipeline, astronaut: np.ndarray) -> None:
    with pytest.raises(FrameUnsupported):
        pipeline.analyze_crop(encode(astronaut))


def test_a_stream_settles_and_holds(
    pipeline: Pipeline, astronaut: np.ndarray, empty_room: np.ndarray
) -> None:
    track, face, empty = pipeline.start_track(), encode(astronaut), encode(empty_room)
    readings = [pipeline.analyze(face, track, at) for at in (0.0, 0.2, 0.4)]
    assert all(reading.abstained is None and not reading.held for reading in readings)
    assert pipeline.analyze(empty, track, 0.6).held
    assert pipeline.analyze(empty, track, 2.0).abstained == "no_face"


def test_threads_share_one_pipeline(
    pipeline: Pipeline,
    astronaut: np.ndarray,
    empty_room: np.ndarray,
    run_together: Callable[..., list[Reading]],
) -> None:
    face, empty = encode(astronaut), encode(empty_room)
    expected = [pipeline.analyze(face), pipeline.analyze(empty)]
    readings = run_together([lambda data=data: pipeline.analyze(data) for data in (face, empty) * 20])
    assert readings == expected * 20


def test_a_batcher_may_stand_before_the_engine(
    pipeline: Pipeline, rules: PipelineRules, model_directory: Path, astronaut: np.ndarray
) -> None:
    loaded = load_model(model_directory, "onnxruntime", "fp32")
    batcher = Batcher(loaded.engine, max_batch=8, capacity=64)
    slot = ModelSlot(lambda path: LoadedModel(loaded.card, batcher), model_directory)
    queued = Pipeline(slot, pipeline.detector, rules).analyze_pixels(astronaut)
    assert queued.probabilities == pytest.approx(pipeline.analyze_pixels(astronaut).probabilities, abs=1e-5)
    batcher.close()


@settings(max_examples=30, deadline=None)
@given(
    gain=st.floats(0, 3),
    shape=st.tuples(st.integers(1, 400), st.integers(1, 400)),
    degrees=st.floats(-180, 180),
    followed=st.booleans(),
)
def test_any_frame_gets_a_whole_reading(
    pipeline: Pipeline,
    astronaut: np.ndarray,
    gain: float,
    shape: tuple[int, int],
    degrees: float,
    followed: bool,
) -> None:
    matrix = cv2.getRotationMatrix2D((160, 120), degrees, 1)
    frame = cv2.resize(cv2.warpAffine(astronaut, matrix, (320, 240)), shape)
    frame = np.clip(frame * gain, 0, 255).astype(np.uint8)
    track = pipeline.start_track() if followed else None
    for _ in range(2):
        check_reading(pipeline.analyze_pixels(frame, track))


@given(st.lists(st.floats(-60, 60, width=32), min_size=2, max_size=8), st.floats(0.5, 5))
def test_soft_probabilities_add_up_and_keep_their_order(logits: list[float], temperature: float) -> None:
    probabilities = soften(logits, temperature)
    assert probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert probabilities[int(np.argmax(logits))] == probabilities.max()


def test_a_missing_model_or_detector_is_said_in_words(
    tmp_path: Path, model_directory: Path, detector_directory: Path, rules: PipelineRules
) -> None:
    with pytest.raises(CardError, match=r"card\.json"):
        open_pipeline(tmp_path, detector_directory, rules)
    with pytest.raises(DetectorError, match="missing"):
        open_pipeline(model_directory, tmp_path, rules)

"""The released model on a real photograph: label order, both runtimes, what must not change the answer."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from inference.align import crop_face, measure_face, normalise_crop
from inference.card import load_card
from inference.engine import open_engine
from inference.pipeline import Pipeline, open_pipeline
from inference.rules import PipelineRules
from settings import ROOT, load_settings

NAME = load_settings(environ={}).serve.model
DIRECTORY = ROOT / "checkpoints" / "released" / NAME
# FER+ order: the seven of FER2013 as its file numbers them, then contempt.
GOLDEN_LABELS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral", "contempt")


@pytest.fixture(scope="module", params=["fp32", "int8"])
def released(request: pytest.FixtureRequest, detector_directory: str, rules: PipelineRules) -> Pipeline:
    return open_pipeline(DIRECTORY, detector_directory, rules, precision=request.param)


def turn(picture: np.ndarray, degrees: float) -> np.ndarray:
    matrix = cv2.getRotationMatrix2D((140, 80), degrees, 1)
    return cv2.warpAffine(picture, matrix, (320, 240), borderMode=cv2.BORDER_REPLICATE)


def test_the_label_order_is_the_one_we_trained() -> None:
    assert load_card(DIRECTORY).labels == GOLDEN_LABELS


@pytest.mark.parametrize(
    "path", sorted(DIRECTORY.parent.glob("*/model_int8.onnx")), ids=lambda p: p.parent.name
)
def test_int8_reads_the_same_on_processors_that_add_products_in_sixteen_bits(path: Path) -> None:
    constants = onnx.load(path).graph.initializer
    weights = [numpy_helper.to_array(each) for each in constants if each.data_type == onnx.TensorProto.INT8]
    assert len(weights) > 10
    assert all(2 * 255 * np.abs(each.astype(int)).max() <= np.iinfo(np.int16).max for each in weights)


def test_the_astronaut_looks_happy(released: Pipeline, astronaut: np.ndarray) -> None:
    assert released.analyze_pixels(astronaut).label == "happy"


@pytest.mark.parametrize("degrees", [-20, -10, 10, 20])
def test_a_tilted_head_keeps_its_label(released: Pipeline, astronaut: np.ndarray, degrees: float) -> None:
    assert released.analyze_pixels(turn(astronaut, degrees)).label == "happy"


def test_a_mirrored_picture_keeps_its_label(released: Pipeline, astronaut: np.ndarray) -> None:
    mirrored = np.ascontiguousarray(astronaut[:, ::-1])
    there, back = released.analyze_pixels(astronaut), released.analyze_pixels(mirrored)
    assert there.label == back.label
    assert there.probabilities == pytest.approx(back.probabilities, abs=0.2)


@pytest.mark.parametrize("scale", [0.75, 1.5, 2.5])
def test_distance_keeps_the_label(released: Pipeline, astronaut: np.ndarray, scale: float) -> None:
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    picture = cv2.resize(astronaut, None, fx=scale, fy=scale, interpolation=how)
    assert released.analyze_pixels(picture).label == "happy"


def test_a_followed_face_reads_like_a_found_one(released: Pipeline, astronaut: np.ndarray) -> None:
    track = released.start_track()
    readings = [released.analyze_pixels(astronaut, track, at=second / 5) for second in range(6)]
    assert {reading.label for reading in readings} == {"happy"}
    assert readings[-1].confidence == pytest.approx(readings[0].confidence, abs=0.15)


def test_the_runtimes_give_the_same_probabilities(released: Pipeline, astronaut: np.ndarray) -> None:
    card = load_card(DIRECTORY)
    (face,) = released.detector.detect(astronaut)
    crop = crop_face(astronaut, measure_face(face, card.crop), card.crop, card.input)
    noise = np.random.default_rng(3).standard_normal((6, 1, 48, 48)).astype(np.float32)
    faces = np.concatenate([normalise_crop(crop, card.input), noise])
    by_ort = open_engine(card, "onnxruntime", "fp32").run(faces)
    by_openvino = open_engine(card, "openvino", "fp32").run(faces)
    np.testing.assert_allclose(softmax(by_ort), softmax(by_openvino), atol=1e-3)


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)

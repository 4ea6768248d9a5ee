"""Every detector finds the astronaut once, where she is; the cascade follows her for less."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.blazeface import BlazeFace, make_anchors, merge_rows
from inference.cascade import Cascade
from inference.detect import BACK, open_cascade, open_detector
from inference.errors import DetectorError
from inference.face import Detector, Face
from inference.rules import PipelineRules

MIDDLE = np.array([140, 80])  # between eyes and mouth, read off the picture


@pytest.fixture(scope="module")
def cascade(detector_directory: Path, rules: PipelineRules) -> Cascade:
    return open_cascade(detector_directory, rules)


def turn(picture: np.ndarray, degrees: float) -> np.ndarray:
    matrix = cv2.getRotationMatrix2D((160, 120), degrees, 1)
    return cv2.warpAffine(picture, matrix, (320, 240), borderMode=cv2.BORDER_REPLICATE)


@pytest.mark.parametrize("kind", ["blazeface", "haar"])
def test_one_face_where_it_is(
    kind: str, detector_directory: Path, rules: PipelineRules, astronaut: np.ndarray
) -> None:
    faces = open_detector(kind, detector_directory, rules).detect(astronaut)
    assert len(faces) == 1
    middle = np.array([faces[0].x + faces[0].width / 2, faces[0].y + faces[0].height / 2])
    assert np.abs(middle - MIDDLE).max() < 12


def test_nothing_in_an_empty_room(cascade: Cascade, empty_room: np.ndarray) -> None:
    assert cascade.detect(empty_room) == []


@pytest.mark.parametrize("degrees", [-30, -15, 15, 30])
def test_the_eyes_turn_with_the_head(cascade: Cascade, astronaut: np.ndarray, degrees: float) -> None:
    (face,) = cascade.detect(turn(astronaut, degrees))
    across = face.points[1] - face.points[0]
    assert np.degrees(np.arctan2(across[1], across[0])) == pytest.approx(-degrees, abs=7)


@pytest.mark.parametrize("shape", [(240, 320), (320, 240), (720, 1280), (33, 500), (1, 1), (1, 900)])
def test_any_shape_is_searched(cascade: Cascade, shape: tuple[int, int]) -> None:
    assert cascade.detect(np.zeros((*shape, 3), np.uint8)) == []


def test_points_and_box_scale_with_the_picture(cascade: Cascade, astronaut: np.ndarray) -> None:
    (small,) = cascade.detect(astronaut)
    (large,) = cascade.detect(cv2.resize(astronaut, (960, 720), interpolation=cv2.INTER_CUBIC))
    np.testing.assert_allclose(large.points / 3, small.points, atol=2.5)


def test_the_cascade_follows_a_moved_face(cascade: Cascade, astronaut: np.ndarray) -> None:
    (before,) = cascade.detect(astronaut)
    after = cascade.follow(np.roll(astronaut, (6, 12), axis=(0, 1)), before)
    assert after is not None
    np.testing.assert_allclose(after.points[:4] - before.points[:4], [[12, 6]] * 4, atol=3)


def test_the_cascade_admits_that_the_face_is_gone(
    cascade: Cascade, astronaut: np.ndarray, empty_room: np.ndarray
) -> None:
    (before,) = cascade.detect(astronaut)
    assert cascade.follow(empty_room, before) is None


def test_a_face_off_the_frame_is_not_followed(cascade: Cascade, astronaut: np.ndarray) -> None:
    gone = Face(-500, -500, 1, 1, 0.9, np.zeros((6, 2), np.float32))
    assert cascade.follow(astronaut, gone) is None


def test_anchors_are_what_the_network_answers_for() -> None:
    anchors = make_anchors()
    assert anchors.shape == (896, 2)
    np.testing.assert_allclose(anchors[[0, 1, 2, 512]], [[1 / 32] * 2] * 2 + [[3 / 32, 1 / 32], [1 / 16] * 2])


ROW = st.tuples(*[st.floats(0, 256, width=32)] * 4, st.floats(0.625, 1, width=32))


@settings(max_examples=100, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12))
def test_merging_keeps_the_best_and_separates_the_rest(found: list[tuple[float, ...]]) -> None:
    rows = np.zeros((len(found), 16), np.float32)
    rows[:, :4] = [row[:4] for row in found]
    scores = np.array([row[4] for row in found], np.float32)
    merged = merge_rows(rows, scores)
    assert 1 <= len(merged) <= len(found)
    assert merged[0][1] == scores.max()
    assert [score for _, score in merged] == sorted((score for _, score in merged), reverse=True)
    assert all((row[:4] >= -1e-3).all() and (row[:4] <= 256.01).all() for row, _ in merged)


@pytest.mark.parametrize("kind", ["blazeface", "yolo"])
def test_what_cannot_be_opened_is_said_in_words(tmp_path: Path, rules: PipelineRules, kind: str) -> None:
    with pytest.raises(DetectorError, match=r"missing|not known"):
        open_detector(kind, tmp_path, rules)


def test_a_network_of_another_kind_is_refused(model_directory: Path) -> None:
    with pytest.raises(DetectorError, match="not a BlazeFace"):
        BlazeFace(model_directory / "model.onnx", 0.6)


def test_centerface_is_found_or_named(
    monkeypatch: pytest.MonkeyPatch, detector_directory: Path, rules: PipelineRules
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(DetectorError, match="pip install"):
        open_detector("centerface", detector_directory, rules)


def test_threads_do_not_share_scratch_memory(
    detector_directory: Path,
    astronaut: np.ndarray,
    empty_room: np.ndarray,
    run_together: Callable[..., list[int]],
) -> None:
    detector: Detector = BlazeFace(detector_directory / BACK, 0.6)
    counts = run_together(
        [lambda picture=picture: len(detector.detect(picture)) for picture in (astronaut, empty_room) * 20]
    )
    assert counts == [1, 0] * 20

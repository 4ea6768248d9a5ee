"""The crop is where the card says: eyes level, at fixed places, at the right size, in the right numbers."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from inference.align import crop_face, fit_crop, measure_face, normalise_crop
from inference.card import CropRule, InputSpec
from inference.face import Face

RULE = CropRule(eye_distance=0.37, eye_y=0.39, eye_to_mouth=0.4)
GRAY = InputSpec(48, 1, "gray", 255, (0.5,), (0.25,))
RGB = InputSpec(48, 3, "rgb", 255, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225))


def make_face(left: tuple[float, float], right: tuple[float, float], nose: float = 0.0) -> Face:
    """A face whose mouth stands square below the eyes, with the nose `nose` eye distances to the right."""
    a, b = np.array(left, float), np.array(right, float)
    across = b - a
    down = np.array([-across[1], across[0]])
    middle = (a + b) / 2
    points = np.array([a, b, middle + 0.5 * down + nose * across, middle + down, a, b], np.float32)
    return Face(0, 0, 10, 10, 0.9, points)


def draw_dots(face: Face) -> np.ndarray:
    """A black frame with a white dot at each eye."""
    frame = np.zeros((240, 320, 3), np.uint8)
    for x, y in face.points[:2]:
        cv2.circle(
            frame, (round((x - 0.5) * 16), round((y - 0.5) * 16)), 5 * 16, (255, 255, 255), -1, shift=4
        )
    return frame


def find_dots(crop: np.ndarray) -> list[tuple[float, float]]:
    half = crop.shape[1] // 2
    places = []
    for start, part in ((0, crop[:, :half]), (half, crop[:, half:])):
        weights = part.astype(float)
        rows, columns = np.indices(part.shape)
        x = (weights * (columns + 0.5)).sum() / weights.sum() + start
        places.append((x / crop.shape[1], (weights * (rows + 0.5)).sum() / weights.sum() / crop.shape[0]))
    return places


@pytest.mark.parametrize("distance", [18, 36, 60, 90])
@pytest.mark.parametrize("degrees", [-40, 0, 25])
def test_the_eyes_land_where_the_card_says(distance: float, degrees: float) -> None:
    angle = np.radians(degrees)
    step = np.array([np.cos(angle), np.sin(angle)]) * distance / 2
    face = make_face(tuple(np.array([160, 110]) - step), tuple(np.array([160, 110]) + step))
    rule = replace(RULE, eye_to_mouth=None)
    crop = crop_face(draw_dots(face), measure_face(face, rule), rule, GRAY)
    np.testing.assert_allclose(find_dots(crop), [(0.315, 0.39), (0.685, 0.39)], atol=0.012)


def test_a_turned_head_is_measured_by_its_mouth() -> None:
    frontal = measure_face(make_face((140, 100), (180, 100)), RULE)
    narrow = make_face((150, 100), (170, 100))
    narrow.points[3] = (160, 100 + 0.4 * frontal.side)
    assert measure_face(narrow, RULE).side == pytest.approx(frontal.side, rel=0.01)


@pytest.mark.parametrize("degrees", [0, 30, 170])
def test_yaw_does_not_depend_on_roll(degrees: float) -> None:
    step = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))]) * 20
    face = make_face(tuple(100 - step), tuple(100 + step), nose=0.3)
    assert measure_face(face, RULE).yaw == pytest.approx(0.3, abs=1e-3)


def test_without_points_the_box_places_the_crop() -> None:
    face = Face(100, 60, 80, 80, 1.0, np.full((6, 2), np.nan, np.float32))
    place = measure_face(face, RULE)
    assert (place.side, place.roll, place.x) == (80, 0, 140)
    assert place.y - RULE.eye_y * 80 == pytest.approx(60)


def test_points_that_differ_by_a_last_bit_cut_the_same_crop() -> None:
    """A browser's detector adds up in another order."""
    there = make_face((140.2, 100.0), (180.0, 100.0))
    other = replace(there, points=np.nextafter(there.points, np.float32(1e6)))
    assert (there.points != other.points).all()
    assert measure_face(other, RULE) == measure_face(there, RULE)


def test_points_on_one_spot_are_no_points() -> None:
    face = replace(make_face((50, 50), (50, 50)), width=30.0, height=30.0)
    assert measure_face(face, RULE).side == 30


def test_a_large_face_is_averaged_not_sampled() -> None:
    stripes = np.zeros((480, 640, 3), np.uint8)
    stripes[:, ::2] = 255
    face = make_face((284, 240), (356, 240))
    crop = crop_face(stripes, measure_face(face, RULE), RULE, GRAY)
    assert crop.std() < 8
    assert crop.mean() == pytest.approx(127, abs=4)


def test_a_face_at_the_edge_repeats_the_edge() -> None:
    frame = np.full((240, 320, 3), 90, np.uint8)
    crop = crop_face(frame, measure_face(make_face((0, 5), (60, 5)), RULE), RULE, GRAY)
    assert (crop == 90).all()


def test_numbers_follow_the_card() -> None:
    crop = np.full((48, 48), 255, np.uint8)
    grey = normalise_crop(crop, GRAY)
    assert grey.shape == (1, 1, 48, 48)
    assert grey.dtype == np.float32
    assert grey.max() == pytest.approx(2.0)


def test_colour_arrives_red_first() -> None:
    frame = np.zeros((240, 320, 3), np.uint8)
    frame[..., 2] = 255
    crop = crop_face(frame, measure_face(make_face((140, 100), (180, 100)), RULE), RULE, RGB)
    values = normalise_crop(crop, RGB)[0].mean((1, 2))
    np.testing.assert_allclose(values, [(1 - 0.485) / 0.229, -0.456 / 0.224, -0.406 / 0.225], rtol=1e-5)


def test_a_grey_crop_fills_three_channels() -> None:
    spec = replace(GRAY, channels=3, mean=(0.5,) * 3, std=(0.25,) * 3)
    assert normalise_crop(np.full((48, 48), 128, np.uint8), spec).shape == (1, 3, 48, 48)


@pytest.mark.parametrize("side", [24, 48, 96, 112])
def test_a_browsers_crop_is_fitted(side: int) -> None:
    picture = np.full((side, side, 3), (10, 20, 30), np.uint8)
    assert fit_crop(picture, GRAY).shape == (48, 48)
    assert fit_crop(picture, RGB)[0, 0].tolist() == [30, 20, 10]

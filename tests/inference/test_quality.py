"""A face that cannot be read honestly gets its reason."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inference.align import Placement
from inference.card import Quality
from inference.quality import judge_crop, judge_placement

LIMITS = Quality(min_face_px=30, min_brightness=35, min_sharpness=0.012, max_yaw=0.55)
SHARP = np.random.default_rng(0).integers(60, 200, (48, 48), np.uint8)


@pytest.mark.parametrize(
    ("side", "yaw", "reason"),
    [(80, 0.1, None), (29, 0.1, "too_small"), (80, 0.6, "turned_away"), (80, -0.6, "turned_away")],
)
def test_placements(side: float, yaw: float, reason: str | None) -> None:
    assert judge_placement(Placement(100, 100, 0.0, side, yaw), LIMITS) == reason


@pytest.mark.parametrize(
    ("crop", "reason"),
    [
        (SHARP, None),
        (np.dstack([SHARP] * 3), None),
        (SHARP // 8, "too_dark"),
        (cv2.resize(SHARP[:6, :6], (48, 48), interpolation=cv2.INTER_CUBIC), "too_blurred"),
        (np.full((48, 48), 128, np.uint8), "too_blurred"),
        (np.full((48, 48, 3), 0, np.uint8), "too_dark"),
    ],
)
def test_crops(crop: np.ndarray, reason: str | None) -> None:
    assert judge_crop(crop, LIMITS) == reason


def test_sharpness_does_not_depend_on_contrast() -> None:
    soft = cv2.GaussianBlur(SHARP, (0, 0), 1.0)
    flat = (soft.astype(float) / 2 + 60).astype(np.uint8)
    assert judge_crop(soft, LIMITS) is judge_crop(flat, LIMITS) is None

"""Say when a face gives no honest reading, and why. It measures the crop the classifier would see."""

from __future__ import annotations

import cv2
import numpy as np

from inference.align import Placement
from inference.array import Pixels
from inference.card import Quality

NO_FACE = "no_face"
TOO_SMALL = "too_small"
TOO_DARK = "too_dark"
TOO_BLURRED = "too_blurred"
TURNED_AWAY = "turned_away"
LOW_CONFIDENCE = "low_confidence"
SEVERAL_FACES = "several_faces"
REASONS = (NO_FACE, TOO_SMALL, TOO_DARK, TOO_BLURRED, TURNED_AWAY, LOW_CONFIDENCE, SEVERAL_FACES)


def judge_placement(place: Placement, limits: Quality) -> str | None:
    """Refuse a face that is too small or turned away, before any pixel is touched."""
    if place.side < limits.min_face_px:
        return TOO_SMALL
    if abs(place.yaw) > limits.max_yaw:
        return TURNED_AWAY
    return None


def judge_crop(crop: Pixels, limits: Quality) -> str | None:
    """Refuse a crop that is too dark or too blurred."""
    grey = np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY) if crop.ndim == 3 else crop, np.uint8)
    mean, deviation = (float(value[0, 0]) for value in cv2.meanStdDev(grey))
    if mean < limits.min_brightness:
        return TOO_DARK
    if measure_sharpness(grey, deviation) < limits.min_sharpness:
        return TOO_BLURRED
    return None


def measure_sharpness(grey: Pixels, deviation: float) -> float:
    """Divide the variance of the Laplacian (4 neighbours, mirrored edge) by that of the grey."""
    if deviation < 1:
        return 0.0
    edges = cv2.Laplacian(grey, cv2.CV_16S)
    return float(np.square(cv2.meanStdDev(edges)[1][0, 0])) / deviation**2

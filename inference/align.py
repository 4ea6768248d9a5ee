"""Cut the classifier's crop out of a frame. Python and the browser follow exactly these steps:

1. Grey: y = 0.299 r + 0.587 g + 0.114 b, rounded to 8 bits. (Colour models skip this step.)
2. Geometry from the two eyes and the mouth, each taken to the nearest 1/16 pixel, see `measure_face`: eye
   midpoint at x = 0.5 and y = `eye_y` of the crop, roll removed, side = max(eyes / `eye_distance`, eyes to
   mouth / `eye_to_mouth`).
3. k = side / size, rounded half up, between 1 and 4. A crop of (size * k) pixels is sampled bilinearly,
   pixel centres at +0.5, the frame's edge pixels repeated outside it.
4. Every k x k block becomes its mean, rounded: what a plain bilinear sample of a large face would alias.
5. x = (pixels / scale - mean) / std, float32, (1, C, S, S); colour in red-green-blue order.

OpenCV samples at 1/32 pixel, so another implementation may differ by a few grey levels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from inference.array import Doubles, Floats, Pixels
from inference.card import CropRule, InputSpec
from inference.face import Face

MAX_OVERSAMPLING = 4
SAME_SPOT_PX = 1e-3
POINT_STEPS = 16  # a pixel; two runtimes' detectors differ in a last bit, and cut the same crop all the same


@dataclass(frozen=True)
class Placement:
    """Where the crop lies in the frame: the eyes' midpoint, the roll, and the crop's side in pixels."""

    x: float
    y: float
    roll: float  # radians, clockwise in the picture
    side: float
    yaw: float  # the nose's distance beside the eyes' midpoint, in eye distances; 0 looks at the camera


def measure_face(face: Face, rule: CropRule) -> Placement:
    """Place the crop by the key points, or by the box alone where the detector knows no points."""
    points = np.round(face.points[:4] * POINT_STEPS) / POINT_STEPS
    (left_x, left_y), (right_x, right_y), (nose_x, nose_y), (mouth_x, mouth_y) = points.tolist()
    across_x, across_y = right_x - left_x, right_y - left_y
    distance = math.hypot(across_x, across_y)
    if not distance >= SAME_SPOT_PX:  # also when a point is missing: then it is not a number
        return _place_by_box(face, rule)
    x, y = (left_x + right_x) / 2, (left_y + right_y) / 2
    side = max(distance / rule.eye_distance, _measure_by_mouth(mouth_x - x, mouth_y - y, rule))
    yaw = ((nose_x - x) * across_x + (nose_y - y) * across_y) / distance**2
    return Placement(x, y, math.atan2(across_y, across_x), side, yaw)


def _measure_by_mouth(across: float, down: float, rule: CropRule) -> float:
    length = math.hypot(across, down)
    return 0.0 if rule.eye_to_mouth is None or math.isnan(length) else length / rule.eye_to_mouth


def _place_by_box(face: Face, rule: CropRule) -> Placement:
    """A box around a face is close to a training crop as it stands."""
    side = max(face.side, 1.0)
    return Placement(
        face.x + face.width / 2, face.y + face.height / 2 + side * (rule.eye_y - 0.5), 0.0, side, 0.0
    )


def crop_face(frame: Pixels, place: Placement, rule: CropRule, spec: InputSpec) -> Pixels:
    """Sample the aligned crop: (S, S) grey or (S, S, 3) red-green-blue."""
    source = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY) if spec.color == "gray" else frame
    block = min(max(math.floor(place.side / spec.size + 0.5), 1), MAX_OVERSAMPLING)
    fine = spec.size * block
    matrix = _map_crop_to_frame(place, rule, fine)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    crop = cv2.warpAffine(source, matrix, (fine, fine), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    if block > 1:
        crop = cv2.resize(crop, (spec.size, spec.size), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(crop, cv2.COLOR_BGR2RGB) if spec.color == "rgb" else crop, np.uint8)


def _map_crop_to_frame(place: Placement, rule: CropRule, fine: int) -> Doubles:
    """Give the 2x3 matrix from pixel indices of the crop to pixel indices of the frame."""
    step = place.side / fine
    cosine, sine = math.cos(place.roll) * step, math.sin(place.roll) * step
    # Index i stands for the point i + 0.5, in the crop and in the frame.
    x0, y0 = 0.5 - 0.5 * fine, 0.5 - rule.eye_y * fine
    return np.array(
        [
            [cosine, -sine, place.x - 0.5 + cosine * x0 - sine * y0],
            [sine, cosine, place.y - 0.5 + sine * x0 + cosine * y0],
        ]
    )


def fit_crop(image: Pixels, spec: InputSpec) -> Pixels:
    """Bring a crop that a browser has aligned already to the model's size and colour."""
    if image.shape[:2] != (spec.size, spec.size):
        how = cv2.INTER_AREA if image.shape[0] > spec.size else cv2.INTER_LINEAR
        image = np.asarray(cv2.resize(image, (spec.size, spec.size), interpolation=how), np.uint8)
    code = cv2.COLOR_BGR2GRAY if spec.color == "gray" else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(image, code), np.uint8)


def normalise_crop(crop: Pixels, spec: InputSpec) -> Floats:
    """Turn a crop into the network's input, (1, C, S, S)."""
    planes = crop[None] if crop.ndim == 2 else crop.transpose(2, 0, 1)
    if len(planes) < spec.channels:
        planes = np.repeat(planes, spec.channels, axis=0)
    mean = np.array(spec.mean, np.float32)[:, None, None]
    std = np.array(spec.std, np.float32)[:, None, None]
    x: Floats = (planes.astype(np.float32) / np.float32(spec.scale) - mean) / std
    return np.ascontiguousarray(x)[None]

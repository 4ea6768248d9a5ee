"""Frames for comparing the browser with the server: pictures of faces changed in ways fixed in advance."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from skimage import data

from inference.array import Pixels

WIDTH, HEIGHT = 320, 240
PORTRAIT = (
    slice(0, 300),
    slice(30, 430),
)  # head and shoulders of scikit-image's astronaut (NASA, public domain)
SIZES = (0.7, 1.0, 1.4)
ROLLS = (-14, -5, 0, 4, 9)
LIGHTS = ((1.0, 0), (0.6, 10), (1.25, -20))
SHIFTS = ((0, 0), (-22, 8), (16, -6))
BLURRED_EACH = 5


@dataclass(frozen=True)
class Frame:
    """One picture and how it was made."""

    name: str
    pixels: Pixels  # blue-green-red

    @property
    def rgba(self) -> str:
        """What a canvas holds, as base64."""
        return base64.b64encode(cv2.cvtColor(self.pixels, cv2.COLOR_BGR2RGBA).tobytes()).decode()


def load_portrait() -> Pixels:
    """The portrait as a webcam would show it."""
    return fit_frame(cv2.cvtColor(data.astronaut()[PORTRAIT], cv2.COLOR_RGB2BGR))


def fit_frame(picture: np.ndarray) -> Pixels:
    """Bring a picture of the same shape to the size of a frame."""
    return np.asarray(cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def make_frames(name: str, picture: Pixels) -> list[Frame]:
    """One picture larger and smaller, tilted and darker in every combination, moved a little each time."""
    return list(_change(name, picture))


def _change(name: str, picture: Pixels) -> Iterator[Frame]:
    for index, (size, roll, (contrast, brightness)) in enumerate(product(SIZES, ROLLS, LIGHTS)):
        shift = SHIFTS[index % len(SHIFTS)]
        matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), roll, size)
        matrix[:, 2] += shift
        turned = cv2.warpAffine(picture, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
        frame = cv2.convertScaleAbs(turned, alpha=contrast, beta=brightness)
        if index % 2:
            frame = np.ascontiguousarray(frame[:, ::-1])
        if index % BLURRED_EACH == 0:
            frame = cv2.GaussianBlur(frame, (0, 0), 1.0)
        yield Frame(f"{name} {size} {roll} {contrast} {shift}", np.asarray(frame, np.uint8))

"""OpenCV's Haar cascade, selectable for comparison with earlier projects. It knows boxes, no key points."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np

from inference.array import Pixels
from inference.errors import DetectorError
from inference.face import Face

# The values the earlier projects used: a step of 30 % between scales, five neighbours.
SCALE_STEP = 1.3
NEIGHBOURS = 5


class Haar:
    """The frontal-face cascade that OpenCV 4 ships."""

    def __init__(self) -> None:
        folder = getattr(getattr(cv2, "data", None), "haarcascades", "")
        self._path = Path(folder) / "haarcascade_frontalface_default.xml"
        if not hasattr(cv2, "CascadeClassifier") or not self._path.is_file():
            raise DetectorError("This OpenCV has no Haar cascades; install opencv-python-headless 4.x.")
        self._local = threading.local()

    def detect(self, image_bgr: Pixels) -> list[Face]:
        """Return the faces of a picture, best first."""
        if not hasattr(self._local, "cascade"):  # a cascade keeps scratch memory and must not be shared
            self._local.cascade = cv2.CascadeClassifier(str(self._path))
        grey = cv2.cvtColor(image_bgr, cv2.COLOR_BGR2GRAY)
        boxes, _, weights = self._local.cascade.detectMultiScale3(
            grey, scaleFactor=SCALE_STEP, minNeighbors=NEIGHBOURS, outputRejectLevels=True
        )
        unknown = np.full((6, 2), np.nan, np.float32)
        found = [
            Face(float(x), float(y), float(width), float(height), float(weight), unknown)
            for (x, y, width, height), weight in zip(boxes, weights, strict=True)
        ]
        return sorted(found, key=lambda face: -face.score)

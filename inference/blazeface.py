"""BlazeFace in ONNX Runtime: letterboxing, the anchors its two variants were trained with, and a weighted
non-maximum suppression. It knows nothing of video; `cascade.py` does.
"""

from __future__ import annotations

import math
import threading
from pathlib import Path

import cv2
import numpy as np

from inference.array import Floats, Pixels
from inference.engine import open_onnx_session
from inference.errors import DetectorError
from inference.face import Face

# Both variants answer for a 16x16 grid with 2 anchors a cell and an 8x8 grid with 6.
GRIDS = ((16, 2), (8, 6))
SAME_FACE_OVERLAP = 0.3  # boxes overlapping more speak of one face and are averaged, as in the paper
POINTS = 6


class BlazeFace:
    """One variant of the network: `back` (256 px, also small faces) or `front` (128 px, large faces)."""

    def __init__(self, path: Path, score: float, threads: int = 1) -> None:
        self._session = open_onnx_session(path, threads)
        entry = self._session.get_inputs()[0]
        if len(entry.shape) != 4 or entry.shape[1] != entry.shape[2]:
            raise DetectorError(f"{path.name} is not a BlazeFace network.")
        self._input = entry.name
        self._size = int(entry.shape[1])
        self._anchors = make_anchors()
        self._least_logit = math.log(score / (1 - score))
        self._local = threading.local()

    def detect(self, image_bgr: Pixels) -> list[Face]:
        """Return the faces of a picture, best first."""
        scale, left, top = self._fill_input(image_bgr)
        scores16, scores8, boxes16, boxes8 = self._session.run(None, {self._input: self._local.batch})
        logits = np.concatenate((scores16.reshape(-1), scores8.reshape(-1)))
        kept = np.flatnonzero(logits > self._least_logit)
        if not kept.size:
            return []
        raw = np.concatenate((boxes16.reshape(-1, 4 + 2 * POINTS), boxes8.reshape(-1, 4 + 2 * POINTS)))[kept]
        rows = decode_boxes(raw, self._anchors[kept], self._size)
        scores = 1 / (1 + np.exp(-logits[kept]))
        faces = merge_rows(rows, scores)
        return [make_face(row, score, scale, left, top) for row, score in faces]

    def _fill_input(self, image: Pixels) -> tuple[float, float, float]:
        """Write the letterboxed picture into this thread's input and return (scale, left, top)."""
        size = self._size
        if not hasattr(self._local, "batch"):  # fresh pages for every call would cost as much as the resize
            self._local.canvas = np.zeros((size, size, 3), np.uint8)
            self._local.batch = np.zeros((1, size, size, 3), np.float32)
        canvas: Pixels = self._local.canvas
        height, width = image.shape[:2]
        scale = size / max(height, width)
        new_width, new_height = max(round(width * scale), 1), max(round(height * scale), 1)
        left, top = (size - new_width) // 2, (size - new_height) // 2
        canvas.fill(0)
        how = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_LINEAR
        resized = cv2.resize(image, (new_width, new_height), interpolation=how)
        cv2.cvtColor(resized, cv2.COLOR_BGR2RGB, canvas[top : top + new_height, left : left + new_width])
        batch: Floats = self._local.batch
        np.multiply(canvas, np.float32(1 / 127.5), out=batch[0], dtype=np.float32)
        np.subtract(batch, np.float32(1), out=batch)
        return scale, left, top


def make_anchors() -> Floats:
    """Give the centre of every anchor as shares of the picture, (896, 2) x and y."""
    anchors = []
    for cells, repeats in GRIDS:
        centres = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        x, y = np.meshgrid(centres, centres)
        anchors.append(np.repeat(np.stack((x, y), -1).reshape(-1, 2), repeats, axis=0))
    return np.concatenate(anchors)


def decode_boxes(raw: Floats, anchors: Floats, size: int) -> Floats:
    """Turn offsets into (N, 16) rows of input pixels: centre, width, height, then six points."""
    rows = raw.copy()
    offsets = anchors * size
    rows[:, 0:2] += offsets
    rows[:, 4::2] += offsets[:, :1]
    rows[:, 5::2] += offsets[:, 1:]
    return rows


def merge_rows(rows: Floats, scores: Floats) -> list[tuple[Floats, float]]:
    """Average rows that overlap the best one, weighted by score, until none is left."""
    merged = []
    order = np.argsort(-scores)
    rows, scores = rows[order], scores[order]
    while len(rows):
        close = overlap_first(rows) > SAME_FACE_OVERLAP
        close[0] = True  # a box without area overlaps nothing, not even itself
        weights = scores[close]
        merged.append(((rows[close] * weights[:, None]).sum(0) / weights.sum(), float(scores[0])))
        rows, scores = rows[~close], scores[~close]
    return merged


def overlap_first(rows: Floats) -> Floats:
    """Give each row's intersection over union with the first."""
    sizes = np.maximum(rows[:, 2:4], 0)
    low = rows[:, :2] - sizes / 2
    high = low + sizes
    common = np.maximum(np.minimum(high, high[0]) - np.maximum(low, low[0]), 0)
    shared = common[:, 0] * common[:, 1]
    areas = sizes[:, 0] * sizes[:, 1]
    shares: Floats = shared / np.maximum(areas + areas[0] - shared, 1e-6)
    return shares


def make_face(row: Floats, score: float, scale: float, left: float, top: float) -> Face:
    """Take one merged row from the network's input back to the picture."""
    points = (row[4:].reshape(POINTS, 2) - np.array([left, top], np.float32)) / np.float32(scale)
    x, y, width, height = (float(value) for value in row[:4])
    return Face(
        x=(x - width / 2 - left) / scale,
        y=(y - height / 2 - top) / scale,
        width=width / scale,
        height=height / scale,
        score=score,
        points=points.astype(np.float32),
    )

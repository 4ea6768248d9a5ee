"""One detection: a box, a score and six points, in pixels of the frame. It knows no network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from inference.array import Floats, Pixels


@dataclass(frozen=True, eq=False)
class Face:
    """A face in a frame. `points` (6, 2): the eye on the picture's left, the other eye, nose, mouth, ears.

    Missing points are NaN: Haar knows none, CenterFace no ears.
    """

    x: float
    y: float
    width: float
    height: float
    score: float
    points: Floats

    @property
    def side(self) -> float:
        """Measure the face as one length."""
        return float(max(self.width, self.height))

    def box_in(self, frame: Pixels) -> tuple[float, float, float, float]:
        """Give the box as shares of the frame, cut to what is visible."""
        height, width = frame.shape[:2]
        left, top = max(self.x, 0.0), max(self.y, 0.0)
        right, bottom = min(self.x + self.width, width), min(self.y + self.height, height)
        return left / width, top / height, max(right - left, 0.0) / width, max(bottom - top, 0.0) / height

    def overlap(self, other: Face) -> float:
        """Give the share of the union that both boxes cover."""
        right = min(self.x + self.width, other.x + other.width)
        bottom = min(self.y + self.height, other.y + other.height)
        common = max(right - max(self.x, other.x), 0.0) * max(bottom - max(self.y, other.y), 0.0)
        union = self.width * self.height + other.width * other.height - common
        return common / union if union > 0 else 0.0

    def shifted(self, x: float, y: float) -> Face:
        """Move a face found in a part of a frame to the frame's own coordinates."""
        points = self.points + np.array([x, y], np.float32)
        return Face(self.x + x, self.y + y, self.width, self.height, self.score, points)


class Detector(Protocol):
    """An object that finds faces; safe to call from several threads."""

    def detect(self, image_bgr: Pixels) -> list[Face]:
        """Return the faces of a picture, best first."""

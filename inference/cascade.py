"""Spend little on an easy frame: beside the last face the small BlazeFace is enough, anywhere else the large
one looks. It keeps no state of its own; the caller says where the last face was.
"""

from __future__ import annotations

from inference.array import Pixels
from inference.face import Detector, Face

# A face cannot double or halve between two frames; a find that says so is something else.
LARGEST_GROWTH = 1.6


class Cascade:
    """Two detectors as one: `detect` searches a whole frame, `follow` only around a known face."""

    def __init__(self, whole: Detector, close: Detector, region_scale: float) -> None:
        self._whole = whole
        self._close = close
        self._region_scale = region_scale

    def detect(self, image_bgr: Pixels) -> list[Face]:
        """Return the faces of a picture, best first."""
        return self._whole.detect(image_bgr)

    def follow(self, image_bgr: Pixels, last: Face) -> Face | None:
        """Find the face again near where it was, or admit that it needs a whole search."""
        left, top, right, bottom = self._place_window(image_bgr, last)
        if right - left < 2 or bottom - top < 2:
            return None
        found = self._close.detect(image_bgr[top:bottom, left:right])
        moved = [face.shifted(left, top) for face in found]
        likely = [face for face in moved if _could_be(face, last)]
        return max(likely, key=last.overlap) if likely else None

    def _place_window(self, image: Pixels, last: Face) -> tuple[int, int, int, int]:
        height, width = image.shape[:2]
        side = min(round(last.side * self._region_scale), width, height)
        left = round(last.x + last.width / 2 - side / 2)
        top = round(last.y + last.height / 2 - side / 2)
        left, top = min(max(left, 0), width - side), min(max(top, 0), height - side)
        return left, top, left + side, top + side


def _could_be(face: Face, last: Face) -> bool:
    return last.overlap(face) > 0 and 1 / LARGEST_GROWTH < face.side / last.side < LARGEST_GROWTH

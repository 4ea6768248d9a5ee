"""Draw a reading onto a picture: an outline round the face and a line of words that can be read anywhere.

Colours come from the caller. Words say how a face looks, never how a person is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import cv2
import numpy as np

from inference.array import Pixels
from inference.reading import Reading

Colour: TypeAlias = tuple[int, int, int]  # blue, green, red, as OpenCV draws
Edges: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom

INK = (32, 28, 26)
PAPER = (255, 255, 255)
UNKNOWN = (150, 150, 150)
DASH_PX = 10
FONT = cv2.FONT_HERSHEY_SIMPLEX

REASONS = {
    "no_face": "no face",
    "too_small": "too far away",
    "too_dark": "too dark",
    "too_blurred": "too blurred",
    "turned_away": "turned away",
    "low_confidence": "not sure",
    "several_faces": "several faces",
}


def describe_reading(reading: Reading) -> str:
    """Put a reading into the few words that fit beside a face."""
    if reading.abstained is not None:
        return f"can't tell: {REASONS.get(reading.abstained, reading.abstained)}"
    return f"looks {reading.label}, {reading.confidence:.0%}"


def draw_readings(picture: Pixels, readings: Sequence[tuple[Reading, Colour]]) -> None:
    """Draw every reading in its colour, in place. What cannot be told gets a dashed grey outline."""
    taken: list[Edges] = []
    for reading, colour in readings:
        if not reading.held:  # a held reading's face is not there any more
            _draw_outline(picture, reading, colour)
    for reading, colour in readings:
        box = _place_box(picture, reading.box) if reading.box else (0, 0, 0, 0)
        shown = colour if reading.abstained is None else UNKNOWN
        taken.append(_draw_beside(picture, describe_reading(reading), box, shown, taken))


def draw_words(picture: Pixels, words: str, left: int, bottom: int, colour: Colour) -> None:
    """Write white on ink, with a chip of the colour, above the point; moved inside where it would be cut."""
    scale, thickness = _choose_letters(picture)
    height = cv2.getTextSize(words, FONT, scale, thickness)[0][1]
    margin = max(round(height * 0.5), 3)
    left, top, right, end = _place_words(picture, words, left, bottom)
    cv2.rectangle(picture, (left, top), (right, end), INK, -1)
    chip = (left + margin, top + margin)
    cv2.rectangle(picture, chip, (chip[0] + height, end - margin), colour, -1)
    place = (chip[0] + height + margin, top + margin + height)
    cv2.putText(picture, words, place, FONT, scale, PAPER, thickness, cv2.LINE_AA)


def _draw_outline(picture: Pixels, reading: Reading, colour: Colour) -> None:
    if reading.box is None:
        return
    edges, width = _place_box(picture, reading.box), max(round(_choose_letters(picture)[0] * 3), 2)
    if reading.abstained is None:
        cv2.rectangle(picture, edges[:2], edges[2:], colour, width, cv2.LINE_AA)
    else:
        _draw_dashes(picture, edges, width)


def _draw_beside(picture: Pixels, words: str, box: Edges, colour: Colour, taken: list[Edges]) -> Edges:
    """Write above the box, or below or above that where other words stand; give the place used."""
    left, top, _, bottom = box
    _, start, _, end = _place_words(picture, words, left, top)
    height = end - start
    choices = [top, bottom + height, top - height, bottom + 2 * height, top - 2 * height]
    places = [_place_words(picture, words, left, choice) for choice in choices]
    free = [i for i, place in enumerate(places) if not any(_overlap(place, other) for other in taken)]
    chosen = free[0] if free else 0
    draw_words(picture, words, left, choices[chosen], colour)
    return places[chosen]


def _place_words(picture: Pixels, words: str, left: int, bottom: int) -> Edges:
    scale, thickness = _choose_letters(picture)
    (width, height), below = cv2.getTextSize(words, FONT, scale, thickness)
    margin = max(round(height * 0.5), 3)
    full_width, full_height = width + height + 3 * margin, height + below + 2 * margin
    left = max(min(left, picture.shape[1] - full_width), 0)
    top = max(min(bottom, picture.shape[0]) - full_height, 0)
    return left, top, left + full_width, top + full_height


def _overlap(one: Edges, other: Edges) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _choose_letters(picture: Pixels) -> tuple[float, int]:
    """Choose a size and thickness that stay readable when the picture is shown about 600 pixels high."""
    shorter: int = min(picture.shape[:2])
    scale = max(shorter / 700, 0.45)
    return scale, max(round(scale * 1.6), 1)


def _place_box(picture: Pixels, box: tuple[float, float, float, float]) -> Edges:
    height, width = picture.shape[:2]
    x, y, w, h = box
    return round(x * width), round(y * height), round((x + w) * width), round((y + h) * height)


def _draw_dashes(picture: Pixels, edges: Edges, width: int) -> None:
    left, top, right, bottom = edges
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    for start, end in pairwise(corners):
        length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
        steps = np.linspace(0, 1, max(length // DASH_PX, 2))
        for a, b in zip(steps[::2], steps[1::2], strict=False):
            cv2.line(picture, _between(start, end, a), _between(start, end, b), UNKNOWN, width, cv2.LINE_AA)


def _between(start: tuple[int, int], end: tuple[int, int], share: float) -> tuple[int, int]:
    return round(start[0] + (end[0] - start[0]) * share), round(start[1] + (end[1] - start[1]) * share)

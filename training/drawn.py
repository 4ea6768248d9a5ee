"""Draw simple faces with seven expressions: data that anybody may have, to try the whole path in a minute.

The drawings are nobody. What a network learns from them is worth nothing on real faces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from training.faces import TRAIN, VALIDATION, FaceTable, PixelsInMemory
from training.labels import FER_LABELS, targets_from_labels

CANVAS = 96  # drawn at this side, then reduced, so that lines stay smooth
VALIDATION_EVERY = 5  # each fifth face of a class validates


@dataclass(frozen=True)
class Expression:
    """What makes a drawn face look so; shares of the face, positive is up for brows and mouth corners."""

    brow_inner: float
    brow_outer: float
    eye: float  # opening
    mouth_curve: float
    mouth_open: float
    nose_wrinkle: bool = False


EXPRESSIONS = {
    "angry": Expression(-0.07, 0.03, 0.05, -0.03, 0.02),
    "disgust": Expression(-0.04, -0.02, 0.03, -0.05, 0.05, nose_wrinkle=True),
    "fear": Expression(0.07, 0.01, 0.09, -0.03, 0.06),
    "happy": Expression(0.01, 0.01, 0.05, 0.09, 0.04),
    "sad": Expression(0.05, -0.04, 0.04, -0.08, 0.0),
    "surprise": Expression(0.07, 0.07, 0.09, 0.0, 0.14),
    "neutral": Expression(0.0, 0.0, 0.055, 0.0, 0.0),
}


def draw_table(per_class: int, size: int, seed: int) -> FaceTable:
    """A table of drawn grey faces, the same for the same seed."""
    random = np.random.default_rng(seed)
    faces, labels, usages = [], [], []
    for number in range(per_class):
        for index, label in enumerate(FER_LABELS):
            faces.append(draw_face(EXPRESSIONS[label], size, random))
            labels.append(index)
            usages.append(VALIDATION if number % VALIDATION_EVERY == 0 else TRAIN)
    pixels = PixelsInMemory(np.stack(faces)[:, None])
    targets = {"fer": targets_from_labels(FER_LABELS, np.array(labels))}
    return FaceTable(pixels, np.arange(len(faces)), np.array(usages), targets, "drawn faces")


def draw_face(expression: Expression, size: int, random: np.random.Generator) -> np.ndarray:
    """One face (size, size) with its own proportions, light and tilt."""
    skin = int(random.integers(110, 210))
    ink = int(random.integers(10, 60))
    image = Image.new("L", (CANVAS, CANVAS), int(random.integers(30, 230)))
    pen = ImageDraw.Draw(image)
    wobble = random.normal(0, 0.01, 8)
    width, height = 0.36 + wobble[0], 0.44 + wobble[1]
    pen.ellipse(_box(0.5, 0.5, width, height), fill=skin)
    for side in (-1, 1):
        _draw_eye(pen, expression, side, wobble, ink)
    _draw_nose(pen, expression, ink)
    _draw_mouth(pen, expression, wobble, ink)
    turned = image.rotate(
        float(random.normal(0, 5)), Image.Resampling.BILINEAR, fillcolor=image.getpixel((0, 0))
    )
    pixels = np.asarray(turned.resize((size, size), Image.Resampling.BOX), dtype=np.float32)
    return np.clip(pixels + random.normal(0, 6, pixels.shape), 0, 255).astype(np.uint8)


def _draw_eye(pen: ImageDraw.ImageDraw, face: Expression, side: int, wobble: np.ndarray, ink: int) -> None:
    x, y = 0.5 + side * (0.17 + wobble[2]), 0.4 + wobble[3]
    pen.ellipse(_box(x, y, 0.075, face.eye), fill=245)
    pen.ellipse(_box(x, y, 0.03, min(0.03, face.eye)), fill=ink)
    brow = y - 0.13
    inner = (0.5 + side * 0.08, brow - face.brow_inner + wobble[4])
    outer = (0.5 + side * 0.26, brow - face.brow_outer + wobble[5])
    pen.line([_point(*inner), _point(*outer)], fill=ink, width=3)


def _draw_nose(pen: ImageDraw.ImageDraw, face: Expression, ink: int) -> None:
    pen.line([_point(0.5, 0.44), _point(0.47, 0.58), _point(0.53, 0.58)], fill=ink, width=1)
    if face.nose_wrinkle:
        for y in (0.42, 0.46):
            pen.line([_point(0.44, y), _point(0.5, y + 0.02), _point(0.56, y)], fill=ink, width=2)


def _draw_mouth(pen: ImageDraw.ImageDraw, face: Expression, wobble: np.ndarray, ink: int) -> None:
    """A parabola whose corners are up or down, opened by a second one below."""
    x = np.linspace(-1, 1, 13)
    y = 0.74 + wobble[6] - face.mouth_curve * (x**2 - 0.5)
    half = 0.17 + wobble[7]
    upper = [_point(0.5 + half * a, b) for a, b in zip(x, y, strict=True)]
    opened = face.mouth_open * (1 - x**2)
    lower = [_point(0.5 + half * a, b + c) for a, b, c in zip(x, y, opened, strict=True)]
    pen.polygon([*upper, *reversed(lower)], fill=ink, outline=ink)
    pen.line(upper, fill=ink, width=3)


def _box(x: float, y: float, half_width: float, half_height: float) -> tuple[float, float, float, float]:
    return (*_point(x - half_width, y - half_height), *_point(x + half_width, y + half_height))


def _point(x: float, y: float) -> tuple[float, float]:
    return x * CANVAS, y * CANVAS

"""What webcams do to a face, one fault at a time, always the same way: for the robustness table."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from training.faces import Pixels

Grey = NDArray[np.uint8]  # (height, width)


def _dark(face: Grey, _random: np.random.Generator) -> Grey:
    return (face * 0.3).astype(np.uint8)


def _bright(face: Grey, _random: np.random.Generator) -> Grey:
    return np.minimum(face * 1.3 + 50.0, 255).astype(np.uint8)


def _flat(face: Grey, _random: np.random.Generator) -> Grey:
    return ((face - face.mean()) * 0.35 + face.mean()).clip(0, 255).astype(np.uint8)


def _side_light(face: Grey, _random: np.random.Generator) -> Grey:
    return (face * np.linspace(1.2, 0.3, face.shape[1])[None]).clip(0, 255).astype(np.uint8)


def _blurred(face: Grey, _random: np.random.Generator) -> Grey:
    return np.asarray(Image.fromarray(face).filter(ImageFilter.GaussianBlur(1.2)))


def _far_away(face: Grey, _random: np.random.Generator) -> Grey:
    height, width = face.shape
    small = Image.fromarray(face).resize((width * 5 // 12, height * 5 // 12), Image.Resampling.BOX)
    return np.asarray(small.resize((width, height), Image.Resampling.BILINEAR))


def _jpeg(face: Grey, _random: np.random.Generator) -> Grey:
    file = io.BytesIO()
    Image.fromarray(face).save(file, "JPEG", quality=20)
    return np.asarray(Image.open(file))


def _noisy(face: Grey, random: np.random.Generator) -> Grey:
    return (face + random.normal(0, 16, face.shape)).clip(0, 255).astype(np.uint8)


def _tilted(face: Grey, random: np.random.Generator) -> Grey:
    angle = float(random.choice([-15, 15]))
    return np.asarray(
        Image.fromarray(face).rotate(angle, Image.Resampling.BILINEAR, fillcolor=int(face.mean()))
    )


def _framed_wide(face: Grey, _random: np.random.Generator) -> Grey:
    return _zoom(face, 1.2)


def _framed_tight(face: Grey, _random: np.random.Generator) -> Grey:
    return _zoom(face, 0.82)


def _shifted(face: Grey, random: np.random.Generator) -> Grey:
    step = max(1, face.shape[0] // 10)
    down, right = (int(random.choice([-step, step])) for _ in range(2))
    padded = np.pad(face, step, mode="edge")
    return padded[step + down :, step + right :][: face.shape[0], : face.shape[1]]


def _turned(face: Grey, random: np.random.Generator) -> Grey:
    """A head turned aside, roughly: one half of the face narrower than the other."""
    side = face.shape[1]
    where = np.linspace(0, 1, side) ** float(random.choice([0.75, 1.33]))
    return face[:, np.minimum((where * (side - 1)).round().astype(int), side - 1)]


def _hand_on_mouth(face: Grey, random: np.random.Generator) -> Grey:
    covered = face.copy()
    height, width = face.shape
    left = int(random.integers(0, width // 2))
    covered[int(height * 0.62) :, left : left + width // 2] = int(face.mean())
    return covered


def _dark_glasses(face: Grey, _random: np.random.Generator) -> Grey:
    covered = face.copy()
    height, width = face.shape
    covered[int(height * 0.3) : int(height * 0.48), int(width * 0.12) : int(width * 0.88)] = 25
    return covered


CORRUPTIONS: dict[str, Callable[[Grey, np.random.Generator], Grey]] = {
    "low light": _dark,
    "overexposed": _bright,
    "low contrast": _flat,
    "light from one side": _side_light,
    "blur": _blurred,
    "20 px face": _far_away,
    "JPEG quality 20": _jpeg,
    "noise": _noisy,
    "15 degrees of roll": _tilted,
    "head turned": _turned,
    "framed 20 % wider": _framed_wide,
    "framed 18 % tighter": _framed_tight,
    "shifted by a tenth": _shifted,
    "mouth half covered": _hand_on_mouth,
    "dark glasses": _dark_glasses,
}


def corrupt(faces: Pixels, name: str) -> Pixels:
    """The same fault on every face, (N, C, H, W); every colour plane alike."""
    result = np.empty_like(faces)
    for row, face in enumerate(faces):
        for plane, grey in enumerate(face):
            result[row, plane] = CORRUPTIONS[name](grey, np.random.default_rng(row))
    return result


def _zoom(face: Grey, scale: float) -> Grey:
    """See `scale` times as much; what lies outside repeats the border."""
    height, width = face.shape
    margin = max(height, width)
    padded = Image.fromarray(np.pad(face, margin, mode="edge"))
    x, y = margin + width / 2, margin + height / 2
    box = (x - width * scale / 2, y - height * scale / 2, x + width * scale / 2, y + height * scale / 2)
    return np.asarray(padded.resize((width, height), Image.Resampling.BILINEAR, box=box))

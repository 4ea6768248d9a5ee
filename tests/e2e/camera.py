"""Makes the clip that Chromium's pretended camera plays, as y4m: unless told otherwise scikit-image's face.

It is written at test time into a temporary folder; no picture lies in the repository.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from skimage import data
from skimage.color import rgb2ycbcr
from skimage.transform import resize

WIDTH, HEIGHT, FRAMES = 640, 480, 15
CROP = (slice(0, 300), slice(30, 430))  # head and shoulders at a distance like before a laptop
DRIFT_PX = 3  # a face that never moves looks like a photograph to the tracker


def write_clip(path: Path) -> Path:
    """Write one second that loops without a jump."""
    picture = resize(data.astronaut()[CROP], (HEIGHT, WIDTH), anti_aliasing=True)
    shifts = (round(DRIFT_PX * np.sin(2 * np.pi * index / FRAMES)) for index in range(FRAMES))
    return write_frames(path, (np.roll(picture, shift, axis=1) for shift in shifts))


def write_frames(path: Path, pictures: Iterable[np.ndarray]) -> Path:
    """Write pictures of WIDTH by HEIGHT, red-green-blue, one after the other."""
    with path.open("wb") as stream:
        stream.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F15:1 Ip A1:1 C420jpeg\n".encode())
        for picture in pictures:
            stream.write(b"FRAME\n" + _encode_frame(picture))
    return path


def _encode_frame(rgb: np.ndarray) -> bytes:
    planes = rgb2ycbcr(rgb)
    halves = planes.reshape(HEIGHT // 2, 2, WIDTH // 2, 2, 3).mean(axis=(1, 3))
    parts = (planes[..., 0], halves[..., 1], halves[..., 2])
    return b"".join(np.clip(part, 0, 255).round().astype(np.uint8).tobytes() for part in parts)

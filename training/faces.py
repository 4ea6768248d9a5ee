"""What a data set is once read: pixels, usage and targets by row. Knows no file format and no network."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from training.labels import Targets

TRAIN, VALIDATION, TEST = "train", "validation", "test"
DECODERS = 4
Pixels = NDArray[np.uint8]


class DataError(Exception):
    """The data cannot be used; the text names the file, the row and the reason."""


class PixelSource(Protocol):
    """Something that can hand out the pixels of any rows, in the order asked for."""

    def __len__(self) -> int: ...

    def read(self, rows: NDArray[np.int64]) -> Pixels: ...  # (n, channels, height, width)


class PixelsInMemory:
    """Faces that were read in one go, as (N, channels, height, width)."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels

    def __len__(self) -> int:
        return len(self._pixels)

    def read(self, rows: NDArray[np.int64]) -> Pixels:
        return self._pixels[rows]


class PixelsInFiles:
    """One picture a face, decoded when asked for: for sets that do not fit into memory."""

    def __init__(self, paths: Sequence[Path], size: int, channels: int) -> None:
        self._paths = list(paths)
        self._size = size
        self._mode = "L" if channels == 1 else "RGB"
        self._pool = ThreadPoolExecutor(DECODERS, thread_name_prefix="decode")

    def __len__(self) -> int:
        return len(self._paths)

    def read(self, rows: NDArray[np.int64]) -> Pixels:
        return np.stack(list(self._pool.map(self._decode, (self._paths[row] for row in rows))))

    def check_all(self) -> None:
        """Open every picture once, so that a broken one stops the run now and not in the third epoch."""
        for _ in self._pool.map(self._decode, self._paths):
            pass

    def _decode(self, path: Path) -> Pixels:
        try:
            with Image.open(path) as image:
                face = ImageOps.exif_transpose(image)
                if face.mode.startswith("I"):  # 16 bits of grey: converting them would cut off at 255
                    face = Image.fromarray((np.asarray(face) // 257).astype(np.uint8))
                small = face.convert(self._mode).resize((self._size, self._size), Image.Resampling.BILINEAR)
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
            raise DataError(f"{path} cannot be read as a picture: {error}.") from None
        pixels = np.asarray(small, dtype=np.uint8)
        return pixels[None] if pixels.ndim == 2 else np.ascontiguousarray(pixels.transpose(2, 0, 1))


@dataclass(frozen=True)
class FaceTable:
    """Rows of faces: where each stands, which part it belongs to, and what it is called in each label set."""

    pixels: PixelSource
    rows: NDArray[np.int64]  # (N,) into pixels
    usage: NDArray[np.str_]  # (N,) of TRAIN, VALIDATION, TEST
    targets: dict[str, Targets]
    title: str  # for reports: which data this is

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, chosen: NDArray[np.int64]) -> FaceTable:
        targets = {name: target.take(chosen) for name, target in self.targets.items()}
        return FaceTable(self.pixels, self.rows[chosen], self.usage[chosen], targets, self.title)

    def part(self, usage: str) -> FaceTable:
        return self.take(np.flatnonzero(self.usage == usage))

    def read(self, chosen: NDArray[np.int64]) -> Pixels:
        return self.pixels.read(self.rows[chosen])

    def read_all(self) -> Pixels:
        return self.pixels.read(self.rows)

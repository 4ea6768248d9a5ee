"""Turn the bytes of one picture into pixels, within fixed bounds and upright.

Size is capped before decoding, by bytes and by what the header claims. It knows nothing of faces.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from inference.array import Pixels
from inference.errors import FrameBroken, FrameEmpty, FrameTooLarge, FrameUnsupported
from inference.header import read_header

NETWORK_FORMATS = ("jpeg", "webp")  # half a megabyte of PNG can claim a gigabyte of pixels
FILE_FORMATS = ("jpeg", "webp", "png")


MAX_SIDE = 32_766  # OpenCV turns and cuts no picture that is longer


@dataclass(frozen=True)
class DecodeLimits:
    """How much a sender may ask of the decoder."""

    max_bytes: int
    max_pixels: int
    formats: tuple[str, ...] = NETWORK_FORMATS


# A person's own files on the command line: phone cameras write up to 50 megapixels.
FILE_LIMITS = DecodeLimits(max_bytes=60_000_000, max_pixels=50_000_000, formats=FILE_FORMATS)


def decode_frame(data: bytes, limits: DecodeLimits) -> Pixels:
    """Decode to (H, W, 3) blue-green-red, 8 bits, turned upright by EXIF; refuse with a stable code."""
    if not data:
        raise FrameEmpty("No picture was sent.")
    if len(data) > limits.max_bytes:
        raise FrameTooLarge(f"The picture has more than {limits.max_bytes} bytes.")
    header = read_header(data)
    if header.format not in limits.formats:
        raise FrameUnsupported(f"Send one of {', '.join(limits.formats)}.")
    if header.width * header.height > limits.max_pixels:
        raise FrameTooLarge(f"The picture has more than {limits.max_pixels} pixels.")
    if max(header.width, header.height) > MAX_SIDE:
        raise FrameTooLarge(f"A side of the picture has more than {MAX_SIDE} pixels.")
    return _decode_pixels(data, header.width * header.height)


def _decode_pixels(data: bytes, claimed: int) -> Pixels:
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        pixels = None
    if pixels is None or pixels.shape[0] * pixels.shape[1] != claimed:
        raise FrameBroken("The picture cannot be decoded.")
    return np.asarray(pixels, np.uint8)

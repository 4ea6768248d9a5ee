"""Read a picture's format, size and wholeness from its bytes alone, before anything is decoded.

It looks at markers and chunks only; it never allocates by what a header claims.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from struct import unpack_from

from inference.errors import FrameBroken, FrameUnsupported

JPEG_START = b"\xff\xd8\xff"
JPEG_END = b"\xff\xd9"
PNG_START = b"\x89PNG\r\n\x1a\n"
# Start-of-frame markers: baseline, extended, progressive. The others are lossless or arithmetic.
JPEG_FRAMES = (0xC0, 0xC1, 0xC2)
JPEG_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
JPEG_SCAN = 0xDA
JPEG_STANDALONE = (0x01, *range(0xD0, 0xD8))
WEBP_ANIMATION_FLAG = 0x02


@dataclass(frozen=True)
class Header:
    """What a picture says it is."""

    format: str
    width: int
    height: int


def read_header(data: bytes) -> Header:
    """Name the format and size, or say why these bytes are not a whole, still picture."""
    read = _find_reader(data)
    try:
        header = read(data)
    except (IndexError, struct.error):
        raise FrameBroken("The picture's header is incomplete.") from None
    if header.width < 1 or header.height < 1:
        raise FrameBroken("The picture has no size.")
    return header


def _find_reader(data: bytes) -> Callable[[bytes], Header]:
    if data.startswith(JPEG_START):
        return _read_jpeg
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _read_webp
    if data.startswith(PNG_START):
        return _read_png
    raise FrameUnsupported("These bytes are not a JPEG, WebP or PNG picture.")


def _read_jpeg(data: bytes) -> Header:
    position, size = 2, None
    while True:
        if data[position] != 0xFF:
            raise FrameBroken("The JPEG's markers are damaged.")
        marker = data[position + 1]
        if marker == 0xFF:  # a fill byte
            position += 1
            continue
        if marker in JPEG_STANDALONE:
            position += 2
            continue
        if marker == JPEG_SCAN:
            break
        size = _read_jpeg_frame(data, position, marker) or size
        position += 2 + _read_jpeg_length(data, position)
    if size is None or data.rfind(JPEG_END, position) < 0:  # from the end: there it is at once
        raise FrameBroken("The JPEG is cut off.")
    return Header("jpeg", *size)


def _read_jpeg_length(data: bytes, position: int) -> int:
    length: int = unpack_from(">H", data, position + 2)[0]
    if length < 2:
        raise FrameBroken("The JPEG's markers are damaged.")
    return length


def _read_jpeg_frame(data: bytes, position: int, marker: int) -> tuple[int, int] | None:
    if marker in JPEG_OTHER_FRAMES:
        raise FrameUnsupported("This kind of JPEG (lossless or arithmetic) is not accepted.")
    if marker not in JPEG_FRAMES:
        return None
    height, width = unpack_from(">HH", data, position + 5)
    return width, height


def _read_webp(data: bytes) -> Header:
    if unpack_from("<I", data, 4)[0] + 8 > len(data):
        raise FrameBroken("The WebP is cut off.")
    chunk = data[12:16]
    if chunk == b"VP8X":
        return _read_webp_extended(data)
    if chunk == b"VP8 ":
        width, height = unpack_from("<HH", data, 26)
        return Header("webp", width & 0x3FFF, height & 0x3FFF)
    if chunk == b"VP8L":
        bits = unpack_from("<I", data, 21)[0]
        return Header("webp", (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1)
    raise FrameBroken("The WebP's first part is not a picture.")


def _read_webp_extended(data: bytes) -> Header:
    if data[20] & WEBP_ANIMATION_FLAG:
        raise FrameUnsupported("Animations are not accepted; send one still picture.")
    width = int.from_bytes(data[24:27], "little") + 1
    height = int.from_bytes(data[27:30], "little") + 1
    return Header("webp", width, height)


def _read_png(data: bytes) -> Header:
    width, height = unpack_from(">II", data, 16)
    position, ended = len(PNG_START), False
    while position < len(data) and not ended:
        length = unpack_from(">I", data, position)[0]
        kind = data[position + 4 : position + 8]
        if kind == b"acTL":
            raise FrameUnsupported("Animations are not accepted; send one still picture.")
        ended = kind == b"IEND"
        position += 12 + length
    if not ended or data[12:16] != b"IHDR":
        raise FrameBroken("The PNG is cut off.")
    return Header("png", width, height)

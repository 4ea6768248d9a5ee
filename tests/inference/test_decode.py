"""Hostile bytes get a stable code, cost little memory and never the process."""

from __future__ import annotations

import io
import struct
import zlib

import cv2
import numpy as np
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inference_samples import encode
from PIL import Image

from inference.decode import FILE_LIMITS, DecodeLimits, decode_frame
from inference.errors import InferenceError

NETWORK = DecodeLimits(max_bytes=65536, max_pixels=1280 * 720)
GROWTH_LIMIT = 30_000_000


def save(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    pixels = np.random.default_rng(0).integers(0, 255, (height, width, 3), np.uint8)
    return Image.fromarray(pixels).convert(mode)


def claim_size(jpeg: bytes, width: int, height: int) -> bytes:
    """Write another size into a JPEG's header."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def png_bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(bytes(width * 3 + 1) * 50))
        + chunk(b"IEND", b"")
    )


JPEG = save(picture(), "JPEG")
WEBP = save(picture(), "WEBP")
PNG = save(picture(), "PNG")
ANIMATION = {"save_all": True, "append_images": [picture(mode="L").convert("RGB")], "duration": 50}

BAD = {
    "nothing": (b"", "frame_empty"),
    "random bytes": (bytes(range(256)) * 4, "frame_unsupported"),
    "text": (b"<html>not a picture</html>", "frame_unsupported"),
    "a GIF": (save(picture(), "GIF"), "frame_unsupported"),
    "a BMP": (save(picture(), "BMP"), "frame_unsupported"),
    "a TIFF": (save(picture(), "TIFF"), "frame_unsupported"),
    "a PNG over the network": (PNG, "frame_unsupported"),
    "an animated WebP": (save(picture(), "WEBP", **ANIMATION), "frame_unsupported"),
    "only a JPEG's start": (JPEG[:3], "frame_broken"),
    "half a JPEG": (JPEG[: len(JPEG) // 2], "frame_broken"),
    "a JPEG without its last byte": (JPEG[:-1], "frame_broken"),
    "half a WebP": (WEBP[: len(WEBP) // 2], "frame_broken"),
    "a WebP's start": (WEBP[:12], "frame_broken"),
    "a JPEG of 100 megapixels": (claim_size(JPEG, 10_000, 10_000), "frame_too_large"),
    "a JPEG of 4 gigapixels": (claim_size(JPEG, 65535, 65535), "frame_too_large"),
    "a JPEG longer than OpenCV can turn": (claim_size(JPEG, 40_000, 8), "frame_too_large"),
    "a JPEG of no size": (claim_size(JPEG, 0, 48), "frame_broken"),
    "too many bytes": (JPEG + bytes(70_000), "frame_too_large"),
    "markers without an end": (b"\xff\xd8\xff" + b"\xff" * 500, "frame_broken"),
    "a marker of length 0": (b"\xff\xd8\xff\xe0\x00\x00" + bytes(100), "frame_broken"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_bytes_get_a_stable_code(name: str) -> None:
    data, code = BAD[name]
    with pytest.raises(InferenceError) as caught:
        decode_frame(data, NETWORK)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png_bomb(20_000, 20_000), "frame_too_large"),
        (PNG[: len(PNG) // 2], "frame_broken"),
        (save(picture(), "PNG", **ANIMATION), "frame_unsupported"),
        (PNG[:20], "frame_broken"),
    ],
)
def test_bad_files_get_a_stable_code(data: bytes, code: str) -> None:
    with pytest.raises(InferenceError) as caught:
        decode_frame(data, FILE_LIMITS)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "data",
    [
        JPEG,
        WEBP,
        PNG,
        save(picture(), "JPEG", progressive=True),
        save(picture(mode="L"), "JPEG"),
        save(picture(mode="CMYK"), "JPEG"),
        save(picture(), "WEBP", lossless=True),
        save(picture(mode="RGBA"), "WEBP", lossless=True),
        save(picture(mode="RGBA"), "PNG"),
        save(picture(mode="P"), "PNG"),
        save(picture(mode="L").convert("I;16"), "PNG"),
        JPEG + b"\x00" * 100,
    ],
)
def test_every_usual_kind_becomes_8_bit_colour(data: bytes) -> None:
    pixels = decode_frame(data, FILE_LIMITS)
    assert pixels.shape == (48, 64, 3)
    assert pixels.dtype == np.uint8


def test_cmyk_keeps_its_colours() -> None:
    red = save(Image.new("RGB", (64, 48), (200, 30, 30)).convert("CMYK"), "JPEG", quality=95)
    blue, green, red_value = decode_frame(red, NETWORK).reshape(-1, 3).mean(0)
    assert red_value > 150 > 80 > max(blue, green)


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (0, 1)), (8, (1, 0)), (2, (0, 1))]
)
def test_a_rotated_photograph_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    image = Image.new("RGB", (64, 48))
    image.paste((255, 255, 255), (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels = decode_frame(save(image, "JPEG", exif=exif, quality=95), NETWORK)
    assert pixels.shape[:2] == ((64, 48) if orientation in (6, 8) else (48, 64))
    row, column = (-8 if at else 8 for at in corner)
    assert pixels[row, column].mean() > 200


def test_refused_bombs_cost_no_memory() -> None:
    process = psutil.Process()
    decode_frame(encode(np.zeros((720, 1280, 3), np.uint8)), NETWORK)
    before = process.memory_info().rss
    for _ in range(20):
        for data, _ in BAD.values():
            with pytest.raises(InferenceError):
                decode_frame(data, NETWORK)
        with pytest.raises(InferenceError):
            decode_frame(png_bomb(20_000, 20_000), FILE_LIMITS)
    assert process.memory_info().rss - before < GROWTH_LIMIT


def decode_or_refuse(data: bytes) -> None:
    try:
        pixels = decode_frame(data, DecodeLimits(65536, 1280 * 720, FILE_LIMITS.formats))
    except InferenceError as error:
        assert error.code.startswith("frame_")
    else:
        assert pixels.ndim == 3


STARTS = (b"", JPEG[:20], WEBP[:16], WEBP[:30], PNG[:8], PNG[:33])
WHOLE = (
    JPEG,
    WEBP,
    PNG,
    save(picture(), "JPEG", progressive=True),
    save(picture(), "WEBP", lossless=True),
)
EDITS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=2000))
def test_any_bytes_are_decoded_or_refused(start: bytes, rest: bytes) -> None:
    decode_or_refuse(start + rest)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.sampled_from(WHOLE), edits=EDITS, kept=st.floats(0.05, 1))
def test_damaged_pictures_are_decoded_or_refused(
    data: bytes, edits: list[tuple[float, int]], kept: float
) -> None:
    damaged = bytearray(data)
    for place, value in edits:
        damaged[int(place * len(damaged))] = value
    decode_or_refuse(bytes(damaged))
    decode_or_refuse(bytes(damaged[: int(len(damaged) * kept)]))


def test_decoding_is_what_opencv_decodes() -> None:
    expected = cv2.imdecode(np.frombuffer(JPEG, np.uint8), cv2.IMREAD_COLOR)
    np.testing.assert_array_equal(decode_frame(JPEG, NETWORK), expected)

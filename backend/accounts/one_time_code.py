"""Codes that change every thirty seconds (RFC 6238), as authenticator apps show them. It keeps nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from urllib.parse import quote, urlencode

STEP_S = 30
DIGITS = 6
DRIFT = 1  # steps: a telephone's clock may be half a minute off
SECRET_BYTES = 20  # what the apps expect with SHA-1


def make_code(secret: bytes, step: int) -> str:
    """The code of one step of time."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()  # the standard's own choice
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def find_step(secret: bytes, code: str, now_s: float, after: int) -> int | None:
    """The step this code is of, near now and later than the last one that was used; else None."""
    newest = int(now_s // STEP_S)
    steps = range(max(newest - DRIFT, after + 1), newest + DRIFT + 1)
    found = [step for step in steps if hmac.compare_digest(make_code(secret, step).encode(), code.encode())]
    return found[0] if found else None


def encode_secret(secret: bytes) -> str:
    """The secret as people type it."""
    return base64.b32encode(secret).decode().rstrip("=")


def make_link(secret: bytes, issuer: str, account: str) -> str:
    """What an authenticator app reads from the square picture."""
    values = urlencode({"secret": encode_secret(secret), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{values}"

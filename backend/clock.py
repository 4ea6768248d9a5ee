"""The one place that reads the wall clock, so that a test can stop it."""

from __future__ import annotations

import time
from datetime import datetime, timezone

_STARTED_S = time.time() - time.monotonic()


def utc_now() -> datetime:
    """Say the present moment, always with its time zone."""
    return datetime.now(timezone.utc)


def steady_s() -> float:
    """Say the present moment in seconds since 1970, deaf to a wall clock that is set while we run."""
    return _STARTED_S + time.monotonic()


def steady_now() -> datetime:
    """The same as a moment with its time zone."""
    return datetime.fromtimestamp(steady_s(), timezone.utc)

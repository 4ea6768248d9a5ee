"""The one place that reads the wall clock, so that a test can stop it."""

from __future__ import annotations

import time
from datetime import datetime, timezone

# Seconds since the computer started, those it slept included: time.monotonic() leaves them out, and a laptop
# that slept a night would go on with yesterday's classes. Linux and macOS call that clock differently.
_SINCE_BOOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_BOOTED_S = time.time() - time.clock_gettime(_SINCE_BOOT)


def utc_now() -> datetime:
    """Say the present moment, always with its time zone."""
    return datetime.now(timezone.utc)


def steady_s() -> float:
    """Say the present moment in seconds since 1970, deaf to a wall clock that is set while we run."""
    return _BOOTED_S + time.clock_gettime(_SINCE_BOOT)


def steady_now() -> datetime:
    """The same as a moment with its time zone."""
    return datetime.fromtimestamp(steady_s(), timezone.utc)

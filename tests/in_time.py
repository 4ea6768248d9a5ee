"""Limits in seconds: what is only late gets two more tries; what is wrong fails at once.

A machine that others use too makes anything late now and then. A path that is broken is late every time.
"""

from __future__ import annotations

import pytest


class LateError(AssertionError):
    """It took longer than promised."""


in_time = pytest.mark.flaky(reruns=2, only_rerun="LateError")


def require_in_time(took_s: float, limit_s: float) -> None:
    """Fail as late."""
    if took_s >= limit_s:
        raise LateError(f"it took {took_s:.2f} s and may take {limit_s:g} s")

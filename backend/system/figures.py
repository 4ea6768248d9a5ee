"""Turns two looks at the meter into the figures of the time between. Pure; it knows no clock and no table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.system.latency import BOUNDS_MS, find_percentile
from backend.system.meter import Totals

ADDED_UP = frozenset({
    "frames_per_s", "refused_per_s", "requests_per_s", "errors_per_s", "waiting", "sockets", "sittings",
    "classes", "workers", "cpu_percent", "memory_bytes", "dropped_rows", "failed_flushes", "restarts",
})  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """How the time between two looks went. None: nothing was measured, or there is no live side."""

    frames_per_s: float | None
    frame_p50_ms: float | None
    frame_p95_ms: float | None
    frame_p99_ms: float | None
    waiting: int | None
    refused_per_s: float | None
    requests_per_s: float
    request_p50_ms: float | None
    request_p95_ms: float | None
    request_p99_ms: float | None
    errors_per_s: float
    sockets: int | None
    sittings: int | None
    classes: int | None
    rate_hz: float | None
    workers: int | None
    restarts: int | None
    dropped_rows: int | None
    failed_flushes: int | None
    cpu_percent: float
    memory_bytes: int
    database_bytes: int


def compare_looks(before: Totals, after: Totals, database_bytes: int) -> Figures:
    """The figures of the time between; percentages of one core, so that two full cores are 200."""
    seconds = max(after.at_s - before.at_s, 1e-3)
    requests = _subtract(after.durations, before.durations)
    live, live_before = after.live, before.live
    waits = _subtract(live.waits, live_before.waits if live_before else None) if live else []
    refused = live.refused - (live_before.refused if live_before else 0) if live else 0
    bounds = live.wait_bounds_ms if live else BOUNDS_MS
    return Figures(
        frames_per_s=round(sum(waits) / seconds, 3) if live else None,
        frame_p50_ms=find_percentile(waits, bounds, 0.5),
        frame_p95_ms=find_percentile(waits, bounds, 0.95),
        frame_p99_ms=find_percentile(waits, bounds, 0.99),
        waiting=live.waiting if live else None,
        refused_per_s=round(refused / seconds, 3) if live else None,
        requests_per_s=round(sum(requests) / seconds, 3),
        request_p50_ms=find_percentile(requests, BOUNDS_MS, 0.5),
        request_p95_ms=find_percentile(requests, BOUNDS_MS, 0.95),
        request_p99_ms=find_percentile(requests, BOUNDS_MS, 0.99),
        errors_per_s=round((after.errors - before.errors) / seconds, 3),
        sockets=live.sockets if live else None,
        sittings=live.sittings if live else None,
        classes=live.classes if live else None,
        rate_hz=round(live.rate_hz, 3) if live else None,
        workers=live.workers if live else None,
        restarts=live.restarts if live else None,
        dropped_rows=live.dropped_rows if live else None,
        failed_flushes=live.failed_flushes if live else None,
        cpu_percent=round(100 * max(0.0, after.machine.cpu_s - before.machine.cpu_s) / seconds, 1),
        memory_bytes=after.machine.memory_bytes,
        database_bytes=database_bytes,
    )


def _subtract(after: Sequence[int], before: Sequence[int] | None) -> list[int]:
    if before is None:
        return list(after)
    return [one - other for one, other in zip(after, before, strict=True)]

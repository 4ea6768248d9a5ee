"""Reads how the live side fares, for whoever watches over the server. Numbers only, nobody is in them."""

from __future__ import annotations

from backend.hooks import LiveGauge
from backend.realtime.service import Live
from inference.worker_pool import WAIT_BOUNDS_MS, WorkerPool


def read_gauge(live: Live, pool: WorkerPool) -> LiveGauge:
    """Totals since the start, and what is so now."""
    totals = pool.read_totals()
    return LiveGauge(
        answered=totals.answered,
        refused=totals.refused,
        restarts=totals.restarts,
        waits=totals.waits,
        wait_bounds_ms=WAIT_BOUNDS_MS,
        waiting=totals.waiting,
        workers=len(totals.pids),
        worker_pids=totals.pids,
        sockets=len(live.registry.all()),
        sittings=len(live.presence.all()),
        classes=len(live.rooms),
        rate_hz=live.steering.rate_hz,
        failed_flushes=live.recorder.failed_flushes,
        dropped_rows=live.recorder.dropped_rows,
    )

"""Counts the requests of this process and reads the live side's gauge: totals, never counted anew."""

from __future__ import annotations

import threading
import time
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request

from backend.hooks import LiveGauge, current_hooks
from backend.system.latency import BOUNDS_MS
from backend.system.machine import Machine, read_machine

EXTENSION = "attune_meter"
WATCHERS = ("/api/health", "/api/ready")  # asked every few seconds by machines; nobody waits for them
COMPARE_S = 10.0  # rates over less than this jump with every request


@dataclass(frozen=True)
class Totals:
    """Everything counted since the start, and what is so at this moment."""

    at_s: float
    requests: int
    errors: int
    durations: tuple[int, ...]
    machine: Machine
    live: LiveGauge | None


class Meter:
    """The counters of one process, and the last few looks at them."""

    def __init__(self) -> None:
        self.started_s = time.monotonic()
        self._lock = threading.Lock()
        self._durations = [0] * (len(BOUNDS_MS) + 1)
        self._errors = 0
        self._looks = deque([self._describe(None)])

    def count(self, duration_ms: float, failed: bool) -> None:
        """Count one request."""
        with self._lock:
            self._durations[bisect_left(BOUNDS_MS, duration_ms)] += 1
            self._errors += failed

    def read(self) -> Totals:
        """Look at everything."""
        read_gauge = current_hooks().read_gauge
        return self._describe(read_gauge() if read_gauge else None)

    def compare_look(self, now: Totals) -> Totals:
        """Remember this look, and give the newest one before it that is old enough to compare with."""
        with self._lock:
            while len(self._looks) > 1 and now.at_s - self._looks[1].at_s >= COMPARE_S:
                self._looks.popleft()
            self._looks.append(now)
            return self._looks[0]

    def _describe(self, live: LiveGauge | None) -> Totals:
        with self._lock:
            durations, errors = tuple(self._durations), self._errors
        machine = read_machine(live.worker_pids if live else ())
        return Totals(time.monotonic(), sum(durations), errors, durations, machine, live)


def start_meter(app: Flask) -> None:
    """Count every request to the API from now on."""
    app.extensions[EXTENSION] = Meter()
    app.before_request(_note_start)
    app.after_request(_count)


def current_meter() -> Meter:
    """The meter of the application that serves this request."""
    meter = current_app.extensions[EXTENSION]
    assert isinstance(meter, Meter)  # nosec B101: a type for the reader, not a check
    return meter


def _note_start() -> None:
    g.started_s = time.perf_counter()


def _count(response: Response) -> Response:
    if request.path.startswith("/api/") and request.path not in WATCHERS and "started_s" in g:
        failed = response.status_code >= 500
        current_meter().count(1000 * (time.perf_counter() - g.started_s), failed)
    return response

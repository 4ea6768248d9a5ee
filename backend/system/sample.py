"""Turns two looks at the meter into figures a second, keeps them for some hours, and reads them back."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import delete, select, text

from backend import clock
from backend.config import current_config
from backend.db.base import db
from backend.db.trend import SystemSample
from backend.system.latency import BOUNDS_MS, find_percentile
from backend.system.meter import Totals, current_meter

LOG = logging.getLogger("attune.system")
MAX_POINTS = 300
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


@dataclass(frozen=True)
class HistoryPoint:
    """One step of the last hours."""

    at: datetime
    figures: dict[str, float | None]


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


def read_database_bytes() -> int:
    """How large the database is on disk."""
    if db.engine.dialect.name == "sqlite":
        pages = db.session.execute(text("PRAGMA page_count")).scalar() or 0
        return int(pages) * int(db.session.execute(text("PRAGMA page_size")).scalar() or 0)
    return int(db.session.execute(text("SELECT pg_database_size(current_database())")).scalar() or 0)


def read_history(hours: int) -> list[HistoryPoint]:
    """The last hours in at most 300 steps: rates and sizes on average, percentiles at their worst."""
    now = clock.utc_now()
    start = now - timedelta(hours=hours)
    query = select(SystemSample.at, SystemSample.process, SystemSample.figures).where(SystemSample.at > start)
    rows = db.session.execute(query.order_by(SystemSample.at)).all()
    step = max(timedelta(seconds=current_config().trends.sample_s), timedelta(hours=hours) / MAX_POINTS)
    steps: dict[int, dict[str, list[dict[str, float | None]]]] = defaultdict(lambda: defaultdict(list))
    for at, process, figures in rows:
        steps[min(MAX_POINTS - 1, int((at - start) / step))][process].append(figures)
    return [HistoryPoint(start + index * step, _merge(found)) for index, found in sorted(steps.items())]


class Sampler:
    """Looks at the meter every few seconds while the server serves, and keeps what it saw."""

    def __init__(self, app: Flask, every_s: int) -> None:
        self._app = app
        self._every_s = every_s
        self._process = secrets.token_hex(4)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sampler", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()

    def _run(self) -> None:
        with self._app.app_context():
            before = current_meter().read()
        while not self._stopped.wait(self._every_s):
            try:
                with self._app.app_context():
                    after = current_meter().read()
                    current_meter().compare_look(after)
                    keep_sample(self._process, before, after)
                    before = after
            except Exception:  # thread boundary: one failed sample must not end the job
                LOG.exception("a sample of the system could not be kept")


def keep_sample(process: str, before: Totals, after: Totals) -> None:
    """Write one sample, and forget those that are over their time."""
    now, rules = clock.utc_now(), current_config().trends
    figures = asdict(compare_looks(before, after, read_database_bytes()))
    seconds = after.at_s - before.at_s
    limit = now - timedelta(hours=rules.history_hours)
    db.session.execute(delete(SystemSample).where(SystemSample.at <= limit))
    db.session.add(SystemSample(at=now, process=process, seconds=seconds, figures=figures))
    db.session.commit()


def _subtract(after: Sequence[int], before: Sequence[int] | None) -> list[int]:
    if before is None:
        return list(after)
    return [one - other for one, other in zip(after, before, strict=True)]


def _merge(processes: dict[str, list[dict[str, float | None]]]) -> dict[str, float | None]:
    """Several processes add up; percentiles and sizes of what they share are the largest."""
    merged: dict[str, float | None] = {}
    for name in Figures.__dataclass_fields__:
        values = [_pick(name, samples) for samples in processes.values()]
        known = [value for value in values if value is not None]
        total = sum(known) if name in ADDED_UP else max(known, default=0.0)
        merged[name] = round(total, 3) if known else None
    return merged


def _pick(name: str, samples: list[dict[str, float | None]]) -> float | None:
    known = [value for sample in samples if (value := sample.get(name)) is not None]
    if not known:
        return None
    return sum(known) / len(known) if name in ADDED_UP else max(known)

"""Writes the counters in the text format that Prometheus reads. Numbers about machines only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend.system.latency import BOUNDS_MS
from backend.system.meter import Totals


def write_metrics(totals: Totals, database_bytes: int, version: str, model: str) -> str:
    """Everything the meter knows."""
    return "\n".join(_list_lines(totals, database_bytes, version, model)) + "\n"


def _list_lines(totals: Totals, database_bytes: int, version: str, model: str) -> Iterator[str]:
    labels = f'{{version="{_escape(version)}",model="{_escape(model)}"}}'
    yield from _describe("attune_info", "gauge", "What runs here.", [f"attune_info{labels} 1"])
    yield from _count("attune_requests_total", "Requests to the API.", totals.requests)
    yield from _count("attune_request_errors_total", "Requests that failed on our side.", totals.errors)
    yield from _histogram("attune_request_seconds", "How long requests took.", totals.durations, BOUNDS_MS)
    yield from _count("attune_cpu_seconds_total", "Processor time with workers.", totals.machine.cpu_s)
    yield from _gauge("attune_memory_bytes", "Memory with workers.", totals.machine.memory_bytes)
    yield from _gauge("attune_database_bytes", "Size of the database.", database_bytes)
    live = totals.live
    if live is None:
        return
    yield from _count("attune_frames_refused_total", "Frames refused.", live.refused)
    yield from _histogram("attune_frame_seconds", "How long answers took.", live.waits, live.wait_bounds_ms)
    yield from _count("attune_worker_restarts_total", "Workers that were started again.", live.restarts)
    yield from _count(
        "attune_rows_dropped_total", "Rows lost to a database away too long.", live.dropped_rows
    )
    yield from _count("attune_flush_failures_total", "Writes that had to be repeated.", live.failed_flushes)
    for name, words, value in (
        ("attune_frames_waiting", "Frames at the workers.", live.waiting),
        ("attune_workers", "Workers alive.", live.workers),
        ("attune_sockets", "Open sockets.", live.sockets),
        ("attune_live_sessions", "People in lessons.", live.sittings),
        ("attune_live_classes", "Live classes in memory.", live.classes),
        ("attune_frame_rate_hz", "Frames a second asked of each browser.", live.rate_hz),
    ):
        yield from _gauge(name, words, value)


def _count(name: str, words: str, value: float) -> Iterator[str]:
    yield from _describe(name, "counter", words, [f"{name} {value:.15g}"])


def _gauge(name: str, words: str, value: float) -> Iterator[str]:
    yield from _describe(name, "gauge", words, [f"{name} {value:.15g}"])


def _histogram(name: str, words: str, counts: Sequence[int], bounds_ms: Sequence[int]) -> Iterator[str]:
    lines, passed = [], 0
    for count, bound in zip(counts, bounds_ms, strict=False):
        passed += count
        lines.append(f'{name}_bucket{{le="{bound / 1000:g}"}} {passed}')
    total = sum(counts)
    lines += [f'{name}_bucket{{le="+Inf"}} {total}', f"{name}_count {total}"]
    yield from _describe(name, "histogram", words, lines)


def _describe(name: str, kind: str, words: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"# HELP {name} {words}"
    yield f"# TYPE {name} {kind}"
    yield from lines


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")

"""Time calls and threads the same way in every benchmark: medians beside means, paths taken in turns."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

WARM_UP_CALLS = 15
BLOCK_CALLS = 50


@dataclass(frozen=True)
class Timing:
    """How long one call took, in milliseconds."""

    median_ms: float
    mean_ms: float
    p95_ms: float
    p10_ms: float  # what it takes when no other program gets in between

    @classmethod
    def from_seconds(cls, seconds: Sequence[float]) -> Timing:
        """Summarise measured seconds."""
        values = np.asarray(seconds) * 1000
        lower, upper = np.percentile(values, (10, 95))
        return cls(float(np.median(values)), float(values.mean()), float(upper), float(lower))


def time_calls(call: Callable[[], Any], repeats: int) -> Timing:
    """Time one call many times."""
    for _ in range(WARM_UP_CALLS):
        call()
    return Timing.from_seconds([_time_once(call) for _ in range(repeats)])


def time_in_turns(paths: dict[str, Callable[[Any], Any]], inputs: Sequence[Any]) -> dict[str, Timing]:
    """Give every path the same inputs, block after block, so that a busy machine slows all alike.

    In turns of single calls, each path would find its caches filled by the other, as no server does.
    """
    for path in paths.values():
        for value in inputs[:WARM_UP_CALLS]:
            path(value)
    seconds: dict[str, list[float]] = {name: [] for name in paths}
    for start in range(0, len(inputs), BLOCK_CALLS):
        for name, path in paths.items():
            block = inputs[start : start + BLOCK_CALLS]
            seconds[name] += [_time_once(lambda path=path, value=value: path(value)) for value in block]
    return {name: Timing.from_seconds(values) for name, values in seconds.items()}


def measure_thread_gains(
    starts: Sequence[Callable[[], Callable[[], Any]]], rounds: int, round_s: float
) -> list[float]:
    """Give how much more two threads do than one, for each kind of work: medians over rounds taken in turns.

    Each `start` makes a worker's own call, so that nothing but what the work itself shares is shared.
    """
    gains: list[list[float]] = [[] for _ in starts]
    for _ in range(rounds):
        for kind, start in enumerate(starts):
            alone = count_calls([start()], round_s)
            gains[kind].append(count_calls([start(), start()], round_s) / alone)
    return [float(np.median(values)) for values in gains]


def count_calls(calls: list[Callable[[], Any]], round_s: float) -> int:
    """Count how often several threads together get through their calls in this time."""
    counts = [0] * len(calls)
    stop_at = time.perf_counter() + round_s

    def work(index: int) -> None:
        while time.perf_counter() < stop_at:
            calls[index]()
            counts[index] += 1

    threads = [threading.Thread(target=work, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def _time_once(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started

"""Full load for minutes: two threads, good and hostile frames, and a watch on the resident memory."""

from __future__ import annotations

import contextlib
import itertools
import random
import threading
import time
from typing import Any

import psutil

from inference.errors import InferenceError
from inference.pipeline import Pipeline

THREADS = 2
SAMPLE_EVERY_S = 5.0
WARM_UP_SHARE = 0.1  # caches and allocators fill first
HOSTILE_EVERY = 50
NEW_STUDENT_EVERY = 400


def run_soak(pipeline: Pipeline, frames: list[bytes], minutes: float) -> dict[str, Any]:
    """Give how far the memory moved after the warm-up, and how much was answered."""
    stop = threading.Event()
    counts = [0] * THREADS
    threads = [
        threading.Thread(target=_serve, args=(pipeline, frames, stop, counts, number))
        for number in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    sizes = _watch_memory(minutes * 60)
    stop.set()
    for thread in threads:
        thread.join()
    settled = sizes[max(int(len(sizes) * WARM_UP_SHARE), 1) :]
    return {
        "soak_minutes": minutes,
        "soak_frames": sum(counts),
        "soak_frames_per_second": sum(counts) / (minutes * 60),
        "soak_first_mb": settled[0],
        "soak_last_mb": settled[-1],
        "soak_largest_mb": max(settled),
        "soak_growth": settled[-1] / settled[0] - 1,
        "soak_spread": max(settled) / min(settled) - 1,
    }


def _serve(
    pipeline: Pipeline, frames: list[bytes], stop: threading.Event, counts: list[int], number: int
) -> None:
    chance, track = random.Random(number), pipeline.start_track()
    for step in itertools.count():
        if stop.is_set():
            return
        data = frames[step % len(frames)]
        if step % HOSTILE_EVERY == 0:
            data = data[: chance.randrange(len(data))] + chance.randbytes(50)
        if step % NEW_STUDENT_EVERY == 0:
            track = pipeline.start_track()
        with contextlib.suppress(InferenceError):
            pipeline.analyze(data, track)
        counts[number] += 1


def _watch_memory(seconds: float) -> list[float]:
    process, sizes = psutil.Process(), []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(min(SAMPLE_EVERY_S, max(end - time.monotonic(), 0)))
        sizes.append(process.memory_info().rss / 1e6)
    return sizes

"""Token buckets: how many events a second one user may send. It knows neither sockets nor events."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Bucket:
    """One user's allowance."""

    tokens: float
    filled_at_s: float


class RateLimit:
    """Counts events per user over all of that user's sockets."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[int, Bucket] = {}

    def take(self, user_id: int) -> int:
        """Take one token; answer 0, or the milliseconds until there is one."""
        with self._lock:
            now_s = self._clock()
            bucket = self._buckets.setdefault(user_id, Bucket(self._burst, now_s))
            passed_s = max(0.0, now_s - bucket.filled_at_s)
            bucket.tokens = min(self._burst, bucket.tokens + passed_s * self._per_second)
            bucket.filled_at_s = now_s
            if bucket.tokens >= 1:
                bucket.tokens -= 1
                return 0
            return int(1000 * (1 - bucket.tokens) / self._per_second) + 1

    def prune(self) -> None:
        """Drop every bucket that has had the time to fill up again."""
        with self._lock:
            now_s, full_s = self._clock(), self._burst / self._per_second
            self._buckets = {
                user_id: bucket
                for user_id, bucket in self._buckets.items()
                if now_s - bucket.filled_at_s < full_s
            }

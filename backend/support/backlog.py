"""Rows that wait to be written: a database that is away delays them, and loses the oldest only of very many.

It knows neither the rows nor the database. Every method may be called from any thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

ROWS_KEPT = 10_000  # hours of a school's check-ins

Row = TypeVar("Row", bound=Hashable)


class Backlog(Generic[Row]):
    """Rows of one kind, in the order they came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[Row, None] = {}

    def add(self, rows: Iterable[Row]) -> None:
        """Have these written, too."""
        with self._lock:
            self._rows.update(dict.fromkeys(rows))
            for oldest in list(self._rows)[:-ROWS_KEPT]:
                del self._rows[oldest]

    def drop(self, is_gone: Callable[[Row], bool]) -> None:
        """These may not be written any more."""
        with self._lock:
            self._rows = {row: None for row in self._rows if not is_gone(row)}

    def waiting(self) -> list[Row]:
        """What is not written yet."""
        with self._lock:
            return list(self._rows)

    def write(self, save: Callable[[list[Row]], None]) -> None:
        """Save what waits; where that fails it goes on waiting."""
        rows = self.waiting()
        if rows:
            save(rows)
            written = set(rows)
            self.drop(written.__contains__)

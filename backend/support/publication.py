"""Publishes how camera and word agree in a group so that nothing can be subtracted to one person.

What was published stands until at least k people add to it or leave it. It is kept in memory: after a restart
the group is published as it is then, rounded like all others.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flask import Flask, current_app

from backend.privacy.aggregate import round_share
from backend.support.agreement import Agreement, Cell

EXTENSION = "attune_published_pairs"


class KeptPair(NamedTuple):
    """One row: whose, what the camera suggested and what was said."""

    id: int
    user_id: int
    camera: str
    said: str


Contributions = Mapping[int, frozenset[KeptPair]]


@dataclass(frozen=True)
class Rounding:
    """The smallest group, and what shares are rounded to."""

    k: int
    round_to: float


class Publication:
    """What was published last of each group of this process. Whom it speaks of never leaves the server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[str, Contributions] = {}

    def choose(self, group: str, rows: Iterable[KeptPair], k: int) -> list[KeptPair]:
        """The rows that may be spoken of now: none of too few people, else the last ones or the new ones."""
        now = _sort_by_person(rows)
        with self._lock:
            last = self._last.get(group)
            if last is None:
                is_due = len(now) >= 2 * k
            else:
                is_due = len(now) >= 2 * k and _differs_safely(last, now, k)
            if is_due:
                last = self._last[group] = now
        return [pair for pairs in (last or {}).values() for pair in pairs]


def start_publication(app: Flask) -> None:
    """Begin with nothing published."""
    app.extensions[EXTENSION] = Publication()


def current_publication() -> Publication:
    """What the application that serves this request has published."""
    publication = current_app.extensions[EXTENSION]
    assert isinstance(publication, Publication)  # nosec B101: a type for the reader, not a check
    return publication


def round_agreement(agreement: Agreement, rows: Iterable[KeptPair], rounding: Rounding) -> Agreement:
    """Round what is said of a group; a pair of words that fewer than k people gave is left out."""

    def near(value: float | None) -> float | None:
        return None if value is None else round_share(value, rounding.round_to)

    people: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        people[row.camera, row.said].add(row.user_id)
    confusion = tuple(
        Cell(cell.camera, cell.said, None, round_share(cell.share, rounding.round_to))
        for cell in agreement.confusion
        if len(people[cell.camera, cell.said]) >= rounding.k
    )
    return Agreement(
        n=agreement.n // rounding.k * rounding.k,
        kappa=near(agreement.kappa),
        low=near(agreement.low),
        high=near(agreement.high),
        confusion=confusion,
        fits=near(agreement.fits),
    )


def _sort_by_person(rows: Iterable[KeptPair]) -> Contributions:
    found: dict[int, set[KeptPair]] = defaultdict(set)
    for row in rows:
        found[row.user_id].add(row)
    return {user_id: frozenset(pairs) for user_id, pairs in found.items()}


def _differs_safely(last: Contributions, now: Contributions, k: int) -> bool:
    """Whether comparing the two can only speak of k people or more, as with published windows."""
    counts = Counter(
        "gone" if user_id not in now else "renewed"
        for user_id in last.keys() | now.keys()
        if last.get(user_id) != now.get(user_id)
    )
    return all(count >= k for count in counts.values())

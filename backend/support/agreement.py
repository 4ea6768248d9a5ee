"""How well the camera agrees with what students say: confusion, kappa, and when to stop listening to it.

Pure functions over pairs; they know neither people nor the database. The camera cannot name tiredness or
boredom, so kappa is taken over the coarser question both can answer: is it going well, or not?
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FINE, TROUBLE = "fine", "trouble"
CAMERA_SAYS = {"engaged": FINE, "confused": TROUBLE, "frustrated": TROUBLE}
WORD_SAYS = {"well": FINE, "stuck": TROUBLE, "lost": TROUBLE, "tired": TROUBLE, "bored": TROUBLE}
Z = 1.96


@dataclass(frozen=True)
class Cell:
    """How often the camera's view and a word came together; a group's says the share of all alone."""

    camera: str
    said: str
    count: int | None
    share: float


@dataclass(frozen=True)
class Agreement:
    """Kappa with its interval; None where there is nothing to compare or no variation to agree about."""

    n: int
    kappa: float | None
    low: float | None
    high: float | None
    confusion: tuple[Cell, ...]
    fits: float | None  # the share in which both said that it goes well, or both that it does not


@dataclass(frozen=True)
class Rate:
    """A share with its Wilson interval."""

    share: float
    low: float
    high: float


def compare_pairs(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Compare (camera's state, student's word) pairs; a camera that could not tell is no pair."""
    known = [(camera, said) for camera, said in pairs if camera in CAMERA_SAYS and said in WORD_SAYS]
    cells = Counter(known)
    confusion = tuple(
        Cell(camera, said, count, round(count / len(known), 3))
        for (camera, said), count in sorted(cells.items())
    )
    coarse = [(CAMERA_SAYS[camera], WORD_SAYS[said]) for camera, said in known]
    fits = round(sum(one == other for one, other in coarse) / len(coarse), 3) if coarse else None
    kappa, spread = _estimate_kappa(coarse)
    if kappa is None:
        return Agreement(len(known), None, None, None, confusion, fits)
    low, high = max(-1.0, kappa - Z * spread), min(1.0, kappa + Z * spread)
    return Agreement(len(known), round(kappa, 3), round(low, 3), round(high, 3), confusion, fits)


def is_below_floor(agreement: Agreement, min_pairs: int, floor: float) -> bool:
    """Whether there is enough to judge, and it is not good enough. No variation at all is no verdict."""
    return agreement.n >= min_pairs and agreement.kappa is not None and agreement.kappa < floor


def estimate_rate(count: int, total: int) -> Rate | None:
    """A share with the interval that fits small numbers; None of nothing."""
    if total <= 0:
        return None
    share = count / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z / (1 + Z * Z / total) * math.sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    return Rate(round(share, 3), round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3))


def _estimate_kappa(pairs: Iterable[tuple[str, str]]) -> tuple[float | None, float]:
    counts = Counter(pairs)
    total = sum(counts.values())
    if not total:
        return None, 0.0
    observed = sum(count for (one, other), count in counts.items() if one == other) / total
    ones, others = Counter[str](), Counter[str]()
    for (one, other), count in counts.items():
        ones[one] += count
        others[other] += count
    expected = sum(ones[name] * others[name] for name in (FINE, TROUBLE)) / total**2
    if expected >= 1:
        return None, 0.0
    kappa = (observed - expected) / (1 - expected)
    return kappa, math.sqrt(observed * (1 - observed) / total) / (1 - expected)

"""When strain has lasted: from what a student said, never from a face. It knows no message and no tutor."""

from __future__ import annotations

from collections.abc import Iterable

from backend.support.rules import WellbeingRules
from backend.support.signal import Word

STRAIN_WORDS = frozenset({"stuck", "lost", "tired"})


def is_strain_lasting(words: Iterable[Word], now_s: float, rules: WellbeingRules) -> bool:
    """Whether somebody said often enough that it is hard, with no "well" since."""
    count = 0
    for word in words:
        if now_s - word.at_s > rules.within_s:
            continue
        if word.value == "well":
            count = 0
        elif word.value in STRAIN_WORDS:
            count += 1
    return count >= rules.words


def may_offer(last_offer_s: float | None, now_s: float, rules: WellbeingRules) -> bool:
    """Whether the last offer is long enough ago."""
    return last_offer_s is None or now_s - last_offer_s >= rules.every_s

"""When strain has lasted: from what a student said, never from a face. It knows no message and no tutor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backend.support.rules import WellbeingRules
from backend.support.signal import Word

STRAIN_WORDS = frozenset({"stuck", "lost", "tired"})


def is_strain_lasting(words: Iterable[Word], now_s: float, rules: WellbeingRules) -> bool:
    """Whether somebody said often enough that it is hard, with no "well" since.

    A button that is pressed again and again says one thing once: a word counts again only after a while.
    """
    count, counted_at_s = 0, dict[str, float]()
    for word in words:
        if now_s - word.at_s > rules.within_s:
            continue
        if word.value == "well":
            count = 0
            counted_at_s.clear()
        elif word.value in STRAIN_WORDS and not _is_repeated(word, counted_at_s, rules):
            count += 1
            counted_at_s[word.value] = word.at_s
    return count >= rules.words


def may_offer(last_offer_s: float | None, now_s: float, rules: WellbeingRules) -> bool:
    """Whether the last offer is long enough ago."""
    return last_offer_s is None or now_s - last_offer_s >= rules.every_s


def _is_repeated(word: Word, counted_at_s: Mapping[str, float], rules: WellbeingRules) -> bool:
    at_s = counted_at_s.get(word.value)
    return at_s is not None and word.at_s - at_s < rules.same_word_s

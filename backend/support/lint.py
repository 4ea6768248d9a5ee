"""Says what is wrong with the words of a message: what may not be said, length, reading ease.

It judges text only; whether a message fits a moment is decided elsewhere.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent / "messages"
LOCALES = ("en", "es")
MAX_CHARACTERS = 180  # two lines of the card
MAX_SENTENCE_WORDS = 16
MAX_GRADE = 6.5  # Flesch and Kincaid: school years needed to read English
MIN_EASE = 65.0  # Fernández Huerta's scale for Spanish: 60 to 70 is plain
VOWELS = {"en": re.compile(r"[aeiouy]+"), "es": re.compile(r"[aeiouáéíóúü]+")}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def find_faults(text: str, locale: str) -> list[str]:
    """What a reader of this text could rightly complain about; empty when it may be sent."""
    if locale not in LOCALES:
        return [f"there is no list of words for the language {locale}"]
    return [*_find_words(text, locale), *_find_marks(text), *_find_hard_reading(text, locale)]


def measure_reading(text: str, locale: str) -> float:
    """School years for English, ease from 0 to 100 for Spanish."""
    words = WORD.findall(text)
    sentences = max(1, len(_split_sentences(text)))
    syllables = sum(_count_syllables(word.lower(), locale) for word in words)
    per_sentence, per_word = len(words) / sentences, syllables / max(1, len(words))
    if locale == "es":
        return 206.84 - 60 * per_word - 1.02 * per_sentence
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def _find_words(text: str, locale: str) -> Iterator[str]:
    for kind, pattern in _banned(locale).items():
        for match in pattern.finditer(text):
            yield f"says “{match[0]}”, which is {kind.replace('_', ' ')}"


def _find_marks(text: str) -> Iterator[str]:
    if "!" in text:
        yield "has an exclamation mark"
    if len(text) > MAX_CHARACTERS:
        yield f"has {len(text)} characters, at most {MAX_CHARACTERS} fit the card"


def _find_hard_reading(text: str, locale: str) -> Iterator[str]:
    longest = max((len(WORD.findall(sentence)) for sentence in _split_sentences(text)), default=0)
    if not longest:
        yield "says nothing"
        return
    if longest > MAX_SENTENCE_WORDS:
        yield f"has a sentence of {longest} words, at most {MAX_SENTENCE_WORDS}"
    level = measure_reading(text, locale)
    if locale == "en" and level > MAX_GRADE:
        yield f"needs {level:.1f} school years to read, at most {MAX_GRADE}"
    if locale == "es" and level < MIN_EASE:
        yield f"has a reading ease of {level:.0f}, at least {MIN_EASE:.0f}"


def _split_sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[.?!:;]+", text) if part.strip()]


def _count_syllables(word: str, locale: str) -> int:
    count = len(VOWELS[locale].findall(word))
    if locale == "en" and word.endswith("e") and not word.endswith("le") and count > 1:
        count -= 1
    return max(1, count)


@functools.cache
def _banned(locale: str) -> dict[str, re.Pattern[str]]:
    document = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
    return {kind: _compile([str(word) for word in words[locale]]) for kind, words in document.items()}


def _compile(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)

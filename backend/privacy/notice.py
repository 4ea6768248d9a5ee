"""The words people agree to, in every language. A changed text has another hash, and everyone is asked again.

The English version number decides: a translation that lags behind it no longer counts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.privacy.policy import Scope

FOLDER = Path(__file__).with_name("words")
FIRST_LANGUAGE = "en"
WORDS: dict[str, dict[str, Any]] = {
    file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))
}


@dataclass(frozen=True)
class ConsentText:
    """What one scope says, in plain words, and its version."""

    scope: Scope
    version: int
    title: str
    body: str

    @property
    def hash(self) -> str:
        """Identifies exactly these words."""
        return hash_words(self.scope.value, str(self.version), self.title, self.body)


@dataclass(frozen=True)
class Words:
    """A text that is no scope of its own: what guardian, child and tutor are told."""

    name: str
    version: int
    title: str
    body: str

    @property
    def hash(self) -> str:
        """Identifies exactly these words."""
        return hash_words(self.name, str(self.version), self.title, self.body)


def hash_words(*parts: str) -> str:
    """Any changed letter gives another hash."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read_scopes(language: str) -> dict[Scope, ConsentText]:
    return {scope: ConsentText(scope, **WORDS[language]["scopes"][scope.value]) for scope in Scope}


TEXTS = _read_scopes(FIRST_LANGUAGE)
TRANSLATIONS = {language: _read_scopes(language) for language in WORDS if language != FIRST_LANGUAGE}


def find_notice(language: str) -> str:
    """What is said before anything is asked."""
    return str(_choose(language)["notice"])


def find_text(scope: Scope, language: str) -> ConsentText:
    """The words of a scope in this language, or in English where the translation lags behind."""
    text = TRANSLATIONS.get(language, TEXTS)[scope]
    return text if text.version == TEXTS[scope].version else TEXTS[scope]


def is_current(scope: Scope, text_hash: str) -> bool:
    """Whether somebody agreed to the words of today, in any of their languages."""
    return text_hash in {find_text(scope, language).hash for language in WORDS}


def find_words(name: str, language: str) -> Words:
    """A text of this name, in this language or in English where the translation lags behind."""
    chosen, first = _choose(language)[name], WORDS[FIRST_LANGUAGE][name]
    entry = chosen if chosen["version"] == first["version"] else first
    body = entry.get("body") or "\n".join(f"{head}: {text}" for head, text in entry["points"])
    return Words(name, entry["version"], entry["title"], body)


def find_shown_words(name: str, text_hash: str) -> Words | None:
    """The words of today with this hash, in whichever language; None for older ones."""
    known = (find_words(name, language) for language in WORDS)
    return next((words for words in known if words.hash == text_hash), None)


def find_points(name: str, language: str) -> list[tuple[str, str]]:
    """The points of a text that has some: a heading and a sentence or two each."""
    chosen, first = _choose(language)[name], WORDS[FIRST_LANGUAGE][name]
    entry = chosen if chosen["version"] == first["version"] else first
    return [(head, text) for head, text in entry["points"]]


def find_letter(language: str) -> tuple[str, str]:
    """Subject and text of the letter to a guardian; the text names what is to be filled in."""
    letter = _choose(language)["letter"]
    return str(letter["subject"]), str(letter["text"])


def _choose(language: str) -> dict[str, Any]:
    return WORDS.get(language, WORDS[FIRST_LANGUAGE])

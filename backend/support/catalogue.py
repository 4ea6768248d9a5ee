"""The messages we wrote, with cause, strategy, tone, evidence and what they never go with; and tutors' moves.

It reads files and finds what is wrong with them. Which message fits a moment is decided in `choice`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from backend.support.lint import FOLDER, LOCALES, find_faults

CAUSES = ("item", "explanation", "ask", "setback", "worry", "fatigue", "boredom", "progress", "strain")
Tone = Literal["warm", "plain", "brief"]
TONES: tuple[Tone, ...] = get_args(Tone)
Action = Literal["break", "breathing", "human", "replay", "ask"]
ACTIONS: frozenset[str] = frozenset(get_args(Action))
GRADES = frozenset("ABC")


@dataclass(frozen=True)
class Evidence:
    """What a strategy rests on: A several trials agree, B a single good one, C mixed or indirect."""

    grade: str
    source: str


@dataclass(frozen=True)
class CatalogueMessage:
    """One message in every language."""

    key: str
    cause: str
    strategy: str
    tone: str
    evidence: Evidence | None  # a tutor's own message has none
    never_with: frozenset[str]
    actions: tuple[str, ...]
    text: dict[str, str]


@dataclass(frozen=True)
class Move:
    """One thing a tutor could do."""

    key: str
    text: dict[str, str]


@functools.cache
def load_catalogue(folder: Path = FOLDER) -> tuple[CatalogueMessage, ...]:
    """Read every message, in the order of the files."""
    sources = {key: Evidence(**value) for key, value in _read(folder / "sources.yaml").items()}
    documents = [_read(folder / f"{cause}.yaml") for cause in CAUSES]
    return tuple(
        CatalogueMessage(
            key=row["id"],
            cause=document["cause"],
            strategy=row["strategy"],
            tone=row["tone"],
            evidence=sources[row["evidence"]],
            never_with=frozenset(row["never_with"]),
            actions=tuple(row["actions"]),
            text={locale: row[locale] for locale in LOCALES if locale in row},
        )
        for document in documents
        for row in document["messages"]
    )


def find_text(key: str) -> dict[str, str]:
    """What one of our messages says, by language; nothing for a tutor's own."""
    return next((message.text for message in load_catalogue() if message.key == key), {})


@functools.cache
def load_moves(folder: Path = FOLDER) -> dict[str, Move]:
    """Read the tutors' moves, by the cause of an alert."""
    document = _read(folder / "moves.yaml")
    return {
        cause: Move(row["move"], {locale: row[locale] for locale in LOCALES})
        for cause, row in document.items()
    }


def list_faults(folder: Path = FOLDER) -> list[str]:
    """Everything wrong with the catalogue, one line each; the tests want this list empty."""
    messages = load_catalogue(folder)
    faults = [f"{message.key}: {fault}" for message in messages for fault in _check(message)]
    keys = [message.key for message in messages]
    faults += [f"{key}: is there twice" for key in sorted({key for key in keys if keys.count(key) > 1})]
    for cause in CAUSES:
        for tone in TONES:
            if not any(message.cause == cause and message.tone == tone for message in messages):
                faults.append(f"{cause}: has no {tone} message")
    return faults


def _check(message: CatalogueMessage) -> list[str]:
    faults = [f"lacks the language {locale}" for locale in LOCALES if not message.text.get(locale)]
    if message.tone not in TONES:
        faults.append(f"has the unknown tone {message.tone}")
    if not set(message.actions) <= ACTIONS:
        faults.append("offers an unknown action")
    evidence = message.evidence
    if evidence is None or evidence.grade not in GRADES or not evidence.source:
        faults.append("names no evidence")
    for locale, text in message.text.items():
        faults += [f"({locale}) {fault}" for fault in find_faults(text, locale)]
    return faults


def _read(file: Path) -> dict[str, Any]:
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    return dict(document)

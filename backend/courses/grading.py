"""Compares answers with what is right. Pure functions over one quiz: no database, no person, no camera."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["single", "multiple", "numeric", "text"]
KINDS: tuple[Kind, ...] = ("single", "multiple", "numeric", "text")


@dataclass(frozen=True)
class Item:
    """One question, as grading needs it."""

    id: int
    kind: str
    choices: Sequence[dict[str, Any]]
    answer: dict[str, Any]
    feedback: str
    points: int


@dataclass(frozen=True)
class Answer:
    """What a student said to one question; what does not belong to its kind is ignored."""

    choices: tuple[int, ...] = ()
    number: float | None = None
    text: str | None = None


@dataclass(frozen=True)
class ItemResult:
    """What grading says about one answer."""

    item_id: int
    correct: bool
    points: float
    points_possible: int
    feedback: str


@dataclass(frozen=True)
class QuizResult:
    """What grading says about a whole attempt."""

    items: tuple[ItemResult, ...]
    points: float
    points_possible: int
    passed: bool


def grade_quiz(items: Sequence[Item], answers: dict[int, Answer], pass_percent: int) -> QuizResult:
    """Grade every question; one without an answer is wrong."""
    results = tuple(grade_item(item, answers.get(item.id, Answer())) for item in items)
    points = sum(result.points for result in results)
    possible = sum(item.points for item in items)
    passed = possible > 0 and points * 100 >= pass_percent * possible
    return QuizResult(results, points, possible, passed)


def grade_item(item: Item, answer: Answer) -> ItemResult:
    """Grade one question; with several right choices, part of them gives part of the points."""
    share = _SHARES[item.kind](item, answer)
    feedback = _find_feedback(item, answer)
    return ItemResult(item.id, share == 1.0, round(share * item.points, 2), item.points, feedback)


def _share_single(item: Item, answer: Answer) -> float:
    return 1.0 if list(answer.choices) == [item.answer.get("choice")] else 0.0


def _share_multiple(item: Item, answer: Answer) -> float:
    right, given = set(item.answer.get("choices", [])), set(answer.choices)
    if not right:
        return 1.0 if not given else 0.0
    # A wrong cross takes back a right one, so that ticking everything earns nothing.
    return max(0.0, (len(given & right) - len(given - right)) / len(right))


def _share_numeric(item: Item, answer: Answer) -> float:
    if answer.number is None or not math.isfinite(answer.number):
        return 0.0
    off = abs(answer.number - float(item.answer.get("value", math.nan)))
    return 1.0 if off <= float(item.answer.get("tolerance", 0.0)) + 1e-9 else 0.0


def _share_text(item: Item, answer: Answer) -> float:
    said = _normalize(answer.text or "")
    return 1.0 if said and said in {_normalize(text) for text in item.answer.get("accepted", [])} else 0.0


def _normalize(text: str) -> str:
    """Case, spaces and the way an accent is written do not make an answer wrong."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _find_feedback(item: Item, answer: Answer) -> str:
    said = [
        item.choices[index]["feedback"]
        for index in answer.choices
        if 0 <= index < len(item.choices) and item.choices[index].get("feedback")
    ]
    return " ".join([*said, item.feedback]).strip()


_SHARES = {
    "single": _share_single,
    "multiple": _share_multiple,
    "numeric": _share_numeric,
    "text": _share_text,
}

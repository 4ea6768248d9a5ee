"""Reads what people did and said in one live class or on one day, for the groups that are published of it.

Somebody who does not share at the moment of publishing adds nothing but the fact of having been there; who
teaches the course, or administers, adds nothing at all. How many shared in a class, only its windows say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func, select

from backend.config import current_config
from backend.courses.access import learns
from backend.db.base import db
from backend.db.course import Lesson, LiveClass, Module
from backend.db.recording import CheckInRow, ClassWindow, HelpSignalRow, LiveSession, LiveSessionSummary
from backend.db.support import AgreementPair
from backend.privacy.facts import load_policy
from backend.privacy.policy import Mode
from backend.support.agreement import CAMERA_SAYS, WORD_SAYS
from backend.trends.group import ABSTAINED, AGREES, Item, Kind

BIN_MINUTES = 5  # of a class, for the map of a lesson: shorter stretches rarely reach the smallest group
DIFFICULT_WORDS = ("stuck", "lost")
Items = dict[Kind, list[Item]]
"""What the group kinds are made of."""


class Sharing:
    """Who counts towards groups in which course; asked once for each person, course and run."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, user_id: int, course_id: int) -> bool:
        key = (user_id, course_id)
        if key not in self._known:
            self._known[key] = load_policy(user_id, course_id).mode is Mode.AGGREGATE
        return self._known[key]


def gather_class(live_class_id: int, course_id: int, started_at: datetime, shares: Sharing) -> Items:
    """What was said and shared in one live class, but for expressions, which its windows publish."""
    check_ins = _read_check_ins(CheckInRow.live_class_id == live_class_id)
    items: Items = {"check_ins": [item for _, item in check_ins]}
    sittings = _read_sittings(LiveSession.live_class_id == live_class_id)
    for _, session, summary in sittings:
        _add_sitting(items, session, summary, shares(session.user_id, course_id))
    present = {session.user_id for _, session, _ in sittings}
    items["moments"] = [Item(user_id, started_at) for user_id in present]
    for user_id, at in read_signals(live_class_id):
        if user_id in present:
            stretch = int((at - started_at).total_seconds() / 60) // BIN_MINUTES * BIN_MINUTES
            items["moments"].append(Item(user_id, at, word=str(stretch)))
    return items


def read_largest_cohort(live_class_id: int) -> int:
    """The most people that one window of a class spoke of, rounded down as it was published."""
    largest = select(func.max(ClassWindow.cohort)).where(ClassWindow.live_class_id == live_class_id)
    return db.session.scalar(largest) or 0


def read_signals(live_class_id: int) -> list[tuple[int, datetime]]:
    """Who said when that they are stuck or lost, or asked for help, in order."""
    words = (
        select(CheckInRow.user_id, CheckInRow.at)
        .join(LiveClass, LiveClass.id == CheckInRow.live_class_id)
        .where(LiveClass.id == live_class_id, CheckInRow.value.in_(DIFFICULT_WORDS))
        .where(learns(CheckInRow.user_id, LiveClass.course_id))
    )
    calls = (
        select(HelpSignalRow.user_id, HelpSignalRow.raised_at)
        .join(LiveClass, LiveClass.id == HelpSignalRow.live_class_id)
        .where(LiveClass.id == live_class_id, learns(HelpSignalRow.user_id, LiveClass.course_id))
    )
    found = [(row[0], row[1]) for query in (words, calls) for row in db.session.execute(query)]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def gather_alone(start: datetime, end: datetime, shares: Sharing) -> dict[int, Items]:
    """By course: what was said and shared between two moments outside any live class."""
    found: dict[int, Items] = defaultdict(dict)
    alone = CheckInRow.live_class_id.is_(None)
    for course_id, item in _read_check_ins(alone & (CheckInRow.at >= start) & (CheckInRow.at < end)):
        found[course_id].setdefault("check_ins", []).append(item)
    within = (LiveSession.ended_at >= start) & (LiveSession.ended_at < end)
    for course_id, session, summary in _read_sittings(LiveSession.live_class_id.is_(None) & within):
        is_shared = shares(session.user_id, course_id)
        _add_sitting(found[course_id], session, summary, is_shared)
        if is_shared and summary is not None:
            _add_mood(found[course_id], session, summary)
    for course_id, item in _read_pairs(start, end, shares):
        found[course_id].setdefault("agreement", []).append(item)
    return found


def find_labels(model: str) -> tuple[str, ...] | None:
    """What a released model names, in its order, in any version; None if it is not released here any more."""
    return _read_labels(current_config().release_dir.parent).get(model.partition("@")[0])


@lru_cache(maxsize=4)
def _read_labels(folder: Path) -> dict[str, tuple[str, ...]]:
    cards = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*/card.json"))]
    return {card["name"]: tuple(card["labels"]) for card in cards}


def _read_check_ins(condition: ColumnElement[bool]) -> Iterator[tuple[int, Item]]:
    rows = db.session.execute(
        select(Module.course_id, CheckInRow.user_id, CheckInRow.at, CheckInRow.lesson_id, CheckInRow.value)
        .join(Lesson, Lesson.id == CheckInRow.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(condition, learns(CheckInRow.user_id, Module.course_id))
        .order_by(CheckInRow.at, CheckInRow.id)
    )
    for course_id, user_id, at, lesson_id, value in rows:
        yield course_id, Item(user_id, at, lesson_id, value)


def _read_sittings(
    condition: ColumnElement[bool],
) -> Sequence[tuple[int, LiveSession, LiveSessionSummary | None]]:
    query = (
        select(Module.course_id, LiveSession, LiveSessionSummary)
        .join(Lesson, Lesson.id == LiveSession.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .outerjoin(LiveSessionSummary, LiveSessionSummary.live_session_id == LiveSession.id)
        .where(condition, learns(LiveSession.user_id, Module.course_id))
        .order_by(LiveSession.id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def _read_pairs(start: datetime, end: datetime, shares: Sharing) -> Iterator[tuple[int, Item]]:
    within = (AgreementPair.at >= start) & (AgreementPair.at < end)
    query = select(AgreementPair).where(within, learns(AgreementPair.user_id, AgreementPair.course_id))
    for row in db.session.scalars(query.order_by(AgreementPair.id)):
        seen, said = CAMERA_SAYS.get(row.camera), WORD_SAYS.get(row.said)
        if seen and said and shares(row.user_id, row.course_id):
            yield row.course_id, Item(row.user_id, row.at, numbers={AGREES: float(seen == said)})


def _add_sitting(
    items: Items, session: LiveSession, summary: LiveSessionSummary | None, is_shared: bool
) -> None:
    place = (session.user_id, session.started_at, session.lesson_id)
    if is_shared and summary is not None and summary.readings:
        numbers = {reason: count / summary.readings for reason, count in summary.abstentions.items()}
        numbers[ABSTAINED] = 1 - summary.seen / summary.readings
        items.setdefault("abstention", []).append(Item(*place, numbers=numbers))


def _add_mood(items: Items, session: LiveSession, summary: LiveSessionSummary) -> None:
    ended_at = session.ended_at or session.started_at
    minutes = max(1.0, (ended_at - session.started_at).total_seconds() / 60)
    place = (session.user_id, session.started_at, session.lesson_id)
    labels = find_labels(summary.model)
    if summary.seen and (summary.probabilities is None or labels is not None):
        word = _name_likeliest(summary.probabilities, labels or ())
        items.setdefault("expressions", []).append(Item(*place, word, minutes=minutes))
    if summary.engagement is not None:
        numbers = {"engagement": summary.engagement}
        items.setdefault("engagement", []).append(Item(*place, numbers=numbers, minutes=minutes))


def _name_likeliest(probabilities: list[Any] | None, labels: tuple[str, ...]) -> str | None:
    if probabilities is None or len(probabilities) != len(labels):
        return None
    return labels[max(range(len(probabilities)), key=probabilities.__getitem__)]

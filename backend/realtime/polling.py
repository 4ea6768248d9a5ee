"""The newest poll of one live class in memory, and what may be said of its answers.

It knows neither sockets nor the database, and nothing about anybody's expression.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from backend.realtime.errors import RefusedError


@dataclass
class AskedPoll:
    """One question, and who chose what."""

    poll_id: int
    question: str
    choices: tuple[str, ...]
    is_open: bool = True
    answers: dict[int, int] = field(default_factory=dict)


def require_choice(poll: AskedPoll | None, poll_id: int, choice: int) -> AskedPoll:
    """Give the poll back if this is an answer that it can take."""
    if poll is None or poll.poll_id != poll_id or not poll.is_open:
        raise RefusedError("poll_closed")
    if choice >= len(poll.choices):
        raise RefusedError("invalid")
    return poll


def describe_to_student(poll: AskedPoll | None, user_id: int) -> dict[str, Any] | None:
    """Write an open poll for one student, with their own choice and nobody else's."""
    if poll is None or not poll.is_open:
        return None
    return {
        "poll_id": poll.poll_id,
        "question": poll.question,
        "choices": list(poll.choices),
        "chosen": poll.answers.get(user_id),
    }


def describe_to_tutor(poll: AskedPoll | None, k: int) -> dict[str, Any] | None:
    """Write the newest poll for the panel; counts only from k answers on, so that no answer has a face."""
    if poll is None:
        return None
    chosen = Counter(poll.answers.values())
    answered = len(poll.answers)
    return {
        "poll_id": poll.poll_id,
        "question": poll.question,
        "choices": list(poll.choices),
        "open": poll.is_open,
        "answered": answered,
        "counts": [chosen[index] for index in range(len(poll.choices))] if answered >= k else None,
        "shown_from": k,
    }

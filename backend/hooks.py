"""How something low tells something high: callbacks that the composition root passes in.

The live side listens here; nothing in accounts, courses or privacy knows that it exists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from flask import current_app

AccessReason = Literal["logout", "password", "role", "unenrolled", "disabled", "erased", "consent"]


@dataclass(frozen=True)
class AccessChange:
    """Someone may do less (or other things) than before. None means all logins or all courses."""

    user_id: int
    reason: AccessReason
    login_session_id: int | None = None
    course_id: int | None = None


@dataclass(frozen=True)
class ClassPosition:
    """Where the tutor of a live class is."""

    live_class_id: int
    lesson_id: int
    section: int
    video_seconds: float
    playing: bool


@dataclass(frozen=True)
class LearningStep:
    """A quiz of a lesson was graded: how many answers were right and how many wrong."""

    user_id: int
    lesson_id: int
    right: int
    wrong: int


@dataclass(frozen=True)
class MessageRating:
    """Somebody said that a message did not fit how they were."""

    user_id: int
    denied_state: str


class ModelHost(Protocol):
    """What reads faces in this process and can change its model while it does."""

    @property
    def current(self) -> Path:
        """The folder of the model in service."""

    @property
    def previous(self) -> Path | None:
        """The folder of the model before the last change."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What the model in service names."""

    def swap(self, directory: Path) -> None:
        """Serve the model in this folder, or raise an error of ours and go on as before."""

    def roll_back(self) -> None:
        """Serve the previous model again, or raise an error of ours and go on as before."""


@dataclass(frozen=True)
class LiveGauge:
    """How the live side fares: totals since the start, and what is so now."""

    answered: int
    refused: int
    restarts: int
    waits: tuple[int, ...]  # of answered frames, in the buckets of `wait_bounds_ms`
    wait_bounds_ms: tuple[int, ...]
    waiting: int
    workers: int
    worker_pids: tuple[int, ...]
    sockets: int
    sittings: int
    classes: int
    rate_hz: float
    failed_flushes: int
    dropped_rows: int


def _ignore(*_: Any) -> None:
    """Nobody listens."""


@dataclass
class Hooks:
    """Who is told what, always after the database has it; and who can be asked for another model."""

    access_changed: Callable[[AccessChange], None] = field(default=_ignore)
    policy_changed: Callable[[], None] = field(default=_ignore)
    position_changed: Callable[[ClassPosition], None] = field(default=_ignore)
    live_class_ended: Callable[[int], None] = field(default=_ignore)
    lesson_deleted: Callable[[int], None] = field(default=_ignore)
    read_gauge: Callable[[], LiveGauge] | None = None  # None where there is no live side
    learnt: Callable[[LearningStep], None] = field(default=_ignore)
    lesson_finished: Callable[[int], None] = field(default=_ignore)  # by this user
    message_rated: Callable[[MessageRating], None] = field(default=_ignore)
    model_host: ModelHost | None = None  # None where nothing reads faces


def current_hooks() -> Hooks:
    """The callbacks of the application that serves this request."""
    hooks = current_app.extensions["attune_hooks"]
    assert isinstance(hooks, Hooks)  # nosec B101: a type for the reader, not a check
    return hooks

"""The shapes of the support loop on the socket: activity, messages, alerts and what came of helping."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from backend.field import Id
from backend.realtime.message import Message
from backend.support.catalogue import Action, Tone

ActivityKind = Literal["item", "rewind", "idle", "resume", "retry"]


class Activity(Message):
    """What the student does with the lesson, in broad steps; never keys, never their rhythm."""

    kind: ActivityKind
    item: int | None = Field(
        default=None, ge=0, le=1_000_000, description="the section or question reached, or tried again"
    )
    video_second: float | None = Field(default=None, ge=0, le=1_000_000)


class SnoozeAlert(Message):
    """A tutor puts one alert aside for a while."""

    alert_id: Id
    minutes: int = Field(ge=1, le=120)


class Helped(Message):
    """A tutor who watches a class marks that they helped, perhaps because of an alert."""

    alert_id: Id | None = None


class SupportMessage(Message):
    """One message for one student, in the student's language and tone."""

    id: int
    text: str
    cause: str
    strategy: str
    tone: Tone
    actions: tuple[Action, ...]


class Alert(Message):
    """Something worth the tutor's attention, with one suggested move. Its count never changes."""

    id: int
    cause: str
    at: str
    move: str = Field(description="a stable key")
    text: str = Field(description="the suggested move in the tutor's language")
    count: int | None = Field(default=None, description="students, at least; null where too few to say")


class Intervention(Message):
    """A mark "I helped": the share of the class in trouble before and after; null: too few, or not yet."""

    id: int
    at: str
    cause: str | None
    before: float | None
    after: float | None
    could_be_chance: bool | None = Field(description="null until there is an after")

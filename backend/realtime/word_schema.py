"""The shapes of what a tutor and a live class say to each other: pulse polls and words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from backend.field import Id, NoNul
from backend.realtime.message import Message

Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), NoNul]
Choice = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), NoNul]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), NoNul]


class AskPoll(Message):
    """A tutor asks the class; what was asked before is closed."""

    live_class_id: Id
    question: Question
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=5)

    @field_validator("choices")
    @classmethod
    def require_different(cls, choices: tuple[str, ...]) -> tuple[str, ...]:
        """Two equal choices could not be told apart in the counts."""
        if len({choice.casefold() for choice in choices}) < len(choices):
            raise ValueError("two choices are the same")
        return choices


class PollAsked(Message):
    """The answer to `poll`."""

    ok: Literal[True] = True
    poll_id: int


class ClosePoll(Message):
    """A tutor ends the answering."""

    poll_id: Id


class AnswerPoll(Message):
    """A student's choice; another one replaces it while the poll is open."""

    poll_id: Id
    choice: int = Field(ge=0, le=4)


class Tell(Message):
    """A tutor's words to one student of the class, or to everybody in it."""

    live_class_id: Id
    user_id: Id | None = None
    text: Words


class Told(Message):
    """The answer to `tell`."""

    ok: Literal[True] = True
    reached: int = Field(description="people who sit in the class now")


class ClassPoll(Message):
    """What the tutor asks, as one student sees it."""

    poll_id: int
    question: str
    choices: tuple[str, ...]
    chosen: int | None


class PollClosed(Message):
    """No more answers are taken."""

    poll_id: int


class TutorWords(Message):
    """What the tutor wrote, to this student or to everybody."""

    id: int
    from_name: str
    text: str
    at: str
    to_me: bool = Field(description="to this student alone")


class PanelPoll(Message):
    """The newest poll with its counts. `None`: too few answered to show what they chose."""

    poll_id: int
    question: str
    choices: tuple[str, ...]
    open: bool
    answered: int
    counts: tuple[int, ...] | None
    shown_from: int = Field(description="this many answers are needed before any count is shown")

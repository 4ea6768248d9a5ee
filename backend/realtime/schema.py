"""The shape of every message on the /live namespace, and the map from event names to shapes.

The TypeScript types are generated from this file. It does not know who may send what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import models_json_schema

from backend.field import Id
from backend.realtime.chat_schema import (
    Chat,
    ChatLine,
    ChatOpened,
    Hand,
    LowerHand,
    OpenChat,
    RaisedHand,
    React,
    Reacted,
    Say,
    Spoken,
    TakeDown,
    TakenDown,
)
from backend.realtime.message import NAMESPACE, Message
from backend.realtime.support_schema import (
    Activity,
    Alert,
    Helped,
    Intervention,
    SnoozeAlert,
    SupportMessage,
)
from backend.realtime.word_schema import (
    AnswerPoll,
    AskPoll,
    ClassPoll,
    ClosePoll,
    PanelPoll,
    PollAsked,
    PollClosed,
    Tell,
    Told,
    TutorWords,
)
from inference.card import MAX_ID_LENGTH

CheckInValue = Literal["well", "stuck", "lost", "tired", "bored"]
Mode = Literal["off", "self_only", "aggregate", "individual"]


class Nothing(Message):
    """An event that carries no data."""


class Join(Message):
    """Start, or take up again, a sitting in a lesson, alone or in a live class."""

    lesson_id: Id
    live_class_id: Id | None = None
    opt_in: bool = Field(default=False, description="let my tutors see me, this time; asked anew each time")
    opt_in_chosen: bool = Field(
        default=True,
        description="the student has just chosen it; if not, a sitting keeps its choice and a no holds",
    )


class DeviceReading(Message):
    """What the model in the browser said: probabilities in card order, or why it could not say.

    The label is the one the student sees; it may lag behind the likeliest one for a moment.
    """

    number: int = Field(ge=1, description="rises by at least one with every reading of a live session")
    model: str = Field(max_length=MAX_ID_LENGTH, description="which one said it")
    label: str | None = Field(default=None, max_length=32)
    probabilities: tuple[float, ...] | None = Field(default=None, max_length=16)
    abstained: str | None = Field(default=None, max_length=32)


class CheckIn(Message):
    """What the student says about how it goes."""

    value: CheckInValue


class Help(Message):
    """Raise or lower the silent help signal."""

    on: bool


class Correct(Message):
    """The latest readings were wrong: another label, or none at all."""

    label: str | None = Field(default=None, max_length=32)


class Watch(Message):
    """A tutor opens the panel of one live class."""

    live_class_id: Id


class Refusal(Message):
    """The answer when something is not done: a stable code, and when to try again."""

    ok: Literal[False] = False
    code: str
    retry_after_ms: int | None = None


class Done(Message):
    """The answer when something is done and there is no more to say."""

    ok: Literal[True] = True


class Sharing(Message):
    """What the policy and this student's consents allow in this live session."""

    analysis: bool = Field(description="frames and readings are accepted and answered")
    group: bool = Field(description="counts towards the class mood")
    tile: bool = Field(description="named tutors see this student's tile")
    summary: bool = Field(description="one summary of the live session is kept")


class ClassPosition(Message):
    """Where the tutor is in the lesson."""

    live_class_id: int
    lesson_id: int
    section: int
    video_seconds: float
    playing: bool


class Joined(Message):
    """The answer to `join`."""

    ok: Literal[True] = True
    live_session_id: int
    mode: Mode
    sharing: Sharing
    rate_hz: float
    labels: tuple[str, ...]
    model: str | None
    help: bool
    small: bool = Field(description="so few are in the class that a count may be a person")
    position: ClassPosition | None
    poll: ClassPoll | None
    words: tuple[TutorWords, ...] = Field(description="of the last minutes, the oldest first")
    chat: Chat | None = Field(description="of the class; None outside of one")
    hand: bool = Field(description="my hand is up")


class Reading(Message):
    """What one frame said: probabilities in card order, or why it could not say."""

    probabilities: tuple[float, ...] | None
    label: str | None
    confidence: float
    abstained: str | None
    box: tuple[float, float, float, float] | None = Field(
        description="x, y, width, height of the face, relative to the frame"
    )
    model: str
    held: bool = Field(
        default=False, description="the last reading, repeated over a brief gap; no new evidence"
    )


class FrameAnswer(Message):
    """The answer to `frame`."""

    ok: Literal[True] = True
    reading: Reading
    rate_hz: float


class ReadingAnswer(Message):
    """The answer to `reading`."""

    ok: Literal[True] = True
    rate_hz: float


class CheckInAnswer(Message):
    """The answer to `check_in`."""

    ok: Literal[True] = True
    at: str
    small: bool = Field(description="so few are in the class that a count may be a person")


class HelpAnswer(Message):
    """The answer to `help`."""

    ok: Literal[True] = True
    watched: bool = Field(description="a tutor has the panel of this class open now")


class Tile(Message):
    """One student who chose to be seen by the tutors of this course."""

    live_session_id: int
    user_id: int
    name: str
    label: str | None
    confidence: float
    abstained: str | None
    corrected: bool
    present: bool
    at: str


class HelpSignal(Message):
    """A student who asks for help, silently, of the tutor alone."""

    user_id: int
    name: str
    since: str


class Coverage(Message):
    """How much the class mood rests on: a group in steps of k. `None` means: no mood is shown now."""

    present: int
    sharing: int | None
    unsure: int | None


class Mood(Message):
    """One frozen window. Shares are rounded; a label missing here was too small or too large to show."""

    start: str
    end: str
    shares: dict[str, float]
    unsure: float | None
    cohort: int = Field(description="rounded down to the group size")
    engagement: float | None


class Panel(Message):
    """Everything a tutor's live panel shows, once a second."""

    live_class_id: int
    at: str
    mode: Mode
    coverage: Coverage
    mood: Mood | None
    mood_reason: Literal["shown", "too_few", "settling", "waiting", "off"]
    trend: tuple[Mood, ...]
    tiles: tuple[Tile, ...]
    check_ins: dict[str, int]
    help: tuple[HelpSignal, ...]
    alerts: tuple[Alert, ...]
    interventions: tuple[Intervention, ...]
    poll: PanelPoll | None
    hands: tuple[RaisedHand, ...]
    reactions: dict[str, int]


class Watching(Message):
    """The answer to `watch`: the whole state first."""

    ok: Literal[True] = True
    panel: Panel
    chat: Chat


class Rate(Message):
    """How many frames a second the server asks for."""

    rate_hz: float


class PolicyChange(Message):
    """What is allowed has changed; in `off` the camera must stop."""

    mode: Mode
    reason: str
    sharing: Sharing


class Ended(Message):
    """The live class is over."""

    live_class_id: int


@dataclass(frozen=True)
class ClientEvent:
    """What a browser may send, and what it gets back."""

    payload: type[Message] | None  # None: the payload is the bytes of one picture
    answer: type[Message]


CLIENT_EVENTS: dict[str, ClientEvent] = {
    "join": ClientEvent(Join, Joined),
    "frame": ClientEvent(None, FrameAnswer),
    "crop": ClientEvent(None, FrameAnswer),  # a face the browser found and cut out by the card's rule
    "reading": ClientEvent(DeviceReading, ReadingAnswer),
    "check_in": ClientEvent(CheckIn, CheckInAnswer),
    "help": ClientEvent(Help, HelpAnswer),
    "correct": ClientEvent(Correct, Done),
    "leave": ClientEvent(Nothing, Done),
    "activity": ClientEvent(Activity, Done),
    "snooze_alert": ClientEvent(SnoozeAlert, Done),
    "helped": ClientEvent(Helped, Done),
    "watch": ClientEvent(Watch, Watching),
    "unwatch": ClientEvent(Nothing, Done),
    "poll": ClientEvent(AskPoll, PollAsked),
    "close_poll": ClientEvent(ClosePoll, Done),
    "answer_poll": ClientEvent(AnswerPoll, Done),
    "tell": ClientEvent(Tell, Told),
    "chat": ClientEvent(Say, Spoken),
    "take_down": ClientEvent(TakeDown, Done),
    "open_chat": ClientEvent(OpenChat, Done),
    "hand": ClientEvent(Hand, Done),
    "lower_hand": ClientEvent(LowerHand, Done),
    "react": ClientEvent(React, Reacted),
}

SERVER_EVENTS: dict[str, type[Message]] = {
    "panel": Panel,
    "rate": Rate,
    "policy": PolicyChange,
    "class_position": ClassPosition,
    "ended": Ended,
    "message": SupportMessage,
    "poll": ClassPoll,
    "poll_closed": PollClosed,
    "tutor_words": TutorWords,
    "chat": ChatLine,
    "chat_taken_down": TakenDown,
    "chat_opened": ChatOpened,
    "hand": Hand,
}


def describe_events() -> dict[str, Any]:
    """Write the whole map as one JSON Schema document, the source of the TypeScript types."""
    models: set[type[Message]] = {Refusal, *SERVER_EVENTS.values()}
    for event in CLIENT_EVENTS.values():
        models.add(event.answer)
        if event.payload:
            models.add(event.payload)
    ordered = sorted(models, key=lambda model: model.__name__)
    _, document = models_json_schema([(model, "validation") for model in ordered], title="Attune live events")
    document["namespace"] = NAMESPACE
    document["client"] = {
        name: {"payload": _refer(event.payload), "answer": _refer(event.answer)}
        for name, event in CLIENT_EVENTS.items()
    }
    document["server"] = {name: _refer(model) for name, model in SERVER_EVENTS.items()}
    document["refusal"] = _refer(Refusal)
    return document


def _refer(model: type[Message] | None) -> dict[str, str]:
    if model is None:
        return {"type": "string", "format": "binary"}
    return {"$ref": f"#/$defs/{model.__name__}"}

"""The shapes of what people in a live class say to each other: chat, raised hands, reactions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from backend.field import Id
from backend.realtime.message import Message
from backend.realtime.word_schema import Words

ReactionKind = Literal["yes", "no", "slower", "thanks"]


class ChatLine(Message):
    """One line, as one person sees it."""

    id: int
    from_name: str
    by_tutor: bool
    mine: bool
    text: str
    at: str


class Say(Message):
    """A line for everybody in the class, from somebody who sits in it or teaches it."""

    live_class_id: Id
    text: Words


class Spoken(Message):
    """The answer to `chat`: the line as it stands there now."""

    ok: Literal[True] = True
    line: ChatLine


class TakeDown(Message):
    """One's own line, or for a tutor anybody's, disappears for everybody."""

    line_id: Id


class OpenChat(Message):
    """A tutor lets students write, or stops them; what stands there stays."""

    live_class_id: Id
    on: bool


class Hand(Message):
    """A raised hand, taken up or put down: to say something before everybody, when the tutor asks."""

    on: bool


class LowerHand(Message):
    """A tutor has heard what a student wanted to say."""

    live_class_id: Id
    user_id: Id


class React(Message):
    """A word to the tutor that needs no typing; another one replaces it."""

    kind: ReactionKind


class Chat(Message):
    """What stands in the chat: the newest lines, the oldest of them first."""

    open: bool = Field(description="students may write")
    lines: tuple[ChatLine, ...]


class ChatOpened(Message):
    """Students may write from now on, or no longer."""

    on: bool


class TakenDown(Message):
    """A line disappears."""

    line_id: int


class Reacted(Message):
    """The answer to `react`."""

    ok: Literal[True] = True
    seconds: float = Field(description="how long the tutor sees it")


class RaisedHand(Message):
    """A student who wants to say something, as the tutor sees it."""

    user_id: int
    name: str
    since: str

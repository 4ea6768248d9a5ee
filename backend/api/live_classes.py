"""Live classes over HTTP: open, find, lead, end. Sockets are told through a callback."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from apiflask import APIBlueprint
from pydantic import AfterValidator, Field, StringConstraints

from backend.accounts.identity import current_identity
from backend.api.schema import Id, In, NoNul, Out, PageQuery
from backend.courses import live_class

bp = APIBlueprint("live_classes", __name__, tag="live")


def _require_https(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname or parts.username or any(c.isspace() for c in text):
        raise ValueError("must be a link that starts with https://")
    return text


CallUrl = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500), NoNul, AfterValidator(_require_https)
]


class LiveClassIn(In):
    """Which lesson, and where the call is held, if there is one (Zoom, Meet, Jitsi, BigBlueButton)."""

    lesson_id: Id
    call_url: CallUrl | None = None


class PositionIn(In):
    """Where the tutor is in the lesson."""

    section: int = Field(default=0, ge=0, le=10_000)
    video_seconds: float = Field(default=0, ge=0, le=1_000_000, allow_inf_nan=False)
    playing: bool = False


class LiveClassOut(Out):
    """A live class and where its tutor is, so that a latecomer catches up."""

    id: int
    lesson_id: int
    lesson_title: str
    course_id: int
    course_title: str
    tutor: str | None
    call_url: str | None
    section: int
    video_seconds: float
    playing: bool
    position_at: datetime
    started_at: datetime
    ended_at: datetime | None


class LiveClassPage(Out):
    """One page of live classes."""

    items: list[LiveClassOut]
    next_cursor: str | None


class LiveClassQuery(PageQuery):
    """Of which course, and only those that run."""

    course_id: Id
    open_only: bool = False


@bp.post("/live-classes")
@bp.input(LiveClassIn)
@bp.output(LiveClassOut, status_code=201)
def open_live_class(json_data: LiveClassIn) -> LiveClassOut:
    """Open a class on a lesson."""
    view = live_class.open_live_class(current_identity(), json_data.lesson_id, json_data.call_url)
    return _describe(view)


@bp.get("/live-classes")
@bp.input(LiveClassQuery, location="query")
@bp.output(LiveClassPage)
def list_live_classes(query_data: LiveClassQuery) -> LiveClassPage:
    """The live classes of a course, newest first."""
    page = live_class.list_live_classes(
        current_identity(), query_data.course_id, query_data.open_only, query_data.request()
    )
    return LiveClassPage(items=[_describe(view) for view in page.items], next_cursor=page.next_cursor)


@bp.get("/live-classes/<id:live_class_id>")
@bp.output(LiveClassOut)
def read_live_class(live_class_id: int) -> LiveClassOut:
    """One live class."""
    return _describe(live_class.view_live_class(current_identity(), live_class_id))


@bp.patch("/live-classes/<id:live_class_id>/position")
@bp.input(PositionIn)
@bp.output(LiveClassOut)
def move_live_class(live_class_id: int, json_data: PositionIn) -> LiveClassOut:
    """Take the class to another place in the lesson."""
    position = live_class.Position(**json_data.model_dump())
    return _describe(live_class.move_live_class(current_identity(), live_class_id, position))


@bp.post("/live-classes/<id:live_class_id>/end")
@bp.output(LiveClassOut)
def end_live_class(live_class_id: int) -> LiveClassOut:
    """End the class."""
    return _describe(live_class.end_live_class(current_identity(), live_class_id))


def _describe(view: live_class.LiveClassView) -> LiveClassOut:
    row = view.live_class
    names = ("id", "lesson_id", "course_id", "call_url", "section", "video_seconds", "playing", "position_at",
             "started_at", "ended_at")  # fmt: skip
    return LiveClassOut(
        **{name: getattr(row, name) for name in names},
        lesson_title=view.lesson_title,
        course_title=view.course_title,
        tutor=view.tutor_name,
    )

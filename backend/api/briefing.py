"""What tutors and administrators read before they see a class, over HTTP."""

from __future__ import annotations

from typing import Annotated

from apiflask import APIBlueprint
from pydantic import Field

from backend.accounts.identity import current_identity
from backend.api.guard import client_language, requires
from backend.api.schema import MAX_ID, In, Out
from backend.db.account import Role
from backend.privacy import briefing
from backend.privacy.notice import find_points, find_words

bp = APIBlueprint("briefing", __name__, tag="privacy")


class Point(Out):
    """One thing a reading cannot tell."""

    title: str
    text: str


class BriefingOut(Out):
    """The page, its version, and whether I have read it."""

    title: str
    version: int
    text_hash: str
    points: list[Point]
    is_read: bool


class ReadIn(In):
    """The version that was on the page."""

    version: Annotated[int, Field(ge=1, le=MAX_ID)]


@bp.get("/briefing")
@bp.output(BriefingOut)
def read_briefing() -> BriefingOut:
    """What a reading cannot tell."""
    return _describe()


@bp.post("/briefing/read")
@bp.input(ReadIn)
@bp.output(BriefingOut)
@requires(Role.TUTOR, Role.ADMIN)
def acknowledge_briefing(json_data: ReadIn) -> BriefingOut:
    """I have read it."""
    briefing.acknowledge_briefing(current_identity(), json_data.version, client_language())
    return _describe()


def _describe() -> BriefingOut:
    language = client_language()
    words = find_words(briefing.DOCUMENT, language)
    return BriefingOut(
        title=words.title,
        version=words.version,
        text_hash=words.hash,
        points=[Point(title=title, text=text) for title, text in find_points(briefing.DOCUMENT, language)],
        is_read=briefing.is_briefed(current_identity().user_id),
    )

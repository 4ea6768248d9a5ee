"""Which released model answers, and putting another one into service, over HTTP; for administrators."""

from __future__ import annotations

from typing import Annotated

from apiflask import APIBlueprint
from pydantic import StringConstraints

from backend import releases
from backend.accounts.identity import current_identity
from backend.api.guard import proves, requires
from backend.api.schema import In, NoNul, Out
from backend.db.account import Role

bp = APIBlueprint("releases", __name__, tag="admin")


class ReleaseOut(Out):
    """A released model. `needs_restart`: it names other expressions. `damaged`: only its name is known."""

    name: str
    state: releases.State
    version: str
    labels: list[str]
    accuracy: float | None


class ReleaseList(Out):
    """All releases by name, the one in service and the one a roll-back would bring."""

    in_service: str
    roll_back_to: str | None
    items: list[ReleaseOut]


class ReleaseChoice(In):
    """The name of a release, as it stands in the list."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80), NoNul]


@bp.get("/admin/models")
@bp.output(ReleaseList)
@requires(Role.ADMIN)
def list_models() -> ReleaseList:
    """Which models could answer here."""
    return ReleaseList.model_validate(releases.list_releases())


@bp.post("/admin/model")
@bp.input(ReleaseChoice)
@bp.output(ReleaseList)
@requires(Role.ADMIN)
@proves
def serve_model(json_data: ReleaseChoice) -> ReleaseList:
    """Put another model into service; frames are answered all the while."""
    return ReleaseList.model_validate(releases.serve_release(current_identity(), json_data.name))


@bp.post("/admin/model/roll-back")
@bp.output(ReleaseList)
@requires(Role.ADMIN)
@proves
def roll_back_model() -> ReleaseList:
    """Serve the model before the last change again."""
    return ReleaseList.model_validate(releases.roll_back_release(current_identity()))

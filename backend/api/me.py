"""One's own profile and logins."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from apiflask import APIBlueprint
from pydantic import Field, model_validator

from backend.accounts import login, profile
from backend.accounts.identity import current_identity
from backend.api.guard import before_second_factor
from backend.api.schema import DONE, Done, Name, Out, Versioned
from backend.db.account import Role, User
from backend.privacy.policy import Region

bp = APIBlueprint("me", __name__, tag="me")
BirthYear = Annotated[int, Field(ge=1900, le=2200)]


class Me(Out):
    """My account."""

    id: int
    email: str
    name: str
    role: Role
    region: Region | None
    birth_year: int | None
    locale: str
    version: int


class MeEdit(Versioned):
    """What I may change about myself; the birth year only while it is unknown."""

    name: Name | None = None
    region: Region | None = None
    birth_year: BirthYear | None = None
    locale: Literal["en", "es", "hi"] | None = None

    @model_validator(mode="after")
    def keep_what_everybody_has(self) -> MeEdit:
        """A region or a year may be taken back; a name and a language may be left out, not emptied."""
        if any(name in self.model_fields_set and getattr(self, name) is None for name in ("name", "locale")):
            raise ValueError("a name and a language cannot be empty")
        return self


class LoginOut(Out):
    """One browser I am logged in with."""

    id: int
    browser: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


class Logins(Out):
    """All of them."""

    items: list[LoginOut]


@bp.get("/me")
@bp.output(Me)
@before_second_factor
def read_me() -> Me:
    """Who am I."""
    return describe_me(profile.load_user(current_identity().user_id))


@bp.patch("/me")
@bp.input(MeEdit)
@bp.output(Me)
def edit_me(json_data: MeEdit) -> Me:
    """Change my profile."""
    changes = json_data.model_dump(exclude_unset=True, exclude={"version"})
    return describe_me(profile.edit_profile(current_identity(), json_data.version, changes))


@bp.get("/me/logins")
@bp.output(Logins)
def list_logins() -> Logins:
    """Where I am logged in."""
    identity = current_identity()
    rows = login.list_logins(identity.user_id)
    return Logins(items=[_describe_login(row, identity.login_session_id) for row in rows])


@bp.delete("/me/logins/<id:login_id>")
@bp.output(Done)
def end_login(login_id: int) -> Done:
    """End one of my logins."""
    login.end_one_login(current_identity(), login_id)
    return DONE


def describe_me(user: User) -> Me:
    """The wire shape of an account, for its owner."""
    return Me.model_validate(user)


def _describe_login(row: object, current_id: int) -> LoginOut:
    fields = {name: getattr(row, name) for name in ("id", "browser", "created_at", "last_seen_at")}
    return LoginOut(**fields, current=fields["id"] == current_id)

"""Administration of people over HTTP: find, make, invite, change, import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from apiflask import APIBlueprint
from pydantic import StringConstraints

from backend.accounts import administration, recovery, second_factor
from backend.accounts.creation import NewAccount
from backend.accounts.identity import current_identity
from backend.api.guard import proves, requires
from backend.api.me import BirthYear
from backend.api.privacy import Erased
from backend.api.roster import RowErrorOut
from backend.api.schema import (
    DONE,
    Done,
    Email,
    Id,
    In,
    Name,
    NoNul,
    Out,
    PageQuery,
    Password,
    SearchQuery,
    Versioned,
)
from backend.courses.access import teach_course
from backend.courses.catalog import find_titles
from backend.courses.roster import stop_teaching
from backend.db.account import Invitation, Role, User
from backend.privacy import erase
from backend.privacy.policy import Region

bp = APIBlueprint("users", __name__, tag="admin")


MAY_BE_UNKNOWN = ("region", "birth_year")


class UserIn(In):
    """A new account with a first password."""

    email: Email
    name: Name
    password: Password
    role: Role = Role.STUDENT
    region: Region | None = None
    birth_year: BirthYear | None = None


class UserEdit(Versioned):
    """What an administrator may change. Another role or being disabled ends the person's logins."""

    name: Name | None = None
    role: Role | None = None
    region: Region | None = None
    birth_year: BirthYear | None = None
    disabled: bool | None = None


class UserOut(Out):
    """A person, as administrators see them."""

    id: int
    email: str
    name: str
    role: Role
    region: Region | None
    birth_year: int | None
    disabled: bool
    created_at: datetime
    version: int


class UserPage(Out):
    """One page of people."""

    items: list[UserOut]
    next_cursor: str | None


class UserQuery(SearchQuery):
    """Which people, in which order."""

    role: Role | None = None
    disabled: bool | None = None
    sort: Literal["name", "-name", "email", "-email", "created_at", "-created_at"] = "name"


class InvitationIn(In):
    """Whom to invite as what; perhaps straight into a course."""

    email: Email
    role: Role = Role.STUDENT
    course_id: Id | None = None


class InvitationOut(Out):
    """An open invitation; its secret stands in the letter only."""

    id: int
    email: str
    role: Role
    course_id: int | None
    course_title: str | None
    created_at: datetime
    expires_at: datetime


class InvitationPage(Out):
    """One page of invitations."""

    items: list[InvitationOut]
    next_cursor: str | None


class UserImportIn(In):
    """A CSV with columns `email` and `role`; try it with `dry_run` first."""

    csv: Annotated[str, StringConstraints(min_length=1, max_length=800_000), NoNul]
    dry_run: bool = True


class UserImportOut(Out):
    """Who was, or would be, invited. With an error in any line nobody is."""

    dry_run: bool
    invited: list[str]
    already: list[str]
    errors: list[RowErrorOut]


class ResetLinkOut(Out):
    """To be handed over in person."""

    link: str


@bp.get("/admin/users")
@bp.input(UserQuery, location="query")
@bp.output(UserPage)
@requires(Role.ADMIN)
def list_users(query_data: UserQuery) -> UserPage:
    """Find people."""
    wanted = administration.UserFilter(
        query_data.search, query_data.role, query_data.disabled, query_data.sort
    )
    page = administration.list_users(wanted, query_data.request())
    return UserPage(items=[_describe(user) for user in page.items], next_cursor=page.next_cursor)


@bp.post("/admin/users")
@bp.input(UserIn)
@bp.output(UserOut, status_code=201)
@requires(Role.ADMIN)
def create_user(json_data: UserIn) -> UserOut:
    """Make an account for somebody."""
    account = NewAccount(**json_data.model_dump())
    return _describe(administration.create_user(current_identity(), account))


@bp.patch("/admin/users/<id:user_id>")
@bp.input(UserEdit)
@bp.output(UserOut)
@requires(Role.ADMIN)
def edit_user(user_id: int, json_data: UserEdit) -> UserOut:
    """Change somebody's account."""
    given = json_data.model_dump(mode="json", exclude_unset=True, exclude={"version"})
    changes = {name: value for name, value in given.items() if value is not None or name in MAY_BE_UNKNOWN}
    return _describe(
        administration.edit_user(current_identity(), user_id, json_data.version, changes, stop_teaching)
    )


@bp.post("/admin/users/import")
@bp.input(UserImportIn)
@bp.output(UserImportOut)
@requires(Role.ADMIN)
def import_users(json_data: UserImportIn) -> UserImportOut:
    """Invite many people by a CSV."""
    report = administration.import_users(current_identity(), json_data.csv, json_data.dry_run)
    return UserImportOut.model_validate(report)


@bp.get("/admin/invitations")
@bp.input(PageQuery, location="query")
@bp.output(InvitationPage)
@requires(Role.ADMIN)
def list_invitations(query_data: PageQuery) -> InvitationPage:
    """The invitations that stand open."""
    page = administration.list_invitations(query_data.request())
    return InvitationPage(items=_describe_invitations(page.items), next_cursor=page.next_cursor)


@bp.post("/admin/invitations")
@bp.input(InvitationIn)
@bp.output(InvitationOut, status_code=201)
@requires(Role.ADMIN)
def invite_user(json_data: InvitationIn) -> InvitationOut:
    """Invite somebody; the link goes by mail."""
    identity = current_identity()
    if json_data.course_id is not None:
        teach_course(identity, json_data.course_id)
    row = administration.invite_user(identity, json_data.email, json_data.role, json_data.course_id)
    return _describe_invitations([row])[0]


@bp.delete("/admin/invitations/<id:invitation_id>")
@bp.output(Done)
@requires(Role.ADMIN)
def revoke_invitation(invitation_id: int) -> Done:
    """Take an invitation back."""
    administration.revoke_invitation(current_identity(), invitation_id)
    return DONE


@bp.delete("/admin/users/<id:user_id>/second-factor")
@bp.output(Done)
@requires(Role.ADMIN)
@proves
def reset_second_factor(user_id: int) -> Done:
    """Take away the second step of somebody who lost telephone and paper."""
    second_factor.reset_factor(current_identity(), user_id)
    return DONE


@bp.post("/admin/users/<id:user_id>/reset-link")
@bp.output(ResetLinkOut, status_code=201)
@requires(Role.ADMIN)
@proves
def make_reset_link(user_id: int) -> ResetLinkOut:
    """A link for a new password, for somebody who stands before me."""
    return ResetLinkOut(link=recovery.make_reset_link(current_identity(), user_id))


@bp.post("/admin/users/<id:user_id>/erase")
@bp.output(Erased)
@requires(Role.ADMIN)
@proves
def erase_user(user_id: int) -> Erased:
    """Erase somebody who asks for it and cannot log in. This cannot be undone."""
    return Erased(rows=erase.erase_for_person(current_identity(), user_id, stop_teaching))


def _describe(user: User) -> UserOut:
    names = ("id", "email", "name", "role", "region", "birth_year", "created_at", "version")
    return UserOut(**{name: getattr(user, name) for name in names}, disabled=user.disabled_at is not None)


def _describe_invitations(rows: Sequence[Invitation]) -> list[InvitationOut]:
    names = ("id", "email", "role", "course_id", "created_at", "expires_at")
    titles = find_titles([row.course_id for row in rows])
    return [
        InvitationOut(**{name: getattr(row, name) for name in names}, course_title=titles.get(row.course_id))
        for row in rows
    ]

"""Logging in and out over HTTP."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from apiflask import APIBlueprint
from flask import Response, jsonify, request
from pydantic import StringConstraints, model_validator

from backend.accounts import login, recovery, registration
from backend.accounts.creation import NewAccount
from backend.accounts.identity import current_identity
from backend.accounts.registration import Visitor
from backend.api.guard import (
    before_second_factor,
    clear_login_cookie,
    client_address,
    public,
    set_login_cookie,
)
from backend.api.me import BirthYear, Me, describe_me
from backend.api.schema import DONE, Code, Done, Email, In, Name, NoNul, Out, Password, Token
from backend.config import current_config
from backend.courses.catalog import enrol_user, find_open_course
from backend.db.account import Role, User
from backend.privacy.policy import Region

bp = APIBlueprint("auth", __name__, tag="auth")


class LoginIn(In):
    """Who, and the proof."""

    email: Email
    password: Password
    code: Code | None = None


class RegisterIn(In):
    """A new account. With an invitation, the address stands in the invitation."""

    join_code: Annotated[str, StringConstraints(min_length=1, max_length=40), NoNul] | None = None
    invitation: Token | None = None
    email: Email | None = None
    name: Name
    password: Password
    birth_year: BirthYear | None = None
    region: Region | None = None

    @model_validator(mode="after")
    def check_way_in(self) -> RegisterIn:
        """Exactly one way in, and an address where none is known."""
        if (self.join_code is None) == (self.invitation is None):
            raise ValueError("give a join code or an invitation, one of them")
        if self.join_code is not None and self.email is None:
            raise ValueError("an address is needed")
        return self


class TokenIn(In):
    """The secret part of a link."""

    token: Token


class InvitationView(Out):
    """What an invitation is for."""

    email: str
    role: Role


class PasswordIn(In):
    """The password as it is, and as it shall be."""

    current: Password
    new: Password


class ResetRequestIn(In):
    """Where the link shall be sent."""

    email: Email


class ResetIn(In):
    """The secret part of the link, and the new password."""

    token: Token
    password: Password


@bp.post("/auth/login")
@bp.input(LoginIn)
@bp.output(Me)
@public
def log_in(json_data: LoginIn) -> Response:
    """Log in; a browser that was logged in gets a new login, never the old one."""
    user, token = login.log_in(
        json_data.email, json_data.password, client_address(), browser_name(), json_data.code
    )
    return answer_with_login(user, token)


@bp.post("/auth/logout")
@bp.output(Done)
@before_second_factor
def log_out() -> Response:
    """End this login."""
    login.log_out(current_identity())
    return clear_login_cookie(jsonify(DONE.model_dump()))


@bp.post("/auth/logout-everywhere")
@bp.output(Done)
def log_out_everywhere() -> Response:
    """End every login of mine."""
    login.log_out_everywhere(current_identity())
    return clear_login_cookie(jsonify(DONE.model_dump()))


@bp.post("/auth/register")
@bp.input(RegisterIn)
@bp.output(Me, status_code=201)
@public
def register(json_data: RegisterIn) -> Response:
    """Make my account, by a course's code or by an invitation, and be logged in."""
    visitor = Visitor(client_address(), browser_name())
    fields = json_data.model_dump(include={"name", "password", "region", "birth_year"})
    if json_data.invitation:
        user, token = registration.register_by_invitation(json_data.invitation, fields, enrol_user, visitor)
    else:
        course = find_open_course(json_data.join_code or "")
        if current_config().mail.smtp_url:
            registration.write_to_newcomer(json_data.email or "", course.id, visitor)
        account = NewAccount(email=json_data.email or "", **fields)
        enrol = partial(enrol_user, course_id=course.id, invited_as=Role.STUDENT)
        user, token = registration.register_by_code(account, enrol, visitor)
    return answer_with_login(user, token, status=201)


@bp.post("/auth/invitation")
@bp.input(TokenIn)
@bp.output(InvitationView)
@public
def read_invitation(json_data: TokenIn) -> InvitationView:
    """What an invitation is for."""
    row = registration.find_invitation(json_data.token)
    return InvitationView(email=row.email, role=Role(row.role))


@bp.post("/auth/password")
@bp.input(PasswordIn)
@bp.output(Me)
def change_password(json_data: PasswordIn) -> Response:
    """Change my password; every other login ends."""
    identity = current_identity()
    recovery.require_password(identity, json_data.current, client_address())
    user, token = recovery.change_password(identity, json_data.new, browser_name())
    return answer_with_login(user, token)


@bp.post("/auth/reset-request")
@bp.input(ResetRequestIn)
@bp.output(Done)
@public
def request_reset(json_data: ResetRequestIn) -> Done:
    """Ask for a link to set a new password; the answer is always the same."""
    recovery.request_reset(json_data.email)
    return DONE


@bp.post("/auth/reset")
@bp.input(ResetIn)
@bp.output(Done)
@public
def reset_password(json_data: ResetIn) -> Done:
    """Set a new password by a link."""
    recovery.reset_password(json_data.token, json_data.password)
    return DONE


def answer_with_login(user: User, token: str, status: int = 200) -> Response:
    """Say who is logged in now, and set the cookie."""
    response = jsonify(describe_me(user).model_dump(mode="json"))
    response.status_code = status
    return set_login_cookie(response, token)


def browser_name() -> str:
    """What the browser calls itself, so that its owner recognises it in the list of logins."""
    return request.headers.get("User-Agent", "")

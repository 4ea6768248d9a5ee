"""Logging in and out over HTTP."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, jsonify, request

from backend.accounts import login
from backend.accounts.identity import current_identity
from backend.api.guard import clear_login_cookie, client_address, public, set_login_cookie
from backend.api.me import Me, describe_me
from backend.api.schema import DONE, Done, Email, In, Password
from backend.db.account import User

bp = APIBlueprint("auth", __name__, tag="auth")


class LoginIn(In):
    """Who, and the proof."""

    email: Email
    password: Password


@bp.post("/auth/login")
@bp.input(LoginIn)
@bp.output(Me)
@public
def log_in(json_data: LoginIn) -> Response:
    """Log in; a browser that was logged in gets a new login, never the old one."""
    user, token = login.log_in(json_data.email, json_data.password, client_address(), browser_name())
    return answer_with_login(user, token)


@bp.post("/auth/logout")
@bp.output(Done)
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


def answer_with_login(user: User, token: str) -> Response:
    """Say who is logged in now, and set the cookie."""
    return set_login_cookie(jsonify(describe_me(user).model_dump(mode="json")), token)


def browser_name() -> str:
    """What the browser calls itself, so that its owner recognises it in the list of logins."""
    return request.headers.get("User-Agent", "")

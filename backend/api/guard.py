"""Stands before every route: by which name, who is asking, and did our own page ask. Deny is the default.

A route is open to nobody-in-particular only when it says `@public`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request
from werkzeug.sansio.utils import host_is_trusted

from backend.accounts.identity import cookie_name, current_identity, load_identity
from backend.accounts.proof import require_recent_proof
from backend.config import current_config
from backend.db.account import Role
from backend.errors import AttuneError, ForbiddenError, NotLoggedInError
from backend.privacy.notice import FIRST_LANGUAGE, WORDS

CSRF_HEADER = "X-Attune"
PROBES = ("/api/health", "/api/ready", "/metrics")  # asked by address, and the same under every name
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., Any])


def register_guard(app: Flask) -> None:
    """Check each request before its handler runs."""
    app.before_request(_refuse_foreign_host)
    app.before_request(_guard_request)


def public(view: View) -> View:
    """Mark a route as open without a login."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def before_second_factor(view: View) -> View:
    """Mark a route as open to an administrator who still has to set up the second step."""
    view.is_before_second_factor = True  # type: ignore[attr-defined]
    return view


def proves(view: View) -> View:
    """Ask for a password given within the last minutes."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        require_recent_proof(current_identity())
        return view(*args, **kwargs)

    return guarded  # type: ignore[return-value]


def requires(*roles: Role) -> Callable[[View], View]:
    """Let only these roles through."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if current_identity().role not in roles:
                raise ForbiddenError("Your role does not allow this.")
            return view(*args, **kwargs)

        return guarded  # type: ignore[return-value]

    return decorate


def set_login_cookie(response: Response, token: str) -> Response:
    """Hand the browser its login. Scripts cannot read it, other sites cannot use it."""
    config = current_config()
    response.set_cookie(
        cookie_name(),
        token,
        max_age=config.accounts.absolute_hours * 3600,
        httponly=True,
        secure=not config.is_demo,
        samesite="Lax",
        path="/",
    )
    return response


def clear_login_cookie(response: Response) -> Response:
    """Take the login cookie away."""
    response.delete_cookie(
        cookie_name(), path="/", httponly=True, samesite="Lax", secure=not current_config().is_demo
    )
    return response


def client_language() -> str:
    """The language of the page that asks, among those we have words in."""
    return request.accept_languages.best_match(list(WORDS), FIRST_LANGUAGE) or FIRST_LANGUAGE


def client_address() -> str:
    """The address asking; behind configured proxies it is the one they report."""
    return request.remote_addr or "unknown"


def _refuse_foreign_host() -> None:
    """In place of Flask's own check, which would turn away who asks by address whether we are well."""
    trusted = current_config().trusted_hosts
    if not trusted or request.path in PROBES or host_is_trusted(request.host, trusted):
        return
    raise AttuneError("This server does not go by that name; check the address.", "foreign_host")


def _guard_request() -> None:
    if not request.path.startswith("/api/"):
        return
    if request.method not in SAFE_METHODS and request.headers.get(CSRF_HEADER) != "1":
        raise ForbiddenError(f"This request lacks the header {CSRF_HEADER}: 1.", "csrf")
    g.identity = load_identity(request)
    view = current_app.view_functions.get(request.endpoint or "")
    is_page = (request.endpoint or "").startswith("pages.")  # an address under /api that is nothing
    if view is None or is_page or getattr(view, "is_public", False):
        return
    if g.identity is None:
        raise NotLoggedInError()
    if g.identity.owes_second_factor and not getattr(view, "is_before_second_factor", False):
        raise ForbiddenError("Set up your second step first.", "second_factor_required")

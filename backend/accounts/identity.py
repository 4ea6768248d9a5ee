"""Who is asking: from the login cookie to a person, for HTTP requests and socket handshakes alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Request, g, has_request_context
from sqlalchemy import delete, select, update

from backend import clock
from backend.accounts.token import create_token, hash_token
from backend.config import current_config
from backend.db.account import LoginSession, Role, SecondFactor, User
from backend.db.base import db
from backend.errors import NotLoggedInError

COOKIE = "attune_session"
BROWSER_CHARACTERS = 120


@dataclass(frozen=True)
class Identity:
    """A logged-in person, as this login sees them. It is a copy: it does not change with the row."""

    user_id: int
    name: str
    email: str
    role: Role
    audit_token: str
    login_session_id: int
    proved_at: datetime | None = None
    has_second_factor: bool = False

    @property
    def is_admin(self) -> bool:
        """Whether this person administers the deployment."""
        return self.role is Role.ADMIN

    @property
    def owes_second_factor(self) -> bool:
        """In production an administrator does nothing before a second factor protects the account."""
        return self.is_admin and not self.has_second_factor and not current_config().is_demo


def cookie_name() -> str:
    """In production the browser itself refuses this cookie over plain HTTP or from a subdomain."""
    return COOKIE if current_config().is_demo else f"__Host-{COOKIE}"


def load_identity(request: Request) -> Identity | None:
    """Find the person behind this request's cookie, or None: no cookie, ended, idle, or disabled."""
    token = request.cookies.get(cookie_name())
    if not token:
        return None
    row = db.session.execute(
        select(LoginSession, User, SecondFactor.confirmed_at)
        .join(User, User.id == LoginSession.user_id)
        .outerjoin(SecondFactor, SecondFactor.user_id == User.id)
        .where(LoginSession.token_hash == hash_token(token), User.disabled_at.is_(None))
    ).one_or_none()
    if row is None or has_run_out(row[0], clock.utc_now()):
        return None
    login, user, confirmed_at = row
    identity = _describe(user, login, confirmed_at is not None)
    _note_use(login.id, login.last_seen_at)
    return identity


def is_login_alive(login_session_id: int) -> bool:
    """Whether a login a socket was opened with still stands; for checks long after the handshake."""
    row = db.session.execute(
        select(LoginSession, User.disabled_at)
        .join(User, User.id == LoginSession.user_id)
        .where(LoginSession.id == login_session_id)
    ).one_or_none()
    return row is not None and row[1] is None and not has_run_out(row[0], clock.utc_now())


def current_identity() -> Identity:
    """The person of this request; the guard before every route has made sure that there is one."""
    identity = g.get("identity") if has_request_context() else None
    if not isinstance(identity, Identity):
        raise NotLoggedInError()
    return identity


def start_login(user: User, browser: str) -> str:
    """Open a login and return the cookie's token. The caller commits."""
    token = create_token()
    now = clock.utc_now()
    login = LoginSession(
        user_id=user.id,
        token_hash=hash_token(token),
        browser=browser[:BROWSER_CHARACTERS],
        created_at=now,
        last_seen_at=now,
        proved_at=now,
        expires_at=now + timedelta(hours=current_config().accounts.absolute_hours),
    )
    db.session.add(login)
    return token


def end_logins(user_id: int, except_for: str = "") -> None:
    """End every login of a person, perhaps but that of one token. The caller commits and tells."""
    others = LoginSession.token_hash != hash_token(except_for)
    db.session.execute(delete(LoginSession).where(LoginSession.user_id == user_id, others))


def has_run_out(login: LoginSession, now: datetime) -> bool:
    """Idle too long, or open too long however busy."""
    idle = timedelta(minutes=current_config().accounts.idle_minutes)
    return now >= login.expires_at or now - login.last_seen_at >= idle


def _describe(user: User, login: LoginSession, has_second_factor: bool) -> Identity:
    return Identity(
        user_id=user.id,
        name=user.name,
        email=user.email,
        role=Role(user.role),
        audit_token=user.audit_token,
        login_session_id=login.id,
        proved_at=login.proved_at,
        has_second_factor=has_second_factor,
    )


def _note_use(login_id: int, last_seen_at: datetime) -> None:
    now = clock.utc_now()
    if (now - last_seen_at).total_seconds() < current_config().accounts.seen_every_s:
        return
    db.session.execute(update(LoginSession).where(LoginSession.id == login_id).values(last_seen_at=now))
    db.session.commit()

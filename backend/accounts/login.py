"""Logging in and out. It knows passwords and logins, not HTTP."""

from __future__ import annotations

from typing import NoReturn

from sqlalchemy import delete, select

from backend.accounts import second_factor, throttle
from backend.accounts.identity import Identity, end_logins, start_login
from backend.accounts.password import HASHER, verify_password
from backend.db.account import LoginSession, User
from backend.db.base import db
from backend.errors import AttuneError, NotFoundError
from backend.hooks import AccessChange, current_hooks


class WrongLoginError(AttuneError):
    """Address or password is wrong, or the account is disabled; which one is not said."""

    status = 401
    code = "wrong_login"


def log_in(
    email: str, password: str, address: str, browser: str, code: str | None = None
) -> tuple[User, str]:
    """Check the password, and the code where there is one; open a login, return person and cookie's token."""
    email = normalize_email(email)
    throttle.require_attempt_allowed(email, address)
    user = db.session.scalar(select(User).where(User.email == email))
    known_hash = user.password_hash if user and user.disabled_at is None else None
    if not verify_password(known_hash, password) or user is None:
        _refuse(email, address)
    second_factor.require_code(user, code, address)
    token = start_login(user, browser)
    db.session.flush()
    # Each new login holds its person's row by the foreign key; with a firmer lock two await each other.
    db.session.refresh(user, with_for_update={"key_share": True})
    # Either a new password, whose setter missed this login, or the same one, hashed anew by another login.
    if user.password_hash != known_hash and not verify_password(user.password_hash, password):
        _refuse(email, address)
    throttle.forget_failures(email)
    if HASHER.check_needs_rehash(user.password_hash):
        user.password_hash = HASHER.hash(password)
    db.session.commit()
    return user, token


def log_out(identity: Identity) -> None:
    """End this one login, and whatever hangs on it."""
    _delete_login(identity.user_id, identity.login_session_id)


def log_out_everywhere(identity: Identity) -> None:
    """End all logins of this person."""
    end_logins(identity.user_id)
    db.session.commit()
    current_hooks().access_changed(AccessChange(identity.user_id, "logout"))


def end_one_login(identity: Identity, login_session_id: int) -> None:
    """End another of one's own logins, by its id."""
    if not _delete_login(identity.user_id, login_session_id):
        raise NotFoundError()


def list_logins(user_id: int) -> list[LoginSession]:
    """All open logins of a person, newest first."""
    query = select(LoginSession).where(LoginSession.user_id == user_id)
    return list(db.session.scalars(query.order_by(LoginSession.last_seen_at.desc())))


def normalize_email(email: str) -> str:
    """One spelling per address."""
    return email.strip().lower()


def _refuse(email: str, address: str) -> NoReturn:
    throttle.count_failure(email, address)
    raise WrongLoginError("The address or the password is not right.")


def _delete_login(user_id: int, login_session_id: int) -> bool:
    found = db.session.execute(
        delete(LoginSession)
        .where(LoginSession.id == login_session_id, LoginSession.user_id == user_id)
        .returning(LoginSession.id)
    ).one_or_none()
    db.session.commit()
    current_hooks().access_changed(AccessChange(user_id, "logout", login_session_id=login_session_id))
    return found is not None

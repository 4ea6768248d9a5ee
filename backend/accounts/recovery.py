"""Changing a password, and setting a forgotten one anew. Neither tells whether an address has an account."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from backend import clock
from backend.accounts import throttle
from backend.accounts.creation import find_user
from backend.accounts.identity import Identity, end_logins, start_login
from backend.accounts.login import WrongLoginError, normalize_email
from backend.accounts.mail import Letter, can_write, link_to, require_mail, send_letter
from backend.accounts.password import hash_password, verify_password
from backend.accounts.profile import load_user
from backend.accounts.token import create_token, hash_token
from backend.config import current_config
from backend.db.account import PasswordReset, User
from backend.db.base import db
from backend.errors import ConflictError, NotFoundError
from backend.hooks import AccessChange, current_hooks
from backend.privacy.audit import write_audit


def require_password(identity: Identity, password: str, address: str) -> None:
    """Ask again who is there, before something that cannot be taken back."""
    throttle.require_attempt_allowed(identity.email, address)
    if not verify_password(load_user(identity.user_id).password_hash, password):
        throttle.count_failure(identity.email, address)
        raise WrongLoginError("The password is not right.", "wrong_password")


def change_password(identity: Identity, new: str, browser: str) -> tuple[User, str]:
    """Set a new password, open a new login for the browser that asked and end every other."""
    user = load_user(identity.user_id)
    user.password_hash = hash_password(new)
    _end_links(user.id)
    token = start_login(user, browser)
    db.session.flush()  # while the others stand: no id of theirs may become the new one's
    end_logins(user.id, except_for=token)
    db.session.commit()
    current_hooks().access_changed(AccessChange(user.id, "password"))
    return user, token


def request_reset(email: str) -> None:
    """Send a link if there is an account; say nothing either way, but that no letter leaves from here."""
    require_mail()
    email = normalize_email(email)
    user = find_user(email)
    if not throttle.count_mail(email) or user is None or user.disabled_at is not None:
        return
    link = _add_link(user)
    db.session.commit()
    send_letter(
        Letter(
            email,
            "Your new password for Attune",
            f"Set a new password here within {current_config().accounts.reset_minutes} minutes:\n\n{link}\n\n"
            "If you did not ask for this, do nothing: your password stays as it is.",
        )
    )


def make_reset_link(identity: Identity, user_id: int) -> str:
    """A link that an administrator hands over in person; its owner is told, by letter where one can go."""
    user = load_user(user_id)
    if user.disabled_at is not None:
        raise ConflictError("This account is switched off; switch it on first.", "account_disabled")
    link = _add_link(user)
    write_audit("user.reset_link_made", identity.audit_token, user.audit_token)
    db.session.commit()
    if can_write():
        send_letter(
            Letter(
                user.email,
                "A link for a new password was made for you",
                "An administrator made a link to set a new password for your account with Attune. "
                "If you did not ask for it, tell them: whoever holds the link can log in as you.",
            )
        )
    return link


def reset_password(token: str, new: str) -> None:
    """Set the password by a link; it works once, every other link ends with it, and so does every login."""
    now = clock.utc_now()
    new_hash = hash_password(new)
    found = db.session.execute(
        update(PasswordReset)
        .where(
            PasswordReset.token_hash == hash_token(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now,
        )
        .values(used_at=now)
        .returning(PasswordReset.user_id)
    ).one_or_none()
    user = db.session.get(User, found[0]) if found else None
    if user is None or user.disabled_at is not None:
        raise NotFoundError("This link is not valid any more; ask for a new one.")
    user.password_hash = new_hash
    _end_links(user.id)
    end_logins(user.id)
    db.session.commit()
    throttle.forget_failures(user.email)  # they were why it was forgotten
    current_hooks().access_changed(AccessChange(user.id, "password"))


def _add_link(user: User) -> str:
    token, now = create_token(), clock.utc_now()
    db.session.add(
        PasswordReset(
            user_id=user.id,
            token_hash=hash_token(token),
            created_at=now,
            expires_at=now + timedelta(minutes=current_config().accounts.reset_minutes),
        )
    )
    return link_to("/reset#token=" + token)


def _end_links(user_id: int) -> None:
    """An older letter, perhaps in somebody else's hands, must not undo the new password."""
    db.session.execute(
        update(PasswordReset)
        .where(PasswordReset.user_id == user_id, PasswordReset.used_at.is_(None))
        .values(used_at=clock.utc_now())
    )

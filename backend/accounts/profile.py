"""One's own account data, and what may be changed about it."""

from __future__ import annotations

from typing import Any

from backend.accounts.identity import Identity
from backend.db.account import User
from backend.db.base import db
from backend.errors import ChangedMeanwhileError, ConflictError, NotFoundError
from backend.hooks import AccessChange, current_hooks


def load_user(user_id: int) -> User:
    """The row of a person who exists."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFoundError()
    return user


def edit_profile(identity: Identity, version: int, changes: dict[str, Any]) -> User:
    """Apply a person's own changes; an age once given is not given again, as that would undo an age gate."""
    user = load_user(identity.user_id)
    if user.version != version:
        raise ChangedMeanwhileError()
    if user.birth_year is not None and changes.get("birth_year", user.birth_year) != user.birth_year:
        raise ConflictError("A birth year can be corrected by an administrator only.", "birth_year_fixed")
    for name, value in changes.items():
        setattr(user, name, value)
    db.session.commit()
    current_hooks().access_changed(AccessChange(identity.user_id, "consent"))
    return user

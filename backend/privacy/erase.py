"""Removes a person: their rows are deleted, emptied or cut loose, as each table declares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, update

from backend import clock
from backend.accounts.administration import require_other_admin
from backend.accounts.identity import Identity
from backend.accounts.profile import load_user
from backend.db.account import Invitation, User
from backend.db.base import db
from backend.db.community import Post
from backend.errors import ConflictError
from backend.hooks import AccessChange, current_hooks
from backend.privacy.audit import write_audit
from backend.privacy.registry import PersonalTable, is_about, list_personal_tables

PEOPLE = "users"


def erase_person(identity: Identity, stop_teaching: Callable[[int], list[int]]) -> dict[str, int]:
    """Erase the account that asks. What remains of it in the log are tokens that lead nowhere.

    `stop_teaching` says which live classes ended because nobody else leads them.
    """
    return _erase(load_user(identity.user_id), identity, stop_teaching)


def erase_for_person(
    identity: Identity, user_id: int, stop_teaching: Callable[[int], list[int]]
) -> dict[str, int]:
    """Erase the account of somebody who cannot log in, at their wish; the administrator who does it stays."""
    if user_id == identity.user_id:
        raise ConflictError("Erase your own account on My data.", "own_erasure")
    return _erase(load_user(user_id), identity, stop_teaching)


def _erase(user: User, by: Identity, stop_teaching: Callable[[int], list[int]]) -> dict[str, int]:
    require_other_admin(user)
    user_id = user.id
    ended = stop_teaching(user_id)
    counts = {entry.table.name: _erase_from(entry, user_id) for entry in _in_safe_order()}
    db.session.execute(delete(Invitation).where(Invitation.email == user.email))
    write_audit("privacy.erased", by.audit_token, user.audit_token)
    db.session.execute(delete(User).where(User.id == user_id))
    db.session.commit()
    current_hooks().access_changed(AccessChange(user_id, "erased"))
    for live_class_id in ended:
        current_hooks().live_class_ended(live_class_id)
    return counts


def _in_safe_order() -> list[PersonalTable]:
    """Tables that lead to a person through another one come before that one."""
    owned = [
        entry for entry in list_personal_tables() if entry.personal.subject and entry.table.name != PEOPLE
    ]
    return sorted(owned, key=lambda entry: entry.personal.through is None)


def _erase_from(entry: PersonalTable, user_id: int) -> int:
    condition = is_about(entry, user_id)
    if entry.personal.erase == "delete":
        statement: Any = delete(entry.table).where(condition)
    else:
        emptied = _scrubbed(entry) if entry.personal.erase == "scrub" else {}
        statement = update(entry.table).where(condition).values({entry.personal.subject: None, **emptied})
    return int(getattr(db.session.execute(statement), "rowcount", 0))


def _scrubbed(entry: PersonalTable) -> dict[str, Any]:
    """A contribution keeps its place in the thread and loses its words."""
    assert entry.table is Post.__table__  # nosec B101: the only table that declares it
    return {"title": "", "body": "", "deleted_at": clock.utc_now()}

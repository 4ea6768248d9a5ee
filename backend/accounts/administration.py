"""What administrators do with accounts. Every change is audited in the same transaction.

Somebody stops teaching through a callback, as nothing here knows a course.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from backend import clock
from backend.accounts.creation import NewAccount, add_account, find_known, find_user
from backend.accounts.identity import Identity, end_logins
from backend.accounts.mail import send_letter
from backend.accounts.proof import require_recent_proof
from backend.accounts.registration import invite, invite_many
from backend.config import current_config
from backend.db.account import Invitation, Role, User
from backend.db.base import db
from backend.db.paging import Order, Page, PageRequest, read_page
from backend.errors import ChangedMeanwhileError, ConflictError, NotFoundError
from backend.hooks import AccessChange, AccessReason, current_hooks
from backend.privacy.audit import lock_head, write_audit
from backend.sheet import RowError, is_email, read_rows

StopTeaching = Callable[[int], list[int]]
"""Takes the courses from a person who may not teach, and says which live classes ended with that."""
SORTS = {"name": User.name, "email": User.email, "created_at": User.created_at}


@dataclass(frozen=True)
class UserFilter:
    """Which people are looked for."""

    search: str = ""
    role: Role | None = None
    disabled: bool | None = None
    sort: str = "name"


@dataclass(frozen=True)
class InvitationReport:
    """What an import of people did, or would do."""

    dry_run: bool
    invited: list[str]
    already: list[str]
    errors: list[RowError]


def list_users(wanted: UserFilter, request: PageRequest) -> Page[User]:
    """Find people."""
    query = select(User)
    if wanted.search:
        in_name = User.name.icontains(wanted.search, autoescape=True)
        query = query.where(in_name | User.email.icontains(wanted.search, autoescape=True))
    if wanted.role is not None:
        query = query.where(User.role == wanted.role.value)
    if wanted.disabled is not None:
        query = query.where(User.disabled_at.is_not(None) if wanted.disabled else User.disabled_at.is_(None))
    order = Order(SORTS[wanted.sort.removeprefix("-")], User.id, wanted.sort.startswith("-"))
    page = read_page(query, order, request)
    return Page([row[0] for row in page.items], page.next_cursor)


def create_user(identity: Identity, account: NewAccount) -> User:
    """Make an account for somebody."""
    _require_proof_for(identity, account.role)
    user = add_account(account)
    write_audit("user.created", identity.audit_token, user.audit_token, {"role": user.role})
    db.session.commit()
    return user


def edit_user(
    identity: Identity, user_id: int, version: int, changes: dict[str, Any], stop_teaching: StopTeaching
) -> User:
    """Change somebody's account; another role or being disabled ends their logins at once."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFoundError()
    if user.version != version:
        raise ChangedMeanwhileError()
    reason = _find_access_reason(user, changes)
    if reason in ("role", "disabled"):
        require_recent_proof(identity)
    if reason in ("role", "disabled"):
        _require_admin_left(identity, user)
    _apply(user, changes)
    if reason in ("role", "disabled"):
        end_logins(user.id)
    stops = changes.get("role") == Role.STUDENT.value or changes.get("disabled")
    ended = stop_teaching(user.id) if stops else []
    write_audit("user.changed", identity.audit_token, user.audit_token, {"fields": sorted(changes)})
    db.session.commit()
    if reason:
        current_hooks().access_changed(AccessChange(user.id, reason))
    for live_class_id in ended:
        current_hooks().live_class_ended(live_class_id)
    return user


def require_other_admin(user: User) -> None:
    """Refuse if this is the last administrator; of two who go at once, the second is."""
    if user.role != Role.ADMIN.value:
        return
    lock_head()  # each such change is audited, so here one waits for the other
    others = select(func.count(User.id)).where(
        User.role == Role.ADMIN.value, User.disabled_at.is_(None), User.id != user.id
    )
    if not db.session.scalar(others):
        raise ConflictError("At least one administrator must stay; make another one first.", "last_admin")


def invite_user(identity: Identity, email: str, role: Role, course_id: int | None) -> Invitation:
    """Invite one person."""
    _require_proof_for(identity, role)
    if find_user(email) is not None:
        raise ConflictError("There is an account with this address already.", "email_taken")
    row = invite(email, role, course_id, identity.user_id)
    write_audit("user.invited", identity.audit_token, details={"role": role.value})
    db.session.commit()
    return row


def list_invitations(request: PageRequest) -> Page[Invitation]:
    """All invitations that stand open, newest first."""
    is_open = Invitation.accepted_at.is_(None) & (Invitation.expires_at > clock.utc_now())
    query = select(Invitation).where(is_open)
    page = read_page(query, Order(Invitation.id, Invitation.id, descending=True), request)
    return Page([row[0] for row in page.items], page.next_cursor)


def revoke_invitation(identity: Identity, invitation_id: int) -> None:
    """Take an invitation back."""
    row = db.session.get(Invitation, invitation_id)
    if row is None or row.accepted_at is not None:
        raise NotFoundError()
    db.session.delete(row)
    write_audit("user.invitation_revoked", identity.audit_token, details={"role": row.role})
    db.session.commit()


def import_users(identity: Identity, text: str, dry_run: bool) -> InvitationReport:
    """Invite many people by a CSV with columns `email` and `role`; a wrong line stops everything."""
    rows, errors = _read_people(text)
    known = find_known(list(rows))
    already = [email for email in rows if email in known]
    new = {email: role for email, role in rows.items() if email not in known}
    if not dry_run and not errors:
        for role in set(new.values()):
            _require_proof_for(identity, role)
        letters = invite_many(new, identity.user_id)
        write_audit("user.imported", identity.audit_token, details={"invited": len(new)})
        db.session.commit()
        for letter in letters:
            send_letter(letter)
    return InvitationReport(dry_run or bool(errors), list(new), already, errors)


def _require_proof_for(identity: Identity, role: Role) -> None:
    """Giving somebody more than a student's rights asks for the password again."""
    if role is not Role.STUDENT:
        require_recent_proof(identity)


def _find_access_reason(user: User, changes: dict[str, Any]) -> AccessReason | None:
    if changes.get("role", user.role) != user.role:
        return "role"
    if changes.get("disabled"):
        return "disabled"
    return "consent" if {"region", "birth_year"} & set(changes) else None


def _apply(user: User, changes: dict[str, Any]) -> None:
    if "disabled" in changes:
        user.disabled_at = clock.utc_now() if changes["disabled"] else None
    for name in ("name", "role", "region", "birth_year"):
        if name in changes:
            setattr(user, name, changes[name])


def _require_admin_left(identity: Identity, user: User) -> None:
    if user.id == identity.user_id:
        raise ConflictError("Ask another administrator to take your own administration away.", "own_account")
    require_other_admin(user)


def _read_people(text: str) -> tuple[dict[str, Role], list[RowError]]:
    roles = {role.value: role for role in Role}
    people: dict[str, Role] = {}
    errors: list[RowError] = []
    for line, row in read_rows(text, current_config().courses.max_import_rows):
        email, role = row.get("email", "").lower(), row.get("role", "").lower() or Role.STUDENT.value
        if not is_email(email):
            errors.append(RowError(line, f"'{email[:80]}' is no e-mail address."))
        elif role not in roles:
            errors.append(RowError(line, f"'{role[:20]}' is no role; use student, tutor or admin."))
        else:
            people[email] = roles[role]
    return people, errors

"""Becoming a member, by a course's code or an invitation. It enrols through a callback, knowing no course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from backend import clock
from backend.accounts import throttle
from backend.accounts.creation import AT_ONCE, NewAccount, add_account, find_user
from backend.accounts.identity import start_login
from backend.accounts.login import normalize_email
from backend.accounts.mail import Letter, link_to, require_mail, send_letter
from backend.accounts.token import create_token, hash_token
from backend.config import current_config
from backend.db.account import Invitation, Role, User
from backend.db.base import db
from backend.errors import ConflictError, NotFoundError

Enrol = Callable[[User], None]
EnrolAs = Callable[[User, int, Role], None]


@dataclass(frozen=True)
class Visitor:
    """From where somebody asks."""

    address: str
    browser: str


class LetterSentError(ConflictError):
    """Not an account yet: the rest goes by mail, in the same words whether the address is known or not."""

    code = "letter_sent"


def write_to_newcomer(email: str, course_id: int, visitor: Visitor) -> None:
    """Where letters are sent, an address proves itself first; only its owner learns if it has an account."""
    email = normalize_email(email)
    throttle.count_newcomer(visitor.address)  # nobody tries many addresses
    if throttle.count_mail(email):
        if find_user(email) is None:
            invite(email, Role.STUDENT, course_id, None)
        else:
            send_letter(_write_reminder(email))
    db.session.commit()
    raise LetterSentError("A letter is on its way to this address. Its link goes on from here.")


def register_by_code(account: NewAccount, enrol: Enrol, visitor: Visitor) -> tuple[User, str]:
    """Make a student's account; who knows no code cannot, and who tries many addresses is slowed down."""
    throttle.require_attempt_allowed(normalize_email(account.email), visitor.address)
    try:
        user = add_account(account)
    except ConflictError:
        throttle.count_failure(normalize_email(account.email), visitor.address)
        raise ConflictError(
            "No account could be made with this address. If you have one, log in and enter the code there.",
            "cannot_register",
        ) from None
    enrol(user)
    return _finish(user, visitor)


def register_by_invitation(
    token: str, fields: dict[str, Any], enrol_as: EnrolAs, visitor: Visitor
) -> tuple[User, str]:
    """Make the account an invitation is for, and keep what every other open one of its address promises."""
    invitation = find_invitation(token)
    promised = _lock_open_invitations(invitation.email)
    if invitation not in promised:  # of two who click at once, the second finds it accepted
        raise NotFoundError("This invitation has been used.")
    strongest = Role(promised[-1].role)
    user = add_account(NewAccount(email=invitation.email, role=strongest, **fields))
    for row in promised:
        row.accepted_at, row.accepted_by = clock.utc_now(), user.id
    # In a course the role of its own invitation counts: asking with a code must not make a tutor teach there.
    courses = {row.course_id: Role(row.role) for row in promised if row.course_id is not None}
    for course_id, role in courses.items():
        enrol_as(user, course_id, role)
    return _finish(user, visitor)


def find_invitation(token: str) -> Invitation:
    """The open invitation behind a link."""
    row = db.session.scalar(select(Invitation).where(Invitation.token_hash == hash_token(token)))
    if row is None or row.accepted_at is not None or row.expires_at <= clock.utc_now():
        raise NotFoundError("This invitation is not valid any more; ask for a new one.")
    return row


def invite(email: str, role: Role, course_id: int | None, invited_by: int | None) -> Invitation:
    """Write an invitation and its letter; nobody's is lost by it. The caller commits."""
    require_mail()
    email = normalize_email(email)
    _delete_replaced([email], role, course_id, invited_by)
    fields, letter = _write_invitation(email, role, course_id, invited_by)
    row = Invitation(**fields)
    db.session.add(row)
    db.session.flush()
    send_letter(letter)
    return row


def invite_many(people: dict[str, Role], invited_by: int) -> list[Letter]:
    """Write many invitations in a few statements; the caller commits and then sends the letters."""
    require_mail()
    for role in Role:
        _delete_replaced([email for email, each in people.items() if each is role], role, None, invited_by)
    written = [_write_invitation(email, role, None, invited_by) for email, role in people.items()]
    if written:
        db.session.execute(insert(Invitation), [fields for fields, _ in written])
    return [letter for _, letter in written]


def _write_invitation(
    email: str, role: Role, course_id: int | None, invited_by: int | None
) -> tuple[dict[str, Any], Letter]:
    now, token = clock.utc_now(), create_token()
    expires_at = now + timedelta(days=current_config().accounts.invitation_days)
    fields = {
        "email": email,
        "role": role.value,
        "course_id": course_id,
        "token_hash": hash_token(token),
        "created_by": invited_by,
        "created_at": now,
        "expires_at": expires_at,
    }
    letter = Letter(
        email,
        "You are invited to Attune",
        f"Somebody at your institution invites you as {role.value}. Make your account here:\n\n"
        f"{link_to('/register#invitation=' + token)}\n\n"
        f"The link works until {expires_at:%d %B %Y}. If you expected no invitation, do nothing.",
    )
    return fields, letter


def _lock_open_invitations(email: str) -> list[Invitation]:
    """All that an address may still accept, the weakest role first; none can be taken back meanwhile."""
    rows = db.session.scalars(
        select(Invitation)
        .where(
            Invitation.email == email,
            Invitation.accepted_at.is_(None),
            Invitation.expires_at > clock.utc_now(),
        )
        .order_by(Invitation.id)
        .with_for_update()
    )
    return sorted(rows, key=lambda row: list(Role).index(Role(row.role)))


def _delete_replaced(emails: list[str], role: Role, course_id: int | None, invited_by: int | None) -> None:
    """Those that a new one only repeats; what is asked for with a code replaces none that a person wrote."""
    is_by_person = Invitation.created_by.is_not(None)
    for start in range(0, len(emails), AT_ONCE):
        repeated = delete(Invitation).where(
            Invitation.email.in_(emails[start : start + AT_ONCE]),
            Invitation.accepted_at.is_(None),
            Invitation.role == role.value,
            Invitation.course_id.is_(None) if course_id is None else Invitation.course_id == course_id,
            ~is_by_person if invited_by is None else is_by_person,
        )
        db.session.execute(repeated)


def _write_reminder(email: str) -> Letter:
    return Letter(
        email,
        "You have an account with Attune",
        "Somebody, perhaps you, tried to make an account with this address. You have one already: "
        f"log in and enter the course's code there.\n\n{link_to('/login')}",
    )


def _finish(user: User, visitor: Visitor) -> tuple[User, str]:
    token = start_login(user, visitor.browser)
    db.session.commit()
    return user, token

"""Making accounts. Who may make which one is decided by the caller."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from backend.accounts.login import normalize_email
from backend.accounts.password import hash_password
from backend.db.account import Role, User
from backend.db.base import db
from backend.errors import ConflictError, InvalidError

AT_ONCE = 500  # addresses in one question; both databases take so many


@dataclass(frozen=True)
class NewAccount:
    """What an account is made of."""

    email: str
    name: str
    password: str
    role: Role = Role.STUDENT
    region: str | None = None
    birth_year: int | None = None


def add_account(account: NewAccount) -> User:
    """Add a person to the running transaction; the address must be free."""
    email = normalize_email(account.email)
    if find_user(email) is not None:
        raise ConflictError("There is an account with this address already.", "email_taken")
    user = User(
        email=email,
        name=account.name.strip(),
        password_hash=hash_password(account.password),
        role=account.role.value,
        region=account.region,
        birth_year=account.birth_year,
    )
    db.session.add(user)
    db.session.flush()
    return user


def create_admin(email: str, name: str, password: str) -> User:
    """Make an administrator, from the command line only."""
    if "@" not in email:
        raise InvalidError(f"'{email}' is no e-mail address.")
    user = add_account(NewAccount(email, name, password, Role.ADMIN))
    db.session.commit()
    return user


def find_user(email: str) -> User | None:
    """The account with this address, if there is one."""
    return db.session.scalar(select(User).where(User.email == normalize_email(email)))


def find_known(emails: list[str]) -> set[str]:
    """Which of these addresses have an account."""
    known: set[str] = set()
    for start in range(0, len(emails), AT_ONCE):
        part = emails[start : start + AT_ONCE]
        known.update(db.session.scalars(select(User.email).where(User.email.in_(part))))
    return known

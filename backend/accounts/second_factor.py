"""A second proof beside the password: codes of an app, and codes on paper for when the telephone is gone.

The app's secret is never stored: it is worked out from a salt and the server's key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, func, select, update

from backend import clock
from backend.accounts import throttle
from backend.accounts.identity import Identity
from backend.accounts.one_time_code import SECRET_BYTES, encode_secret, find_step, make_link
from backend.accounts.site import load_site
from backend.accounts.token import hash_token
from backend.config import current_config
from backend.db.account import RecoveryCode, Role, SecondFactor, User
from backend.db.base import db
from backend.errors import AttuneError, ConflictError, NotFoundError
from backend.privacy.audit import write_audit

PAPER_CODES = 8
PAPER_BYTES = 10  # 80 bits in 16 letters: beyond guessing even without the limits on failures
SALT_BYTES = 24


class CodeNeededError(AttuneError):
    """The password was right; the code is missing."""

    status = 401
    code = "code_needed"


class WrongCodeError(AttuneError):
    """The code is wrong, too old, or was used before."""

    status = 401
    code = "wrong_code"


@dataclass(frozen=True)
class Enrolment:
    """What is shown once, to be put into an app."""

    secret: str
    link: str


@dataclass(frozen=True)
class FactorState:
    """Whether there is a second factor, must be one, and how many paper codes are left."""

    state: Literal["none", "begun", "on"]
    required: bool
    paper_codes: int


def describe_factor(identity: Identity) -> FactorState:
    """Where the account stands."""
    row = _find_row(identity.user_id)
    state: Literal["none", "begun", "on"] = (
        "none" if row is None else "begun" if row.confirmed_at is None else "on"
    )
    left = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.user_id == identity.user_id, RecoveryCode.used_at.is_(None)
    )
    required = identity.is_admin and not current_config().is_demo
    return FactorState(state, required, db.session.scalar(left) or 0)


def begin_enrolment(identity: Identity) -> Enrolment:
    """A new secret; it counts once a code of it was given."""
    _require_staff(identity)
    row = _find_row(identity.user_id)
    if row is not None and row.confirmed_at is not None:
        raise ConflictError("A second step is set up already.", "second_factor_on")
    if row is None:
        row = SecondFactor(user_id=identity.user_id)
        db.session.add(row)
    row.salt, row.last_step = secrets.token_hex(SALT_BYTES), 0
    secret = _derive_secret(row.salt)
    db.session.commit()
    return Enrolment(encode_secret(secret), make_link(secret, load_site().name, identity.email))


def confirm_enrolment(identity: Identity, code: str, address: str) -> list[str]:
    """The first code proves that the app has the secret; the paper codes are shown this once."""
    throttle.require_attempt_allowed(identity.email, address)
    row = _find_row(identity.user_id)
    if row is None or row.confirmed_at is not None:
        raise ConflictError("There is nothing to confirm.", "second_factor_on")
    if not _take_app_code(row, _tidy(code)):
        throttle.count_failure(identity.email, address)
        raise WrongCodeError("This code is not right; take the one the app shows now.")
    row.confirmed_at = clock.utc_now()
    codes = _renew_paper_codes(identity.user_id)
    write_audit("account.second_factor_on", identity.audit_token, identity.audit_token)
    db.session.commit()
    return codes


def remove_factor(identity: Identity) -> None:
    """Go back to the password alone, where that is allowed."""
    if identity.is_admin and not current_config().is_demo:
        raise ConflictError("Administrators need their second step here.", "second_factor_required")
    _delete_factor(identity.user_id)
    write_audit("account.second_factor_off", identity.audit_token, identity.audit_token)
    db.session.commit()


def reset_factor(identity: Identity, user_id: int) -> None:
    """An administrator helps somebody who lost telephone and paper."""
    user = db.session.get(User, user_id)
    if user is None or _find_row(user_id) is None:
        raise NotFoundError()
    _delete_factor(user_id)
    write_audit("account.second_factor_reset", identity.audit_token, user.audit_token)
    db.session.commit()


def require_code(user: User, code: str | None, address: str) -> None:
    """Ask for the second proof where the account has one. Each code opens one login. The caller commits."""
    row = _find_row(user.id)
    if row is None or row.confirmed_at is None:
        return
    if not code:
        raise CodeNeededError("Give the code that your app shows now.")
    given = _tidy(code)
    if not _take_app_code(row, given) and not _take_paper_code(user.id, given):
        throttle.count_failure(user.email, address)
        raise WrongCodeError("This code is not right; take the one the app shows now.")


def _tidy(code: str) -> str:
    """Apps and paper show codes in groups, and people type them so."""
    return code.replace(" ", "").replace("-", "").upper()


def _require_staff(identity: Identity) -> None:
    if identity.role is Role.STUDENT:
        raise ConflictError("A second step is for tutors and administrators.", "not_for_students")


def _take_app_code(row: SecondFactor, code: str) -> bool:
    step = find_step(_derive_secret(row.salt), code, clock.utc_now().timestamp(), row.last_step)
    if step is None:
        return False
    # Only one of two who give the same code at once moves the step.
    taken = db.session.execute(
        update(SecondFactor)
        .where(SecondFactor.id == row.id, SecondFactor.last_step < step)
        .values(last_step=step)
        .returning(SecondFactor.id)
    ).one_or_none()
    return taken is not None


def _take_paper_code(user_id: int, code: str) -> bool:
    taken = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.code_hash == hash_token(f"paper:{code}"),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.utc_now())
        .returning(RecoveryCode.id)
    ).one_or_none()
    return taken is not None


def _renew_paper_codes(user_id: int) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = [base64.b32encode(secrets.token_bytes(PAPER_BYTES)).decode() for _ in range(PAPER_CODES)]
    for code in codes:
        db.session.add(RecoveryCode(user_id=user_id, code_hash=hash_token(f"paper:{code}")))
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes]


def _delete_factor(user_id: int) -> None:
    db.session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def _find_row(user_id: int) -> SecondFactor | None:
    return db.session.scalar(select(SecondFactor).where(SecondFactor.user_id == user_id))


def _derive_secret(salt: str) -> bytes:
    key = current_config().secret_key.encode()
    return hmac.new(key, f"second factor:{salt}".encode(), hashlib.sha256).digest()[:SECRET_BYTES]

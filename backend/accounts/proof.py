"""Asking again who is there, before something that reaches far: roles, the model, other people's accounts."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from backend import clock
from backend.accounts.identity import Identity
from backend.accounts.recovery import require_password
from backend.config import current_config
from backend.db.account import LoginSession
from backend.db.base import db
from backend.errors import ForbiddenError


class ProofNeededError(ForbiddenError):
    """The password was given too long ago on this login."""

    code = "proof_needed"


def require_recent_proof(identity: Identity) -> None:
    """Let through only who gave the password within the last minutes."""
    limit = timedelta(minutes=current_config().accounts.proof_minutes)
    if identity.proved_at is None or clock.utc_now() - identity.proved_at >= limit:
        raise ProofNeededError("Give your password once more, then this can be done.")


def prove(identity: Identity, password: str, address: str) -> None:
    """Take the password once more; the login counts as fresh for some minutes."""
    require_password(identity, password, address)
    now = clock.utc_now()
    db.session.execute(
        update(LoginSession).where(LoginSession.id == identity.login_session_id).values(proved_at=now)
    )
    db.session.commit()

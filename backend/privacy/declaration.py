"""Signing the deployer's declaration. Versions are only added; the newest decides at once for everyone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from backend.accounts.identity import Identity
from backend.db.base import db
from backend.db.privacy import Declaration
from backend.errors import ChangedMeanwhileError, ConflictError
from backend.hooks import current_hooks
from backend.privacy.audit import write_audit
from backend.privacy.facts import describe_declaration
from backend.privacy.on_device import list_open_modes
from backend.privacy.policy import Mode


def sign_declaration(identity: Identity, based_on: int | None, fields: dict[str, Any]) -> Declaration:
    """Add the next version, unless somebody signed another one meanwhile or nobody may use its mode."""
    newest = db.session.scalar(select(func.max(Declaration.version)))
    if newest != based_on:
        raise ChangedMeanwhileError()
    row = Declaration(version=(newest or 0) + 1, signed_by=identity.user_id, **fields)
    _require_lawful_somewhere(row)
    db.session.add(row)
    write_audit("policy.declared", identity.audit_token, details={"version": row.version, "mode": row.mode})
    db.session.commit()
    current_hooks().policy_changed()
    return row


def list_declarations() -> list[Declaration]:
    """Every version that was ever signed, newest first."""
    return list(db.session.scalars(select(Declaration).order_by(Declaration.version.desc())))


def _require_lawful_somewhere(row: Declaration) -> None:
    """A mode that no declared place allows to any adult is refused, so that nobody believes it holds."""
    facts = describe_declaration(row)
    if facts is None or Mode(row.mode) not in list_open_modes(facts):
        raise ConflictError(
            f"The mode {row.mode} is not lawful with this declaration; see which ones are in the guide.",
            "mode_not_lawful",
        )

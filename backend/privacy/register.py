"""What administrators may know about consents: counts of large enough groups, never who refused.

Everybody with an account counts, whatever their role and also switched off: administrators set both, and
could take one person out of the count to see whether it falls.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from backend.db.account import User
from backend.db.base import db
from backend.db.privacy import Consent
from backend.privacy.notice import is_current
from backend.privacy.policy import Scope


@dataclass(frozen=True)
class ScopeCount:
    """How many people agree to one scope, in steps of k; None where saying so would point at few."""

    scope: Scope
    granted: int | None


def count_consents(k: int) -> list[ScopeCount]:
    """Count the people who agree in today's words."""
    people = db.session.scalar(select(func.count(User.id))) or 0
    rows = db.session.execute(
        select(Consent.scope, Consent.text_hash, func.count(Consent.id))
        .where(Consent.granted.is_(True))
        .group_by(Consent.scope, Consent.text_hash)
    ).all()
    counts: Counter[str] = Counter()
    for scope, text_hash, count in rows:  # one line for each language that was agreed in
        if _is_known(scope, text_hash):
            counts[scope] += count
    return [ScopeCount(scope, _suppress(counts[scope.value], people, k)) for scope in Scope]


def _suppress(count: int, people: int, k: int) -> int | None:
    """Rounded to steps of k, so that one person's decision cannot be read off two looks in a row."""
    if people < 2 * k or count < k or people - count < k:
        return None
    return count // k * k


def _is_known(scope: str, text_hash: str) -> bool:
    return scope in {known.value for known in Scope} and is_current(Scope(scope), text_hash)

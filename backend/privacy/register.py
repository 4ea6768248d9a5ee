"""What administrators may know about consents: counts of large enough groups, never who refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from backend.db.account import Role, User
from backend.db.base import db
from backend.db.privacy import Consent
from backend.privacy.notice import is_current
from backend.privacy.policy import Scope


@dataclass(frozen=True)
class ScopeCount:
    """How many students agree to one scope, in steps of k; None where saying so would point at few."""

    scope: Scope
    granted: int | None


def count_consents(k: int) -> list[ScopeCount]:
    """Count the students who agree in today's words."""
    students = db.session.scalar(
        select(func.count(User.id)).where(User.role == Role.STUDENT.value, User.disabled_at.is_(None))
    )
    rows = db.session.execute(
        select(Consent.scope, Consent.text_hash, func.count(Consent.id))
        .join(User, User.id == Consent.user_id)
        .where(Consent.granted.is_(True), User.role == Role.STUDENT.value, User.disabled_at.is_(None))
        .group_by(Consent.scope, Consent.text_hash)
    ).all()
    counts: Counter[str] = Counter()
    for scope, text_hash, count in rows:  # one line for each language that was agreed in
        if _is_known(scope, text_hash):
            counts[scope] += count
    return [ScopeCount(scope, _suppress(counts[scope.value], students or 0, k)) for scope in Scope]


def _suppress(count: int, students: int, k: int) -> int | None:
    """Rounded to steps of k, so that one person's decision cannot be read off two looks in a row."""
    if students < 2 * k or count < k or students - count < k:
        return None
    return count // k * k


def _is_known(scope: str, text_hash: str) -> bool:
    return scope in {known.value for known in Scope} and is_current(Scope(scope), text_hash)

"""Reads from the database what the policy needs to know. It decides nothing itself."""

from __future__ import annotations

from sqlalchemy import select

from backend import clock
from backend.db.account import User
from backend.db.base import db
from backend.db.course import Course
from backend.db.privacy import Consent, Declaration, GuardianConsent
from backend.privacy.notice import find_shown_words, is_current
from backend.privacy.policy import (
    DeclarationFacts,
    Mode,
    Policy,
    PolicyContext,
    PolicyFacts,
    Scope,
    effective_policy,
    group_age,
)


def load_policy(user_id: int, course_id: int | None = None, opted_in: bool = False) -> Policy:
    """The policy that holds for a person now, perhaps in one course and one opted-in live session."""
    return effective_policy(load_facts(user_id, course_id, opted_in))


def load_facts(user_id: int, course_id: int | None = None, opted_in: bool = False) -> PolicyFacts:
    """Everything the policy asks about one person; unknown people and unknown or archived courses are off."""
    user = db.session.get(User, user_id)
    consents = load_consents(user_id)
    course = db.session.get(Course, course_id) if course_id is not None else None
    limit = Mode.INDIVIDUAL if course_id is None else _limit_course(course)
    return PolicyFacts(load_context(user, consents), limit, consents, opted_in)


def load_context(user: User | None, consents: frozenset[Scope]) -> PolicyContext:
    """The legal side of one person's case."""
    region = user.region if user else None
    return PolicyContext(
        jurisdiction=region,
        age_group=group_age(user.birth_year if user else None, region, clock.utc_now()),
        declaration=describe_declaration(load_declaration()),
        guardian_and_child_agree=user is not None and _guardian_and_child_agree(user.id),
        written_release=Scope.BIOMETRIC_RELEASE in consents,
    )


def load_consents(user_id: int) -> frozenset[Scope]:
    """The scopes a person agrees to in the words of today; older words do not count."""
    rows = db.session.execute(
        select(Consent.scope, Consent.text_hash).where(Consent.user_id == user_id, Consent.granted.is_(True))
    )
    known = {scope.value: scope for scope in Scope}
    return frozenset(known[name] for name, text in rows if name in known and is_current(known[name], text))


def load_declaration() -> Declaration | None:
    """The newest signed declaration, if there is any."""
    return db.session.scalar(select(Declaration).order_by(Declaration.version.desc()).limit(1))


def describe_declaration(row: Declaration | None) -> DeclarationFacts | None:
    """Take from a declaration what decides."""
    if row is None:
        return None
    return DeclarationFacts(
        jurisdictions=frozenset(str(name) for name in row.jurisdictions),
        institution=row.institution,
        mode=Mode(row.mode) if row.mode in {mode.value for mode in Mode} else Mode.OFF,
        impact_assessment=bool(row.impact_assessment.strip()),
        legal_opinion=bool(row.legal_opinion.strip()),
        ages=row.ages,
    )


def is_guardians_yes_current(row: GuardianConsent) -> bool:
    """Whether the guardian agreed, in the words of today."""
    return row.guardian_agreed_at is not None and find_shown_words("guardian", row.text_hash) is not None


def is_childs_yes_current(row: GuardianConsent) -> bool:
    """Whether the child agreed, in the words of today."""
    return row.child_assented_at is not None and find_shown_words("assent", row.assent_hash) is not None


def _limit_course(course: Course | None) -> Mode:
    return Mode.OFF if course is None or course.archived_at is not None else Mode(course.mode_limit)


def _guardian_and_child_agree(user_id: int) -> bool:
    row = db.session.scalar(select(GuardianConsent).where(GuardianConsent.user_id == user_id))
    return row is not None and is_guardians_yes_current(row) and is_childs_yes_current(row)

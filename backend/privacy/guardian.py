"""The agreement of a guardian and of the child: asked for by a link, taken back by either.

It knows who is too young to decide alone only through the policy. The guardian needs no account: the secret
of the link is their proof, and stays valid for taking the agreement back. What the two decide stands in the
child's receipts. It stays out of the audit log: an administrator would read there who refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, NoReturn

from sqlalchemy import select

from backend import clock
from backend.accounts import throttle
from backend.accounts.identity import Identity
from backend.accounts.login import normalize_email
from backend.accounts.mail import Letter, link_to, require_mail, send_letter
from backend.accounts.profile import load_user
from backend.accounts.site import load_site
from backend.accounts.token import create_token, hash_token
from backend.config import current_config
from backend.db.account import User
from backend.db.base import db
from backend.db.privacy import ConsentReceipt, GuardianConsent
from backend.errors import ConflictError, NotFoundError, TooManyError
from backend.privacy.audit import write_audit
from backend.privacy.consent import finish_change, purge_scopes, silence_scopes
from backend.privacy.facts import (
    is_childs_yes_current,
    is_guardians_yes_current,
    load_consents,
    load_context,
    load_declaration,
)
from backend.privacy.notice import Words, find_letter, find_shown_words, find_words
from backend.privacy.policy import (
    ADULT_AGE,
    AgeGroup,
    Mode,
    Scope,
    allowed_modes,
    is_too_young,
    offered_modes,
)

GUARDIAN, ASSENT = "guardian", "assent"
Verdict = Literal["granted", "refused", "withdrawn"]
HOUR_S = 3600


@dataclass(frozen=True)
class GuardianState:
    """Where the two agreements of one child stand."""

    needed: bool
    asked: str | None
    guardian_agreed: bool
    outdated: bool
    child_assented: bool


@dataclass(frozen=True)
class GuardianView:
    """What a guardian sees behind the link."""

    child: str
    agreed: bool
    outdated: bool
    guardian_name: str


def describe_guardian(user_id: int) -> GuardianState:
    """The child's own look at it."""
    row = _find_row(user_id)
    agreed = row is not None and is_guardians_yes_current(row)
    return GuardianState(
        needed=is_guardian_needed(user_id),
        asked=row.guardian_email if row else None,
        guardian_agreed=agreed,
        outdated=row is not None and row.guardian_agreed_at is not None and not agreed,
        child_assented=row is not None and is_childs_yes_current(row),
    )


def is_guardian_needed(user_id: int) -> bool:
    """Whether both agreements would open a mode that is closed without them."""
    user = db.session.get(User, user_id)
    context = load_context(user, load_consents(user_id))
    alone = offered_modes(replace(context, guardian_and_child_agree=False))
    together = offered_modes(replace(context, guardian_and_child_agree=True))
    return Mode.SELF_ONLY in together and Mode.SELF_ONLY not in alone


def ask_guardian(identity: Identity, email: str, language: str) -> None:
    """Write to the guardian. The link goes to them alone: the child never sees it."""
    require_mail()
    email = normalize_email(email)
    if email == identity.email:
        raise ConflictError("This is your own address; give your parent's or guardian's.", "own_address")
    if not throttle.count_mail(f"guardian-of:{identity.email}") or not throttle.count_mail(email):
        raise TooManyError("Enough letters were sent for now. Try again in an hour.", HOUR_S)
    if _has_guardians_yes(identity.user_id):
        raise ConflictError("The guardian has agreed already.", "guardian_agreed")
    row, link = _renew_link(identity.user_id, email, language)
    db.session.commit()
    _write_letter(row, identity.name, link)


def make_guardian_link(identity: Identity, user_id: int, email: str, language: str) -> str:
    """A link that an administrator hands to the guardian in person; no yes that holds loses its own."""
    if _has_guardians_yes(user_id):
        raise ConflictError("The guardian has agreed, and decides by their own link.", "guardian_decides")
    _, link = _renew_link(user_id, normalize_email(email), language)
    write_audit("guardian.link_made", identity.audit_token, load_user(user_id).audit_token)
    db.session.commit()
    return link


def assent(identity: Identity, shown: str) -> None:
    """The child's own yes, with the hash of the words they read."""
    row, words = _find_row(identity.user_id), find_shown_words(ASSENT, shown)
    if row is None:
        raise NotFoundError("Ask your parent or guardian first.")
    if words is None:
        raise ConflictError(
            "These words have changed. Load the page again and read the new ones.", "words_changed"
        )
    row.child_assented_at, row.assent_hash = clock.utc_now(), words.hash
    _write_receipt(row.user_id, words, "granted")
    finish_change(row.user_id, ())


def look_behind_link(token: str) -> GuardianView:
    """What the link is about; whoever holds it may look."""
    row = _find_by_token(token)
    agreed = is_guardians_yes_current(row)
    outdated = row.guardian_agreed_at is not None and not agreed
    return GuardianView(load_user(row.user_id).name, agreed, outdated, row.guardian_name)


def agree_as_guardian(token: str, name: str, shown: str) -> None:
    """The guardian's yes, with the name they sign by and the hash of the words they read."""
    row = _find_by_token(token)
    words = find_shown_words(GUARDIAN, shown)
    if words is None:
        raise ConflictError(
            "These words have changed. Load the page again and read the new ones.", "words_changed"
        )
    row.guardian_agreed_at, row.guardian_name = clock.utc_now(), name
    row.text_hash, row.expires_at = words.hash, None
    _write_receipt(row.user_id, words, "granted")
    finish_change(row.user_id, ())


def refuse_as_guardian(token: str) -> None:
    """The guardian's no, at first or later; the link ends with it."""
    row = _find_by_token(token)
    _take_back(row, GUARDIAN)


def take_back_as_child(identity: Identity) -> None:
    """The child's no: both agreements end, and so does the guardian's link."""
    row = _find_row(identity.user_id)
    if row is None:
        raise NotFoundError()
    _take_back(row, ASSENT)


def _take_back(row: GuardianConsent, name: str) -> None:
    """Remove both agreements, and whatever rested on them; what was decided stays in the receipts."""
    user_id = row.user_id
    held, read = row.guardian_agreed_at, row.text_hash
    if name == ASSENT:
        held, read = row.child_assented_at, row.assent_hash
    words = find_shown_words(name, read) or find_words(name, row.locale)
    silence_scopes(user_id, Scope)
    db.session.delete(row)
    _write_receipt(user_id, words, "withdrawn" if held else "refused", purge_scopes(user_id, Scope))
    finish_change(user_id, tuple(Scope))


def _renew_link(user_id: int, email: str, language: str) -> tuple[GuardianConsent, str]:
    """Only where it is needed and unanswered; a new link replaces the old one."""
    if not is_guardian_needed(user_id):
        _refuse_to_ask(user_id)
    row = db.session.scalar(select(GuardianConsent).where(GuardianConsent.user_id == user_id))
    if row is None:
        row = GuardianConsent(user_id=user_id)
        db.session.add(row)
    token, now = create_token(), clock.utc_now()
    row.guardian_email, row.locale, row.token_hash = email, language, hash_token(token)
    row.requested_at, row.guardian_agreed_at, row.guardian_name = now, None, ""
    row.expires_at = now + timedelta(days=current_config().accounts.invitation_days)
    return row, link_to(f"/guardian#token={token}")


def delete_outgrown() -> int:
    """Delete the agreements of those who have come of age: the address is kept for nothing, the link ends."""
    born_by = clock.utc_now().year - ADULT_AGE - 1
    grown = (
        select(GuardianConsent)
        .join(User, User.id == GuardianConsent.user_id)
        .where(User.birth_year <= born_by)
    )
    rows = [row for row in db.session.scalars(grown) if _has_outgrown(row.user_id)]
    for row in rows:
        db.session.delete(row)
    return len(rows)


def _has_outgrown(user_id: int) -> bool:
    """Whether somebody is of age where that is enough; at a school it is not."""
    context = load_context(db.session.get(User, user_id), load_consents(user_id))
    alone = replace(context, guardian_and_child_agree=False, written_release=True)
    together = replace(alone, guardian_and_child_agree=True)
    return context.age_group is AgeGroup.ADULT and allowed_modes(alone) == allowed_modes(together)


def _refuse_to_ask(user_id: int) -> NoReturn:
    context = load_context(db.session.get(User, user_id), load_consents(user_id))
    if context.declaration is not None and is_too_young(context.age_group, context.declaration):
        raise ConflictError(
            "The camera is for adults only here; nobody's agreement changes that.", "adults_only"
        )
    raise ConflictError("Nobody has to be asked here.", "guardian_not_needed")


def _write_letter(row: GuardianConsent, child: str, link: str) -> None:
    assert row.expires_at is not None  # nosec B101: it was just set
    subject, text = find_letter(row.locale)
    body = text.format(name=child, site=load_site().name, link=link, until=row.expires_at.date().isoformat())
    send_letter(Letter(row.guardian_email, subject, body))


def _find_row(user_id: int) -> GuardianConsent | None:
    row = db.session.scalar(select(GuardianConsent).where(GuardianConsent.user_id == user_id))
    is_over = row is not None and row.expires_at is not None and row.expires_at <= clock.utc_now()
    return None if is_over else row


def _has_guardians_yes(user_id: int) -> bool:
    row = _find_row(user_id)
    return row is not None and is_guardians_yes_current(row)


def _find_by_token(token: str) -> GuardianConsent:
    row = db.session.scalar(select(GuardianConsent).where(GuardianConsent.token_hash == hash_token(token)))
    is_over = row is not None and row.expires_at is not None and row.expires_at <= clock.utc_now()
    if row is None or is_over or _has_outgrown(row.user_id):
        raise NotFoundError("This link is not valid any more.")
    return row


def _write_receipt(
    user_id: int, words: Words, verdict: Verdict, purged: dict[str, int] | None = None
) -> None:
    db.session.add(
        ConsentReceipt(
            user_id=user_id,
            scope=words.name,
            decision=verdict,
            text_version=words.version,
            text_hash=words.hash,
            declaration_version=getattr(load_declaration(), "version", None),
            purged=purged or {},
            decided_at=clock.utc_now(),
        )
    )

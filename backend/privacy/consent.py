"""Giving, refusing and withdrawing consent, each with a receipt. It does not know what a scope's data is:
who stores some registers how it is purged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy import select

from backend import clock
from backend.accounts.identity import Identity
from backend.db.base import db
from backend.db.privacy import Consent, ConsentReceipt
from backend.errors import ConflictError
from backend.hooks import AccessChange, current_hooks
from backend.privacy.facts import load_declaration
from backend.privacy.notice import FIRST_LANGUAGE, WORDS, ConsentText, find_text, is_current
from backend.privacy.policy import Scope

Purge = Callable[[int], dict[str, int]]
"""Deletes one person's rows of a scope inside the running transaction; returns rows by table."""
Silence = Callable[[int], None]
"""Stops what is still being gathered of one person. It may wait, so it comes before the first write."""


@dataclass(frozen=True)
class ConsentState:
    """Where a person stands on one scope: decided at all, and still in today's words?"""

    scope: Scope
    granted: bool
    decided: bool
    outdated: bool


def list_consents(user_id: int) -> list[ConsentState]:
    """Every scope there is, unticked where nothing was decided."""
    rows = {row.scope: row for row in db.session.scalars(select(Consent).where(Consent.user_id == user_id))}
    return [_describe(scope, rows.get(scope.value)) for scope in Scope]


@dataclass(frozen=True)
class Decision:
    """A yes or a no to one scope, and the hash of the words that were on the page."""

    scope: Scope
    granted: bool
    shown: str | None = None


def decide_consents(identity: Identity, decisions: list[Decision], language: str) -> list[ConsentReceipt]:
    """Record yes and no alike, purge what a withdrawal reaches, then tell the live side.

    Receipts are the person's own. The audit log is not: an administrator would read there who withdrew.
    """
    texts = [_find_shown(decision, language) for decision in decisions]
    held = _list_granted(identity.user_id)
    ended = [each.scope for each in decisions if not each.granted and each.scope.value in held]
    silence_scopes(identity.user_id, ended)
    receipts = [
        _decide(identity.user_id, decision, text) for decision, text in zip(decisions, texts, strict=True)
    ]
    finish_change(identity.user_id, ended)
    return receipts


def withdraw_all(identity: Identity) -> list[ConsentReceipt]:
    """One click: every scope is withdrawn."""
    return decide_consents(identity, [Decision(scope, False) for scope in Scope], FIRST_LANGUAGE)


def list_receipts(user_id: int) -> list[ConsentReceipt]:
    """All receipts of one person, newest first."""
    query = select(ConsentReceipt).where(ConsentReceipt.user_id == user_id)
    return list(db.session.scalars(query.order_by(ConsentReceipt.id.desc())))


def register_purge(app: Flask, scopes: Iterable[Scope], purge: Purge) -> None:
    """Say how the data that rests on these scopes is deleted when one of them is withdrawn."""
    purges: dict[Scope, list[Purge]] = app.extensions.setdefault("attune_purges", {})
    for scope in scopes:
        purges.setdefault(scope, []).append(purge)


def register_silence(app: Flask, scopes: Iterable[Scope], silence: Silence) -> None:
    """Say how gathering what rests on these scopes is stopped before anything of it is deleted."""
    silences: dict[Scope, list[Silence]] = app.extensions.setdefault("attune_silences", {})
    for scope in scopes:
        silences.setdefault(scope, []).append(silence)


def silence_scopes(user_id: int, scopes: Iterable[Scope]) -> None:
    """Stop in memory what rests on these scopes. Nothing may have been written in this transaction yet."""
    silences: dict[Scope, list[Silence]] = current_app.extensions.get("attune_silences", {})
    for silence in dict.fromkeys(each for scope in scopes for each in silences.get(scope, ())):
        silence(user_id)


def finish_change(user_id: int, ended: Collection[Scope]) -> None:
    """Commit, tell the live side, and delete what its writer was already carrying when the scopes ended."""
    db.session.commit()
    current_hooks().access_changed(AccessChange(user_id, "consent"))
    if ended:
        purge_scopes(user_id, ended)
        db.session.commit()


def purge_scopes(user_id: int, scopes: Iterable[Scope]) -> dict[str, int]:
    """Delete in the running transaction what rests on these scopes; rows by table."""
    purges: dict[Scope, list[Purge]] = current_app.extensions.get("attune_purges", {})
    counts: dict[str, int] = {}
    for purge in dict.fromkeys(each for scope in scopes for each in purges.get(scope, ())):
        for table, rows in purge(user_id).items():
            counts[table] = counts.get(table, 0) + rows
    return counts


def _list_granted(user_id: int) -> set[str]:
    """What was agreed to, be it in older words."""
    query = select(Consent.scope).where(Consent.user_id == user_id, Consent.granted.is_(True))
    return set(db.session.scalars(query))


def _decide(user_id: int, decision: Decision, text: ConsentText) -> ConsentReceipt:
    scope, granted = decision.scope, decision.granted
    row = db.session.scalar(select(Consent).where(Consent.user_id == user_id, Consent.scope == scope.value))
    verdict = "granted" if granted else "withdrawn" if row is not None and row.granted else "refused"
    if row is None:
        row = Consent(user_id=user_id, scope=scope.value)
        db.session.add(row)
    row.granted, row.text_version, row.text_hash = granted, text.version, text.hash
    row.decided_at = clock.utc_now()
    receipt = ConsentReceipt(
        user_id=user_id,
        scope=scope.value,
        decision=verdict,
        text_version=text.version,
        text_hash=text.hash,
        declaration_version=getattr(load_declaration(), "version", None),
        purged={} if granted else purge_scopes(user_id, [scope]),
        decided_at=row.decided_at,
    )
    db.session.add(receipt)
    db.session.flush()
    return receipt


def _find_shown(decision: Decision, language: str) -> ConsentText:
    """The very words that were on the page; words that changed meanwhile cannot be agreed to."""
    if decision.shown is None:
        return find_text(decision.scope, language)
    for each in WORDS:
        text = find_text(decision.scope, each)
        if text.hash == decision.shown:
            return text
    raise ConflictError(
        "These words have changed. Load the page again and read the new ones.", "words_changed"
    )


def _describe(scope: Scope, row: Consent | None) -> ConsentState:
    if row is None:
        return ConsentState(scope, granted=False, decided=False, outdated=False)
    holds = is_current(scope, row.text_hash)
    return ConsentState(scope, granted=row.granted and holds, decided=holds, outdated=not holds)

"""The pseudonymous export for action research, with its codebook: only of people who agree now.

A pseudonym is made with a key that lives as long as one export: nobody can turn it back or join two exports.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import secrets
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import select

from backend import clock
from backend.db.base import db
from backend.db.privacy import Consent
from backend.db.recording import CheckInRow
from backend.db.support import SupportMessage
from backend.errors import ForbiddenError
from backend.privacy.audit import write_audit
from backend.privacy.facts import load_consents
from backend.privacy.policy import Scope
from backend.sheet import write_table
from backend.support.course_message import OWN
from backend.support.rules import StudyRules
from backend.support.study import describe_study

MOMENTS = {
    "person": "pseudonym; the same person within this file, and only within it",
    "course": "pseudonym of the course",
    "day": "days since the first row; dates are left out so that no other log can be joined",
    "hour": "hour of the day, UTC",
    "cause": "what the message is about: item, explanation, ask, setback, worry, boredom, fatigue, progress",
    "message": "key in the catalogue; a pseudonym that begins with `own-` for one that a tutor wrote",
    "strategy": "what the message suggests doing",
    "tone": "warm, plain or brief, as the person chose where there was a choice",
    "locale": "language of the message",
    "arm": "message: it was shown; control: it was withheld by lot",
    "progressed": "1: a step forward (a section not reached before, a right answer, a later lesson, a lesson "
    "marked done) in the next five minutes; 0: none; empty: the person was in no lesson by then and had "
    "finished none",
    "steps": "how many such steps; empty as above",
    "rating": "helped, not_helped or not_me; empty: not rated; never for controls",
}
CHECK_INS = {
    "person": MOMENTS["person"],
    "day": "days since the first row of this table",
    "hour": MOMENTS["hour"],
    "value": "what the person pressed: well, stuck, lost, tired or bored",
}
TABLES = {"moments.csv": MOMENTS, "check_ins.csv": CHECK_INS}


def export_study(rules: StudyRules, is_demo: bool) -> bytes:
    """One zip with both tables and the codebook; refused where no study may run."""
    state = describe_study(rules, is_demo, clock.utc_now())
    if not state.running:
        raise ForbiddenError(f"Nothing may be exported for research: {state.why}.", "no_study")
    people = _list_people()
    name = _make_pseudonyms()
    parts = {
        "moments.csv": write_table(MOMENTS, _list_moments(people, name)),
        "check_ins.csv": write_table(CHECK_INS, _list_check_ins(people, name)),
        "codebook.csv": write_table(("table", "column", "meaning"), _list_codebook()),
        "study.csv": write_table(
            ("what", "value"),
            [
                ("ethics id", rules.ethics_id or state.why),
                ("share of controls", rules.controls),
                ("minutes watched", rules.follow_s / 60),
            ],
        ),
    }
    write_audit("study.exported", None, details={"people": len(people)})
    db.session.commit()
    return _pack(parts)


def _list_people() -> set[int]:
    granted = select(Consent.user_id).where(Consent.scope == Scope.RESEARCH.value, Consent.granted.is_(True))
    return {user_id for user_id in db.session.scalars(granted) if Scope.RESEARCH in load_consents(user_id)}


def _list_moments(people: set[int], name: Callable[[str, int], str]) -> Iterable[tuple[object, ...]]:
    query = select(SupportMessage).where(SupportMessage.in_study.is_(True)).order_by(SupportMessage.id)
    rows = [row for row in db.session.scalars(query) if row.user_id in people]
    first = min((row.at for row in rows), default=clock.utc_now())
    for row in sorted(rows, key=lambda row: (name("p", row.user_id), row.at)):
        yield (
            name("p", row.user_id),
            name("c", row.course_id),
            _count_days(first, row.at),
            row.at.hour,
            row.cause,
            _name_message(row.message_key, name),
            row.strategy,
            row.tone,
            row.locale,
            row.arm,
            None if row.progress is None else int(row.progress > 0),
            row.progress,
            row.rating,
        )


def _name_message(key: str, name: Callable[[str, int], str]) -> str:
    source, _, number = key.partition(":")
    return name("own", int(number)) if source == OWN else key


def _list_check_ins(people: set[int], name: Callable[[str, int], str]) -> Iterable[tuple[object, ...]]:
    rows = [row for row in db.session.scalars(select(CheckInRow)) if row.user_id in people]
    first = min((row.at for row in rows), default=clock.utc_now())
    for row in sorted(rows, key=lambda row: (name("p", row.user_id), row.at)):
        yield name("p", row.user_id), _count_days(first, row.at), row.at.hour, row.value


def _list_codebook() -> Iterable[tuple[str, str, str]]:
    return [(table, column, text) for table, columns in TABLES.items() for column, text in columns.items()]


def _make_pseudonyms() -> Callable[[str, int], str]:
    key = secrets.token_bytes(32)

    def name(kind: str, number: int) -> str:
        digest = hmac.new(key, f"{kind}:{number}".encode(), hashlib.sha256).hexdigest()
        return f"{kind}-{digest[:10]}"

    return name


def _count_days(first: datetime, at: datetime) -> int:
    return (at.date() - first.date()).days


def _pack(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in parts.items():
            archive.writestr(file, text)
    return out.getvalue()

"""The support loop's hand in the database: reads what a decision needs, writes it, and keeps what was learnt.

Every function needs an application context. It decides nothing itself; `choice` does.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from backend.db.account import User
from backend.db.base import db
from backend.db.recording import CheckInRow, LiveSession
from backend.db.support import AgreementPair, CourseMessage, LabelTally, SupportMessage
from backend.privacy.facts import load_consents
from backend.privacy.policy import Scope
from backend.support.catalogue import CatalogueMessage, load_catalogue
from backend.support.choice import DAY, Decision, Moment, Past, decide_message
from backend.support.course_message import OWN, read_course_messages
from backend.support.effect import count_outcomes
from backend.support.engine import Due, Known, Observed, Tallied
from backend.support.history import CONTROL, SHOWN, list_since
from backend.support.preference import load_preference
from backend.support.report import is_model_silent, read_pairs, read_trials
from backend.support.rules import SupportRules
from backend.support.seat import PAIRS_KEPT, Pair
from backend.support.signal import Word
from backend.support.state import WORD_STATES
from backend.support.study import describe_study
from backend.support.wellbeing import may_offer

STRAIN = "strain"
FALLBACK = "en"


@dataclass(frozen=True)
class Delivery:
    """What was decided and written; `message` is None for a control."""

    due: Due
    row_id: int
    message: dict[str, Any] | None


class Desk:
    """Decides and writes with one set of rules."""

    def __init__(self, rules: SupportRules, is_demo: bool, chance: random.Random) -> None:
        self._rules = rules
        self._is_demo = is_demo
        self._chance = chance

    def recall(self, user_id: int, now_s: float) -> Known:
        """What is known of somebody who sits down."""
        since = to_moment(now_s - self._rules.wellbeing.within_s)
        rows = db.session.scalars(
            select(CheckInRow)
            .where(CheckInRow.user_id == user_id, CheckInRow.at >= since)
            .order_by(CheckInRow.at, CheckInRow.id)
        )
        words = tuple(
            Word(row.value, row.at.timestamp(), row.live_class_id) for row in rows if row.value in WORD_STATES
        )
        pairs = read_pairs(AgreementPair.user_id == user_id)[-PAIRS_KEPT:]
        return Known(words, tuple(pairs))

    def consider(self, due: Due, now_s: float) -> Delivery | None:
        """Decide about one moment and write it; None when nothing may or can be said."""
        now = to_moment(now_s)
        is_offer = due.causes == (STRAIN,)
        past = list_since(due.user_id, now - DAY)
        if is_offer and not may_offer(_last_offer(past), now_s, self._rules.wellbeing):
            return None
        in_study = not is_offer and self._takes_part(due.user_id, now)
        moment = Moment(
            now=now,
            causes=due.causes,
            flags=due.flags,
            locale=_read_locale(due.user_id),
            preference=load_preference(due.user_id),
            past=tuple(Past(row.at, row.message_key, row.arm == SHOWN) for row in past),
            in_study=in_study,
            outcomes=_read_outcomes(due.causes) if in_study else {},
        )
        catalogue = [*_list_own(due.place.course_id), *load_catalogue()]
        decision = decide_message(moment, catalogue, self._rules, self._chance)
        return None if decision.message is None else _write(due, decision, moment)

    def read_silent_models(self) -> set[str]:
        """The model versions that agree too little with what students say."""
        models = db.session.scalars(select(AgreementPair.model).distinct())
        return {model for model in models if is_model_silent(model, self._rules.agreement)}

    def _takes_part(self, user_id: int, now: datetime) -> bool:
        state = describe_study(self._rules.study, self._is_demo, now)
        return state.running and Scope.RESEARCH in load_consents(user_id)


def withdraw(row_id: int) -> None:
    """What was decided must not be said after all: the student spoke meanwhile."""
    db.session.execute(delete(SupportMessage).where(SupportMessage.id == row_id))
    db.session.commit()


def write_outcomes(observed: Iterable[Observed], now_s: float) -> None:
    """Write what followed."""
    for each in observed:
        db.session.execute(
            update(SupportMessage)
            .where(SupportMessage.id == each.row_id)
            .values(progress=each.steps, outcome_at=to_moment(now_s))
        )
    db.session.commit()


def write_pairs(pairs: Iterable[Pair]) -> None:
    """Keep what the camera suggested beside what was said; whose account or course is gone is left out."""
    for pair in pairs:
        fields = {name: getattr(pair, name) for name in ("user_id", "course_id", "model", "camera", "said")}
        with contextlib.suppress(IntegrityError), db.session.begin_nested():
            db.session.add(AgreementPair(**fields, at=to_moment(pair.at_s)))
    db.session.commit()


def write_tallies(tallies: Iterable[Tallied], now_s: float) -> None:
    """Keep how often labels were shown and corrected; not twice, nor of a sitting that is gone."""
    for tally in tallies:
        fields = {name: value for name, value in vars(tally).items() if name != "user_id"}
        with contextlib.suppress(IntegrityError), db.session.begin_nested():
            db.session.add(LabelTally(**fields, at=to_moment(now_s)))
    db.session.commit()


def purge_person(user_id: int) -> dict[str, int]:
    """Delete what rests on the consent to keeping; the caller commits."""
    mine = select(LiveSession.id).where(LiveSession.user_id == user_id)
    conditions = {
        AgreementPair: AgreementPair.user_id == user_id,
        LabelTally: LabelTally.live_session_id.in_(mine),
    }
    counts = {}
    for table, condition in conditions.items():
        found = db.session.execute(
            delete(table).where(condition).execution_options(synchronize_session=False)
        )
        counts[table.__tablename__] = int(getattr(found, "rowcount", 0))
    return counts


def leave_study(user_id: int) -> dict[str, int]:
    """Consent to research is withdrawn: withheld moments go, messages leave the study. The caller commits."""
    mine = (SupportMessage.user_id == user_id, SupportMessage.in_study.is_(True))
    gone = db.session.execute(delete(SupportMessage).where(*mine, SupportMessage.arm == CONTROL))
    left = db.session.execute(update(SupportMessage).where(*mine).values(in_study=False))
    return {"support_messages": sum(int(getattr(each, "rowcount", 0)) for each in (gone, left))}


def to_moment(at_s: float) -> datetime:
    """Seconds since 1970 as the tables keep them."""
    return datetime.fromtimestamp(at_s, timezone.utc)


def _write(due: Due, decision: Decision, moment: Moment) -> Delivery:
    message = decision.message
    assert message is not None
    text = message.text[moment.locale]
    row = SupportMessage(
        user_id=due.user_id,
        live_session_id=due.live_session_id,
        lesson_id=due.place.lesson_id,
        course_id=due.place.course_id,
        at=moment.now,
        message_key=message.key,
        cause=message.cause,
        strategy=message.strategy,
        tone=message.tone,
        locale=moment.locale,
        text="" if decision.withheld else text,
        actions=list(message.actions),
        arm=CONTROL if decision.withheld else SHOWN,
        in_study=moment.in_study,
    )
    db.session.add(row)
    db.session.commit()
    return Delivery(due, row.id, None if decision.withheld else _describe(row))


def _describe(row: SupportMessage) -> dict[str, Any]:
    names = ("id", "text", "cause", "strategy", "tone", "actions")
    return {name: getattr(row, name) for name in names}


def _list_own(course_id: int) -> list[CatalogueMessage]:
    rows = [row for row in read_course_messages(course_id) if row.enabled]
    return [_to_catalogue(row) for row in rows]


def _to_catalogue(row: CourseMessage) -> CatalogueMessage:
    key, text = f"{OWN}:{row.id}", {row.locale: row.text}
    return CatalogueMessage(key, row.cause, "tutor", row.tone, None, frozenset(), (), text)


def _read_locale(user_id: int) -> str:
    locale = db.session.scalar(select(User.locale).where(User.id == user_id))
    return locale if locale in ("en", "es") else FALLBACK


def _read_outcomes(causes: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    return count_outcomes(read_trials(SupportMessage.cause.in_(causes)))


def _last_offer(past: Iterable[SupportMessage]) -> float | None:
    offers = [row.at for row in past if row.cause == STRAIN]
    return max(offers).timestamp() if offers else None

"""Standing reports read from the database: agreement of camera and word, corrections, effect of messages.

What speaks of a group is left out below twice the smallest group.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, func, select

from backend.courses.access import learns
from backend.db.base import db
from backend.db.recording import LiveSession
from backend.db.support import AgreementPair, LabelTally, SupportMessage
from backend.privacy.aggregate import round_share
from backend.support.agreement import Agreement, Rate, compare_pairs, estimate_rate, is_below_floor
from backend.support.effect import Effect, Trial, estimate_effect, group_trials
from backend.support.history import SHOWN
from backend.support.publication import KeptPair, Rounding, current_publication, round_agreement
from backend.support.rules import AgreementRules


@dataclass(frozen=True)
class CorrectionRate:
    """How often one label of one model version was corrected; None: too few people to say."""

    model: str
    label: str
    rate: Rate | None


@dataclass(frozen=True)
class AgreementReport:
    """Agreement, and whether the camera is listened to."""

    agreement: Agreement
    floor: float
    camera_silent: bool
    why: str
    model: str | None = None
    suppressed: bool = False


@dataclass(frozen=True)
class EffectLine:
    """One line of the effect report."""

    kind: str
    key: str
    effect: Effect
    suppressed: bool


ROUNDED_COUNTS = ("shown", "controls", "unobserved", "rated")
ROUNDED_SHARES = ("shown_share", "control_share", "difference")
NOTHING = Agreement(0, None, None, None, (), None)


def report_my_agreement(user_id: int, rules: AgreementRules) -> AgreementReport:
    """One student's own."""
    pairs = read_pairs(AgreementPair.user_id == user_id)
    return _judge(compare_pairs(pairs), rules.min_pairs, rules.floor_kappa)


def report_course_agreement(course_id: int, rules: AgreementRules, rounding: Rounding) -> AgreementReport:
    """A course's, for its tutors, when enough students are in it."""
    where = (AgreementPair.course_id == course_id) & learns(AgreementPair.user_id, course_id)
    return _publish(f"course {course_id}", where, rules, rounding)


def report_models(rules: AgreementRules, rounding: Rounding) -> list[AgreementReport]:
    """Every model version's, for administrators."""
    names = db.session.scalars(select(AgreementPair.model).distinct().order_by(AgreementPair.model))
    return [_report_model(name, rules, rounding) for name in names]


def is_model_silent(model: str, rules: AgreementRules) -> bool:
    """Whether this model version agrees too little with what students say to be listened to."""
    agreement = compare_pairs(read_pairs(AgreementPair.model == model))
    return is_below_floor(agreement, rules.min_pairs_model, rules.floor_kappa)


def report_corrections(k: int, round_to: float) -> list[CorrectionRate]:
    """How often each label of each model version was corrected, as rounded shares.

    A count that moves when one more student leaves a lesson would tell what that student looked like.
    """
    students = func.count(func.distinct(LiveSession.user_id))
    rows = db.session.execute(
        select(
            LabelTally.model,
            LabelTally.label,
            func.sum(LabelTally.spells),
            func.sum(LabelTally.corrected),
            students,
        )
        .join(LiveSession, LiveSession.id == LabelTally.live_session_id)
        .group_by(LabelTally.model, LabelTally.label)
        .order_by(LabelTally.model, LabelTally.label)
    )
    return [
        CorrectionRate(model, label, _round_rate(int(corrected), int(spells), round_to))
        if count >= 2 * k
        else CorrectionRate(model, label, None)
        for model, label, spells, corrected, count in rows
    ]


def report_effect(min_per_arm: int, rounding: Rounding) -> list[EffectLine]:
    """Shown against withheld, in all, by cause and by message; lines without an effect stay in.

    Lines add up: exact ones, taken from each other, would tell of the few whose line is left out.
    """
    groups = group_trials(read_trials(learns(SupportMessage.user_id, SupportMessage.course_id)))
    return [_describe_line(name, trials, min_per_arm, rounding) for name, trials in sorted(groups.items())]


def read_trials(*conditions: ColumnElement[bool]) -> list[Trial]:
    """The moments of people who agreed to research, of those that these select."""
    query = select(SupportMessage).where(SupportMessage.in_study.is_(True), *conditions)
    return [to_trial(row) for row in db.session.scalars(query.order_by(SupportMessage.id))]


def to_trial(row: SupportMessage) -> Trial:
    """Take from a row what the effect is estimated from."""
    progressed = None if row.progress is None else row.progress > 0
    return Trial(row.user_id, row.message_key, row.cause, row.arm == SHOWN, progressed, row.rating)


def read_pairs(where: object) -> list[tuple[str, str]]:
    """(camera, word) of the rows that a condition selects."""
    query = select(AgreementPair.camera, AgreementPair.said).where(where)  # type: ignore[arg-type]
    return [(camera, said) for camera, said in db.session.execute(query)]


def _report_model(model: str, rules: AgreementRules, rounding: Rounding) -> AgreementReport:
    report = _publish(f"model {model}", AgreementPair.model == model, rules, rounding)
    # Whether it is listened to is decided from every pair, however few may be spoken of.
    silent = is_model_silent(model, rules) if report.suppressed else report.camera_silent
    return replace(report, model=model, camera_silent=silent)


def _publish(group: str, where: object, rules: AgreementRules, rounding: Rounding) -> AgreementReport:
    query = select(AgreementPair.id, AgreementPair.user_id, AgreementPair.camera, AgreementPair.said)
    found = db.session.execute(query.where(where))  # type: ignore[arg-type]
    rows = current_publication().choose(group, [KeptPair(*row) for row in found], rounding.k)
    if not rows:
        return AgreementReport(NOTHING, rules.floor_kappa, False, "too_few", suppressed=True)
    exact = compare_pairs([(row.camera, row.said) for row in rows])
    report = _judge(exact, rules.min_pairs_model, rules.floor_kappa)
    return replace(report, agreement=round_agreement(exact, rows, rounding))


def _judge(agreement: Agreement, min_pairs: int, floor: float) -> AgreementReport:
    silent = is_below_floor(agreement, min_pairs, floor)
    why = "below_floor" if silent else "too_few" if agreement.n < min_pairs else "agrees"
    return AgreementReport(agreement, floor, silent, why)


def _describe_line(name: str, trials: Sequence[Trial], min_per_arm: int, rounding: Rounding) -> EffectLine:
    kind, _, key = name.partition(":")
    effect = estimate_effect(trials, min_per_arm)
    if effect.students < 2 * rounding.k:
        return EffectLine(kind, key, estimate_effect([], min_per_arm), suppressed=True)
    return EffectLine(kind, key, _round_effect(effect, rounding), suppressed=False)


def _round_effect(effect: Effect, rounding: Rounding) -> Effect:
    """Counts down to the smallest group, shares to a step, the interval outwards."""
    k, step = rounding.k, rounding.round_to
    rounded: dict[str, Any] = {name: getattr(effect, name) // k * k for name in ROUNDED_COUNTS}
    helped = round_share(effect.rated_helped / effect.rated, step) if effect.rated else 0.0
    rounded["rated_helped"] = round(helped * rounded["rated"])  # of so many, the same share
    if effect.low is not None and effect.high is not None:
        rounded |= {name: round_share(getattr(effect, name), step) for name in ROUNDED_SHARES}
        rounded["low"] = max(-1.0, round(math.floor(effect.low / step) * step, 6))
        rounded["high"] = min(1.0, round(math.ceil(effect.high / step) * step, 6))
    return replace(effect, **rounded)


def _round_rate(count: int, total: int, step: float) -> Rate | None:
    rate = estimate_rate(count, total)
    return rate and Rate(*(round_share(each, step) for each in (rate.share, rate.low, rate.high)))

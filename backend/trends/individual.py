"""One student's own summaries over time, for an administrator with a reason, and only as far as they agreed.

Each look is written into the log that the student reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from backend.accounts.identity import Identity
from backend.db.account import User
from backend.db.base import db
from backend.db.course import Course, Lesson, Module
from backend.db.recording import LiveSession, LiveSessionSummary
from backend.errors import ForbiddenError, NotFoundError
from backend.privacy.audit import write_audit
from backend.privacy.briefing import require_briefed
from backend.privacy.facts import load_facts
from backend.privacy.policy import Mode, Scope, offered_modes
from backend.trends.calendar import DAY, MAX_POINTS, start_of_day
from backend.trends.gather import find_labels
from backend.trends.series import Period, institution_zone
from backend.trends.trend import Wanted, find_period

NEEDED = frozenset({Scope.KEEP_SUMMARIES, Scope.SHARE_ADMINS})


@dataclass(frozen=True)
class Sitting:
    """One live session, summed up."""

    start: datetime
    course_title: str
    lesson_title: str
    values: dict[str, float] | None
    coverage: float
    engagement: float | None
    engagement_low: float | None
    engagement_high: float | None
    corrections: int


@dataclass(frozen=True)
class IndividualTrend:
    """What was kept of one student's live sessions, oldest first."""

    user_id: int
    name: str
    time_zone: str
    sittings: list[Sitting]


def read_individual(identity: Identity, user_id: int, reason: str, wanted: Wanted) -> IndividualTrend:
    """Look, and write down that it was looked and why."""
    require_briefed(identity.user_id)
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFoundError()
    _require_agreed(user_id)
    period = find_period(wanted)  # a look that is refused is none
    details = {"reason": reason, "about": "trend"}
    write_audit("trend.seen", identity.audit_token, user.audit_token, details)
    db.session.commit()
    return IndividualTrend(user_id, user.name, institution_zone().key, _read_sittings(user_id, period))


def _require_agreed(user_id: int) -> None:
    """Policy and consent; which of the two is missing is the student's own matter."""
    facts = load_facts(user_id)
    is_lawful = Mode.INDIVIDUAL in offered_modes(facts.context)
    if not is_lawful or not facts.consents >= NEEDED:
        raise ForbiddenError("There is nothing of this person that may be shown.", "not_shared")


def _read_sittings(user_id: int, period: Period) -> list[Sitting]:
    zone = institution_zone()
    rows = db.session.execute(
        select(LiveSession.started_at, Course.title, Lesson.title, LiveSessionSummary)
        .join(LiveSessionSummary, LiveSessionSummary.live_session_id == LiveSession.id)
        .join(Lesson, Lesson.id == LiveSession.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .join(Course, Course.id == Module.course_id)
        .where(
            LiveSession.user_id == user_id,
            LiveSession.started_at >= start_of_day(period.first, zone),
            LiveSession.started_at < start_of_day(period.last + DAY, zone),
            Course.mode_limit == Mode.INDIVIDUAL.value,
        )
        .order_by(LiveSession.started_at.desc(), LiveSession.id.desc())
        .limit(MAX_POINTS)
    )
    return [_describe(start, course, lesson, row) for start, course, lesson, row in rows][::-1]


def _describe(start: datetime, course: str, lesson: str, row: LiveSessionSummary) -> Sitting:
    labels = find_labels(row.model)
    known = row.probabilities is not None and labels is not None and len(labels) == len(row.probabilities)
    return Sitting(
        start=start,
        course_title=course,
        lesson_title=lesson,
        values=dict(zip(labels or (), row.probabilities or (), strict=True)) if known else None,
        coverage=round(row.seen / row.readings, 4) if row.readings else 0.0,
        engagement=row.engagement,
        engagement_low=row.engagement_low,
        engagement_high=row.engagement_high,
        corrections=row.corrections,
    )

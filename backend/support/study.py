"""Whether it is being studied if messages help: in the demo, or with an approval that has not run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from backend.support.rules import StudyRules


@dataclass(frozen=True)
class StudyState:
    """Whether moments are assigned to arms now, and why."""

    running: bool
    why: str


def describe_study(rules: StudyRules, is_demo: bool, now: datetime) -> StudyState:
    """Say whether the study runs; whatever is unknown means it does not."""
    if rules.expires and now.date() > date.fromisoformat(rules.expires):
        return StudyState(False, "expired")
    if is_demo:
        return StudyState(True, "demo")
    if not rules.outside_demo:
        return StudyState(False, "switched_off")
    if not rules.ethics_id or not rules.expires:
        return StudyState(False, "no_approval")
    return StudyState(True, "approved")

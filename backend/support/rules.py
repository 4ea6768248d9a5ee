"""The numbers of the support loop, as the composition root hands them in.

Their values and reasons stand in config.yaml, section `support`; nothing here has a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SignalRules:
    """What counts as a sign."""

    spell_s: float
    face_spells: int
    face_share: float
    face_min_readings: int
    face_max_abstained: float
    memory_s: float
    errors: int
    retries: int
    rewinds: int
    idle_s: float
    slow_ratio: float
    fast_ratio: float
    slow_floor_s: float
    pace_group: int
    long_sitting_s: float
    step_s: float

    @property
    def face_s(self) -> float:
        """How long a face is looked at before it says anything."""
        return self.face_spells * self.spell_s


@dataclass(frozen=True)
class StudyRules:
    """How it is measured whether messages help."""

    controls: float
    follow_s: float
    min_per_arm: int
    outside_demo: bool
    ethics_id: str
    expires: str


@dataclass(frozen=True)
class AgreementRules:
    """When the camera is no longer listened to."""

    floor_kappa: float
    min_pairs: int
    min_pairs_model: int


@dataclass(frozen=True)
class WellbeingRules:
    """When a break and a way to a person are offered."""

    words: int
    within_s: float
    same_word_s: float
    every_s: float


@dataclass(frozen=True)
class AlertRules:
    """How often a tutor may be interrupted, and by what."""

    budget: int
    budget_s: float
    per_cause_s: float
    said: int
    share: float
    help_waits_s: float
    stands_s: float
    effect_s: float
    chance_p: float


@dataclass(frozen=True)
class SupportRules:
    """Everything the support loop can be told."""

    signals: SignalRules
    weights: Mapping[str, Mapping[str, float]]
    act_at: float
    lead: float
    word_holds_s: float
    denial_holds_s: float
    grace_s: float
    sustain_s: float
    engaged_s: float
    cool_down_s: float
    hourly_cap: int
    retry_s: float
    study: StudyRules
    agreement: AgreementRules
    wellbeing: WellbeingRules
    alerts: AlertRules


def read_rules(section: dict[str, Any]) -> SupportRules:
    """Turn the resolved `support` section into typed rules; an unknown key is an error."""
    plain = dict(section)
    return SupportRules(
        signals=SignalRules(**plain.pop("signals")),
        study=StudyRules(**plain.pop("study")),
        agreement=AgreementRules(**plain.pop("agreement")),
        wellbeing=WellbeingRules(**plain.pop("wellbeing")),
        alerts=AlertRules(**plain.pop("alerts")),
        **plain,
    )

"""The section of config.yaml that the support loop reads: signs, states, messages, study, alerts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from settings.section import Section

StateName = Literal["engaged", "confused", "frustrated", "bored", "tired"]


class SignalSettings(Section):
    """What counts as a sign."""

    spell_s: float = Field(ge=5)
    face_spells: int = Field(ge=1)
    face_share: float = Field(gt=0, le=1)
    face_min_readings: int = Field(ge=1)
    face_max_abstained: float = Field(ge=0, le=0.5)
    memory_s: float = Field(gt=0)
    errors: int = Field(ge=1)
    retries: int = Field(ge=1)
    rewinds: int = Field(ge=1)
    idle_s: float = Field(gt=0)
    slow_ratio: float = Field(gt=1)
    fast_ratio: float = Field(gt=0, lt=1)
    slow_floor_s: float = Field(ge=0)
    pace_group: int = Field(ge=5)
    long_sitting_s: float = Field(gt=0)
    step_s: float = Field(gt=0)


class StudySettings(Section):
    """How it is measured whether messages help."""

    controls: float = Field(ge=0.05, le=0.5)
    follow_s: float = Field(gt=0)
    min_per_arm: int = Field(ge=5)
    outside_demo: bool
    ethics_id: str
    expires: str = Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")

    @field_validator("expires")
    @classmethod
    def _require_day(cls, expires: str) -> str:
        if not expires:
            return expires
        try:
            date.fromisoformat(expires)
        except ValueError:
            raise ValueError("must be a day of the calendar, as in 2027-09-30, or empty") from None
        return expires


class AgreementSettings(Section):
    """When the camera is no longer listened to."""

    floor_kappa: float = Field(ge=0, le=1)
    min_pairs: int = Field(ge=5)
    min_pairs_model: int = Field(ge=20)


class WellbeingSettings(Section):
    """When a break and a way to a person are offered."""

    words: int = Field(ge=2)
    within_s: float = Field(gt=0)
    same_word_s: float = Field(ge=0)
    every_s: float = Field(gt=0)


class AlertSettings(Section):
    """How often a tutor may be interrupted, and by what."""

    budget: int = Field(ge=1, le=3)
    budget_s: float = Field(ge=900)
    per_cause_s: float = Field(gt=0)
    said: int = Field(ge=1)
    share: float = Field(gt=0, le=1)
    help_waits_s: float = Field(gt=0)
    stands_s: float = Field(gt=0)
    effect_s: float = Field(gt=0)
    chance_p: float = Field(gt=0, lt=1)


class SupportSettings(Section):
    """Everything about the support loop."""

    signals: SignalSettings
    weights: dict[str, dict[StateName, float]]
    act_at: float = Field(gt=0, le=1)
    lead: float = Field(ge=0)
    word_holds_s: float = Field(gt=0)
    denial_holds_s: float = Field(gt=0)
    grace_s: float = Field(ge=0)
    sustain_s: float = Field(ge=0)
    engaged_s: float = Field(ge=0)
    cool_down_s: float = Field(ge=0)
    hourly_cap: int = Field(ge=1, le=6)
    retry_s: float = Field(gt=0)
    study: StudySettings
    agreement: AgreementSettings
    wellbeing: WellbeingSettings
    alerts: AlertSettings

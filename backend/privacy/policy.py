"""What the camera may be used for. Two pure functions decide; every route and event asks them.

They know no database and no request. Whatever is unknown means off.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Literal

Region = Literal["eu", "uk", "us", "us-il", "us-tx", "us-wa", "in", "other"]
ADULT_AGE = 18
MINOR_BELOW = {"eu": 16, "uk": 13, "us": 13, "us-il": 13, "us-tx": 13, "us-wa": 13, "in": 18, "other": 16}
WRITTEN_RELEASE_STATES = frozenset({"us-il", "us-tx", "us-wa"})
INSTITUTIONS = ("none", "school", "higher_education", "training_provider", "workplace")
ADULTS_ONLY = "adults"
TEACHES_ADULTS = frozenset({"higher_education", "training_provider"})


class Mode(str, Enum):
    """How far expressions may travel, from nowhere to a named tutor."""

    OFF = "off"
    SELF_ONLY = "self_only"
    AGGREGATE = "aggregate"
    INDIVIDUAL = "individual"


ORDER = (Mode.OFF, Mode.SELF_ONLY, Mode.AGGREGATE, Mode.INDIVIDUAL)
OFF_ONLY = frozenset({Mode.OFF})


class AgeGroup(str, Enum):
    """A person's age as the law sees it where they live."""

    UNKNOWN = "unknown"
    MINOR = "minor"
    YOUNG = "young"  # above the limit for children, not yet adult
    ADULT = "adult"


class Scope(str, Enum):
    """What a person can agree to, each on its own."""

    CAMERA = "camera"
    OWN_ANALYSIS = "own_analysis"
    KEEP_SUMMARIES = "keep_summaries"
    SHARE_AGGREGATE = "share_aggregate"
    SHARE_TUTORS = "share_tutors"
    SHARE_ADMINS = "share_admins"
    RESEARCH = "research"
    BIOMETRIC_RELEASE = "biometric_release"


NEEDS: dict[Mode, tuple[Scope, ...]] = {
    Mode.OFF: (),
    Mode.SELF_ONLY: (Scope.CAMERA, Scope.OWN_ANALYSIS),
    Mode.AGGREGATE: (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE),
    Mode.INDIVIDUAL: (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_TUTORS),
}


@dataclass(frozen=True)
class DeclarationFacts:
    """The part of a signed declaration that decides."""

    jurisdictions: frozenset[str]
    institution: str
    mode: Mode
    impact_assessment: bool
    legal_opinion: bool
    ages: str


@dataclass(frozen=True)
class PolicyContext:
    """Whom the question is about, and what the deployer signed (None: nothing yet)."""

    jurisdiction: str | None
    age_group: AgeGroup
    declaration: DeclarationFacts | None
    guardian_and_child_agree: bool = False
    written_release: bool = False


@dataclass(frozen=True)
class PolicyFacts:
    """A context plus what the course and the person themselves chose."""

    context: PolicyContext
    course_limit: Mode = Mode.INDIVIDUAL
    consents: frozenset[Scope] = field(default_factory=frozenset)
    opted_in: bool = False


@dataclass(frozen=True)
class Policy:
    """The answer: the mode that holds now, why not more, and what the person could still agree to."""

    mode: Mode
    reason: str
    allowed: tuple[Mode, ...]
    missing: tuple[Scope, ...] = ()


def allowed_modes(context: PolicyContext) -> frozenset[Mode]:
    """The modes that law and declaration leave open for this person; `off` is always among them."""
    declaration = context.declaration
    if declaration is None or not _is_declared(context.jurisdiction, declaration):
        return OFF_ONLY
    if context.age_group is AgeGroup.UNKNOWN or declaration.institution not in INSTITUTIONS:
        return OFF_ONLY
    if is_too_young(context.age_group, declaration):
        return OFF_ONLY
    if context.jurisdiction == "eu":
        modes = _european_modes(context, declaration)
    else:
        modes = _other_modes(context, declaration)
    if context.jurisdiction in WRITTEN_RELEASE_STATES and not context.written_release:
        return OFF_ONLY
    return modes


def offered_modes(context: PolicyContext) -> tuple[Mode, ...]:
    """What is allowed and not above the mode the deployer chose, weakest first."""
    if context.declaration is None:
        return (Mode.OFF,)
    limit = ORDER.index(context.declaration.mode)
    allowed = allowed_modes(context)
    return tuple(mode for mode in ORDER[: limit + 1] if mode in allowed)


def effective_policy(facts: PolicyFacts) -> Policy:
    """The one mode that holds for this person in this course now."""
    offered = offered_modes(facts.context)
    limit = ORDER.index(facts.course_limit)
    open_modes = tuple(mode for mode in offered if ORDER.index(mode) <= limit)
    if open_modes == (Mode.OFF,):
        return Policy(Mode.OFF, _why_off(facts, offered), open_modes)
    for mode in reversed(open_modes):
        if _has_agreed(mode, facts):
            missing = _missing(open_modes[-1], facts)
            reason = "agreed" if mode is not Mode.OFF else "no_consent"
            return Policy(mode, reason, open_modes, missing)
    raise AssertionError("off is always open and needs no consent")


def is_asked(scope: Scope, jurisdiction: str | None) -> bool:
    """Whether somebody who lives there is asked for this; few states want a written release."""
    return scope is not Scope.BIOMETRIC_RELEASE or jurisdiction in WRITTEN_RELEASE_STATES


def is_too_young(age_group: AgeGroup, declaration: DeclarationFacts) -> bool:
    """Whether the deployer signed that only grown people learn here, and this one is not."""
    return declaration.ages == ADULTS_ONLY and age_group in (AgeGroup.MINOR, AgeGroup.YOUNG)


def group_age(birth_year: int | None, jurisdiction: str | None, now: datetime) -> AgeGroup:
    """Sort a birth year into an age group; the birthday is taken to be still ahead."""
    if birth_year is None or jurisdiction not in MINOR_BELOW:
        return AgeGroup.UNKNOWN
    age = now.year - birth_year - 1
    if age < MINOR_BELOW[jurisdiction]:
        return AgeGroup.MINOR
    return AgeGroup.ADULT if age >= ADULT_AGE else AgeGroup.YOUNG


def _is_declared(jurisdiction: str | None, declaration: DeclarationFacts) -> bool:
    return jurisdiction in MINOR_BELOW and jurisdiction in declaration.jurisdictions


def _european_modes(context: PolicyContext, declaration: DeclarationFacts) -> frozenset[Mode]:
    if declaration.institution != "none":
        overridden = declaration.legal_opinion and context.age_group is AgeGroup.ADULT
        return frozenset({Mode.OFF, Mode.SELF_ONLY}) if overridden else OFF_ONLY
    return _own_choice(context)


def _other_modes(context: PolicyContext, declaration: DeclarationFacts) -> frozenset[Mode]:
    if declaration.institution == "workplace":
        return OFF_ONLY
    if declaration.institution in TEACHES_ADULTS and context.age_group is AgeGroup.ADULT:
        group_modes = {Mode.AGGREGATE, Mode.INDIVIDUAL} if declaration.impact_assessment else set()
        return frozenset({Mode.OFF, Mode.SELF_ONLY} | group_modes)
    if declaration.institution == "school":
        return _with_guardian(context)
    return _own_choice(context)


def _own_choice(context: PolicyContext) -> frozenset[Mode]:
    if context.age_group is AgeGroup.ADULT:
        return frozenset({Mode.OFF, Mode.SELF_ONLY})
    return _with_guardian(context)


def _with_guardian(context: PolicyContext) -> frozenset[Mode]:
    return frozenset({Mode.OFF, Mode.SELF_ONLY}) if context.guardian_and_child_agree else OFF_ONLY


def _has_agreed(mode: Mode, facts: PolicyFacts) -> bool:
    if mode is Mode.INDIVIDUAL and not facts.opted_in:
        return False
    return not _missing(mode, facts)


def _missing(mode: Mode, facts: PolicyFacts) -> tuple[Scope, ...]:
    return tuple(scope for scope in NEEDS[mode] if scope not in facts.consents)


def _why_off(facts: PolicyFacts, offered: tuple[Mode, ...]) -> str:
    context = facts.context
    if context.declaration is None:
        return "no_declaration"
    if context.declaration.mode is Mode.OFF:
        return "switched_off"
    if offered != (Mode.OFF,):
        return "course_switched_off"
    if not _is_declared(context.jurisdiction, context.declaration):
        return "region_unknown_or_not_declared"
    return _why_off_for_person(context, context.declaration)


def _why_off_for_person(context: PolicyContext, declaration: DeclarationFacts) -> str:
    if context.age_group is AgeGroup.UNKNOWN:
        return "age_unknown"
    if is_too_young(context.age_group, declaration):
        return "adults_only"
    if context.jurisdiction in WRITTEN_RELEASE_STATES and not context.written_release:
        return "written_release_missing"
    if context.age_group is not AgeGroup.ADULT:
        return "guardian_and_child_must_agree"
    return "not_lawful_here"

"""What a declaration leaves open to anybody at all, and where a browser may get the model to run itself.

It reads a declaration's facts and nothing else.
"""

from __future__ import annotations

from backend.privacy.policy import (
    OFF_ONLY,
    ORDER,
    AgeGroup,
    DeclarationFacts,
    Mode,
    PolicyContext,
    allowed_modes,
)


def list_open_modes(declaration: DeclarationFacts) -> tuple[Mode, ...]:
    """What is lawful for an adult in some declared place who agrees to everything, weakest first."""
    contexts = [_adult_in(name, declaration, has_release=True) for name in declaration.jurisdictions]
    lawful = OFF_ONLY.union(*(allowed_modes(each) for each in contexts))
    return tuple(mode for mode in ORDER if mode in lawful)


def find_highest_mode(declaration: DeclarationFacts | None) -> Mode:
    """The most that somebody here, with every consent given, could be offered."""
    if declaration is None:
        return Mode.OFF
    limit = ORDER.index(declaration.mode)
    return [mode for mode in list_open_modes(declaration) if ORDER.index(mode) <= limit][-1]


def may_anyone_read(declaration: DeclarationFacts | None) -> bool:
    """Whether there can be a person here, with every consent given, for whom the camera is lawful."""
    return find_highest_mode(declaration) is not Mode.OFF


def may_strangers_read(declaration: DeclarationFacts | None) -> bool:
    """Whether an adult without an account may try it, wherever among the declared places they live.

    Nobody has signed a release for them, and a legal opinion about a European institution's own students
    does not speak of strangers.
    """
    if declaration is None or not may_anyone_read(declaration):
        return False
    if "eu" in declaration.jurisdictions and declaration.institution != "none":
        return False
    strangers = [_adult_in(name, declaration, has_release=False) for name in declaration.jurisdictions]
    return all(allowed_modes(each) != OFF_ONLY for each in strangers)


def _adult_in(jurisdiction: str, declaration: DeclarationFacts, has_release: bool) -> PolicyContext:
    return PolicyContext(
        jurisdiction,
        AgeGroup.ADULT,
        declaration,
        guardian_and_child_agree=True,  # of a school's pupils; an adult elsewhere needs neither
        written_release=has_release,
    )

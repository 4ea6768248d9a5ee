"""Where a browser may get the model to run itself. It reads a declaration's facts and nothing else."""

from __future__ import annotations

from backend.privacy.policy import OFF_ONLY, AgeGroup, DeclarationFacts, Mode, PolicyContext, allowed_modes


def may_anyone_read(declaration: DeclarationFacts | None) -> bool:
    """Whether there can be a person here, with every consent given, for whom the camera is lawful."""
    if declaration is None or declaration.mode is Mode.OFF:
        return False
    return any(_allows_adult(name, declaration, has_release=True) for name in declaration.jurisdictions)


def may_strangers_read(declaration: DeclarationFacts | None) -> bool:
    """Whether an adult without an account may try it, wherever among the declared places they live.

    Nobody has signed a release for them, and a legal opinion about a European institution's own students
    does not speak of strangers.
    """
    if declaration is None or not may_anyone_read(declaration):
        return False
    if "eu" in declaration.jurisdictions and declaration.institution != "none":
        return False
    return all(_allows_adult(name, declaration, has_release=False) for name in declaration.jurisdictions)


def _allows_adult(jurisdiction: str, declaration: DeclarationFacts, has_release: bool) -> bool:
    context = PolicyContext(
        jurisdiction,
        AgeGroup.ADULT,
        declaration,
        guardian_and_child_agree=True,  # of a school's pupils; an adult elsewhere needs neither
        written_release=has_release,
    )
    return allowed_modes(context) != OFF_ONLY

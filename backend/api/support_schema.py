"""Shapes of agreement between camera and word that students, tutors and administrators share."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from backend.api.schema import Out
from backend.support.report import AgreementReport


class CellOut(Out):
    """How often the camera's view and a word came together."""

    camera: str
    said: str
    count: int | None = Field(description="null for a group, which has rounded shares alone")
    share: float = Field(description="of all pairs")


class AgreementOut(Out):
    """Cohen's kappa over "is it going well?", with its 95 % interval, and the pairs behind it.

    A group's numbers are rounded, stand until several people add to them, and leave out what few said.
    """

    model: str | None = Field(description="null: all versions together")
    n: int = Field(description="of a group at least")
    fits: float | None = Field(description="the share of pairs that say the same")
    kappa: float | None
    low: float | None
    high: float | None
    confusion: list[CellOut]
    floor: float
    camera_silent: bool = Field(description="the camera is not listened to")
    why: Literal["agrees", "below_floor", "too_few"]
    suppressed: bool = Field(description="too few people to say anything")


def describe_agreement(found: AgreementReport) -> AgreementOut:
    """The wire shape of a report."""
    agreement = found.agreement
    return AgreementOut(
        model=found.model,
        n=agreement.n,
        fits=agreement.fits,
        kappa=agreement.kappa,
        low=agreement.low,
        high=agreement.high,
        confusion=[CellOut.model_validate(cell) for cell in agreement.confusion],
        floor=found.floor,
        camera_silent=found.camera_silent,
        why=found.why,  # type: ignore[arg-type]
        suppressed=found.suppressed,
    )

"""Proofs beside the password, over HTTP: the second step, and the password once more."""

from __future__ import annotations

from typing import Literal

from apiflask import APIBlueprint

from backend.accounts import proof, second_factor
from backend.accounts.identity import current_identity
from backend.api.guard import before_second_factor, client_address, proves
from backend.api.schema import DONE, Code, Done, In, Out, Password

bp = APIBlueprint("security", __name__, tag="me")


class ProveIn(In):
    """The password once more."""

    password: Password


class FactorOut(Out):
    """Whether there is a second step, must be one, and how many paper codes are left."""

    state: Literal["none", "begun", "on"]
    required: bool
    paper_codes: int


class EnrolmentOut(Out):
    """What an authenticator app wants to know; shown once."""

    secret: str
    link: str


class CodeIn(In):
    """What the app shows now."""

    code: Code


class PaperCodes(Out):
    """Codes for when the telephone is gone; each works once, and they are shown once."""

    codes: list[str]


@bp.post("/auth/prove")
@bp.input(ProveIn)
@bp.output(Done)
@before_second_factor
def prove(json_data: ProveIn) -> Done:
    """Give the password once more, so that far-reaching things can be done for some minutes."""
    proof.prove(current_identity(), json_data.password, client_address())
    return DONE


@bp.get("/me/second-factor")
@bp.output(FactorOut)
@before_second_factor
def read_second_factor() -> FactorOut:
    """Where my account stands."""
    return FactorOut.model_validate(second_factor.describe_factor(current_identity()))


@bp.post("/me/second-factor")
@bp.output(EnrolmentOut)
@before_second_factor
@proves
def begin_second_factor() -> EnrolmentOut:
    """A new secret for my app."""
    return EnrolmentOut.model_validate(second_factor.begin_enrolment(current_identity()))


@bp.post("/me/second-factor/confirm")
@bp.input(CodeIn)
@bp.output(PaperCodes)
@before_second_factor
def confirm_second_factor(json_data: CodeIn) -> PaperCodes:
    """The first code; from now on a login asks for one."""
    identity = current_identity()
    return PaperCodes(codes=second_factor.confirm_enrolment(identity, json_data.code, client_address()))


@bp.delete("/me/second-factor")
@bp.output(Done)
@proves
def remove_second_factor() -> Done:
    """Go back to the password alone."""
    second_factor.remove_factor(current_identity())
    return DONE

"""The support loop over HTTP, for tutors and administrators: own messages, agreement, effect, contacts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from pydantic import Field, StringConstraints

from backend import clock
from backend.accounts.identity import current_identity
from backend.api.guard import requires
from backend.api.schema import DONE, Done, In, NoNul, Out, Versioned
from backend.api.support_schema import AgreementOut, describe_agreement
from backend.config import AppConfig, current_config
from backend.courses.access import teach_course
from backend.db.account import Role
from backend.privacy.briefing import require_briefed
from backend.support import contact, course_message, report, study
from backend.support.catalogue import Tone, find_text
from backend.support.course_message import Draft
from backend.support.publication import Rounding

bp = APIBlueprint("support_course", __name__, tag="support")
Cause = Literal["item", "explanation", "ask", "setback", "worry", "fatigue", "boredom", "progress"]
Locale = Literal["en", "es"]
MessageText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=180), NoNul]
ContactText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), NoNul]
ContactName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), NoNul]


class CourseMessageIn(In):
    """A message of our own for this course."""

    cause: Cause
    tone: Tone = "plain"
    locale: Locale = "en"
    text: MessageText
    enabled: bool = True


class CourseMessageEdit(Versioned):
    """What changes about it."""

    cause: Cause | None = None
    tone: Tone | None = None
    locale: Locale | None = None
    text: MessageText | None = None
    enabled: bool | None = None


class CourseMessageOut(Out):
    """The same, as it is kept."""

    id: int
    cause: Cause
    tone: Tone
    locale: Locale
    text: str
    enabled: bool
    created_at: datetime
    version: int


class CourseMessageList(Out):
    """All of a course."""

    items: list[CourseMessageOut]


class RateOut(Out):
    """A share with its 95 % interval."""

    share: float
    low: float
    high: float


class CorrectionRateOut(Out):
    """How often one label of one model version was corrected; null: too few people to say."""

    model: str
    label: str
    rate: RateOut | None


class AgreementReportOut(Out):
    """Every model version, and every label of each."""

    models: list[AgreementOut]
    corrections: list[CorrectionRateOut]


class EffectLineOut(Out):
    """Progress in the next five minutes, with a message and without; null: too few moments or people.

    Counts are rounded down, shares to a step, the interval outwards.
    """

    kind: Literal["all", "cause", "message"]
    key: str
    text: dict[str, str] = Field(
        description="what a message says, by language, a tutor's own in its one; empty for groups"
    )
    shown: int
    controls: int
    shown_share: float | None
    control_share: float | None
    difference: float | None
    low: float | None
    high: float | None
    includes_zero: bool | None
    unobserved: int
    rated: int
    rated_helped: int
    suppressed: bool


class EffectOut(Out):
    """Whether messages help. Lines whose interval includes zero are shown like all others."""

    running: bool
    why: Literal["demo", "approved", "switched_off", "no_approval", "expired"]
    controls_share: float
    min_per_arm: int
    compared: int = Field(description="lines with an interval; one in twenty would miss zero by chance alone")
    lines: list[EffectLineOut]


class HelplineIn(In):
    """A service people can call or write to."""

    name: ContactName
    contact: Annotated[ContactText, Field(min_length=1)]
    note: ContactText = ""


class ContactsIn(In):
    """Ways to a person that students are shown."""

    helplines: list[HelplineIn] = Field(max_length=12)


class ContactsOut(Out):
    """The same, as it holds."""

    helplines: list[HelplineIn]


@bp.get("/courses/<id:course_id>/support/messages")
@bp.output(CourseMessageList)
def list_course_messages(course_id: int) -> CourseMessageList:
    """Our own messages."""
    rows = course_message.list_course_messages(current_identity(), course_id)
    return CourseMessageList(items=[CourseMessageOut.model_validate(row) for row in rows])


@bp.post("/courses/<id:course_id>/support/messages")
@bp.input(CourseMessageIn)
@bp.output(CourseMessageOut, status_code=201)
def add_course_message(course_id: int, json_data: CourseMessageIn) -> CourseMessageOut:
    """Add one; words that may not be said are refused with the reason."""
    draft = Draft(**json_data.model_dump())
    return CourseMessageOut.model_validate(
        course_message.add_course_message(current_identity(), course_id, draft)
    )


@bp.patch("/courses/<id:course_id>/support/messages/<id:message_id>")
@bp.input(CourseMessageEdit)
@bp.output(CourseMessageOut)
def edit_course_message(course_id: int, message_id: int, json_data: CourseMessageEdit) -> CourseMessageOut:
    """Change one."""
    changes: dict[str, Any] = json_data.model_dump(exclude_unset=True, exclude_none=True, exclude={"version"})
    identity, version = current_identity(), json_data.version
    row = course_message.edit_course_message(identity, course_id, message_id, version, changes)
    return CourseMessageOut.model_validate(row)


@bp.delete("/courses/<id:course_id>/support/messages/<id:message_id>")
@bp.output(Done)
def delete_course_message(course_id: int, message_id: int) -> Done:
    """Take one away."""
    course_message.delete_course_message(current_identity(), course_id, message_id)
    return DONE


@bp.get("/courses/<id:course_id>/support/agreement")
@bp.output(AgreementOut)
def read_course_agreement(course_id: int) -> AgreementOut:
    """How often the camera's view fitted what students said, when enough of them are counted."""
    identity = current_identity()
    teach_course(identity, course_id)
    require_briefed(identity.user_id)
    config = current_config()
    rounding = _rounding(config)
    found = report.report_course_agreement(course_id, config.support.agreement, rounding)
    return describe_agreement(found)


@bp.get("/support/agreement")
@bp.output(AgreementReportOut)
@requires(Role.ADMIN)
def read_agreement() -> AgreementReportOut:
    """Agreement by model version, and corrections by label."""
    require_briefed(current_identity().user_id)
    config = current_config()
    rounding = _rounding(config)
    models = report.report_models(config.support.agreement, rounding)
    corrections = report.report_corrections(config.min_group, config.trends.round_to)
    return AgreementReportOut(
        models=[describe_agreement(found) for found in models],
        corrections=[CorrectionRateOut.model_validate(rate) for rate in corrections],
    )


@bp.get("/support/effect")
@bp.output(EffectOut)
@requires(Role.ADMIN)
def read_effect() -> EffectOut:
    """Whether messages help, nulls included."""
    config = current_config()
    rules, rounding = config.support.study, _rounding(config)
    state = study.describe_study(rules, config.is_demo, clock.utc_now())
    found = report.report_effect(rules.min_per_arm, rounding)
    texts = course_message.read_own_texts(line.key for line in found)
    lines = [_describe_line(line, texts) for line in found]
    return EffectOut(
        running=state.running,
        why=state.why,  # type: ignore[arg-type]
        controls_share=rules.controls,
        min_per_arm=rules.min_per_arm,
        compared=sum(line.difference is not None for line in lines),
        lines=lines,
    )


@bp.get("/admin/support/contacts")
@bp.output(ContactsOut)
@requires(Role.ADMIN)
def read_contacts() -> ContactsOut:
    """The ways to a person that students are shown."""
    return _describe_contacts(contact.load_contacts())


@bp.put("/admin/support/contacts")
@bp.input(ContactsIn)
@bp.output(ContactsOut)
@requires(Role.ADMIN)
def save_contacts(json_data: ContactsIn) -> ContactsOut:
    """Change them."""
    helplines = tuple(contact.Helpline(**line.model_dump()) for line in json_data.helplines)
    return _describe_contacts(contact.save_contacts(current_identity(), contact.Contacts(helplines)))


def _rounding(config: AppConfig) -> Rounding:
    return Rounding(config.min_group, config.trends.round_to)


def _describe_line(line: report.EffectLine, own: dict[str, dict[str, str]]) -> EffectLineOut:
    fields = {name: value for name, value in vars(line.effect).items() if name != "students"}
    low, high = line.effect.low, line.effect.high
    includes_zero = None if low is None or high is None else low <= 0 <= high
    return EffectLineOut(
        kind=line.kind,  # type: ignore[arg-type]
        key=line.key,
        text=own.get(line.key) or find_text(line.key) if line.kind == "message" else {},
        includes_zero=includes_zero,
        suppressed=line.suppressed,
        **fields,
    )


def _describe_contacts(contacts: contact.Contacts) -> ContactsOut:
    return ContactsOut(helplines=[HelplineIn(**vars(line)) for line in contacts.helplines])

"""The support loop over HTTP, for the student: preferences, own messages, own agreement, ways to a person."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from apiflask import APIBlueprint

from backend.accounts.identity import current_identity
from backend.api.schema import In, Out, PageQuery
from backend.api.support_schema import AgreementOut, describe_agreement
from backend.config import current_config
from backend.db.support import SupportMessage
from backend.support import contact, history, preference, report
from backend.support.catalogue import Action, Tone

bp = APIBlueprint("support", __name__, tag="support")
Switch = Literal["on", "off"]
Rating = Literal["helped", "not_helped", "not_me"]


class PreferencesIn(In):
    """Whether, how and from when on I want messages."""

    messages: Switch
    tone: Tone
    muted_until: datetime | None = None


class PreferencesOut(Out):
    """The same, as it holds."""

    messages: Switch
    tone: Tone
    muted_until: datetime | None


class MessageOut(Out):
    """A message I was shown."""

    id: int
    at: datetime
    text: str
    cause: str
    strategy: str
    tone: Tone
    actions: list[Action]
    lesson_id: int
    rating: Rating | None


class MessagePage(Out):
    """One page of them, newest first."""

    items: list[MessageOut]
    next_cursor: str | None


class RatingIn(In):
    """What I think of a message; `not_me` says that it did not fit how I was."""

    value: Rating


class HelplineOut(Out):
    """A service people can call or write to."""

    name: str
    contact: str
    note: str


class TutorOut(Out):
    """Who teaches one of my courses."""

    course: str
    name: str


class BreathingOut(Out):
    """A slow breath, in seconds, and how many of them."""

    inhale_s: float
    exhale_s: float
    breaths: int


class WellbeingOut(Out):
    """A breathing exercise and every way to a person. Nobody learns that I looked."""

    helplines: list[HelplineOut]
    tutors: list[TutorOut]
    help_text: str
    help_contact: str
    breathing: BreathingOut


BREATHING = BreathingOut(inhale_s=4.0, exhale_s=6.0, breaths=12)  # six a minute (Zaccaro and others, 2018)


@bp.get("/support/preferences")
@bp.output(PreferencesOut)
def read_preferences() -> PreferencesOut:
    """What I chose."""
    return _describe_preference(preference.load_preference(current_identity().user_id))


@bp.put("/support/preferences")
@bp.input(PreferencesIn)
@bp.output(PreferencesOut)
def save_preferences(json_data: PreferencesIn) -> PreferencesOut:
    """Choose; it holds from the next message on."""
    chosen = preference.Preference(json_data.messages == "on", json_data.tone, json_data.muted_until)
    return _describe_preference(preference.save_preference(current_identity().user_id, chosen))


@bp.get("/support/messages")
@bp.input(PageQuery, location="query")
@bp.output(MessagePage)
def list_messages(query_data: PageQuery) -> MessagePage:
    """My messages, newest first."""
    page = history.list_messages(current_identity().user_id, query_data.request())
    return MessagePage(items=[_describe_message(row) for (row,) in page.items], next_cursor=page.next_cursor)


@bp.post("/support/messages/<id:message_id>/rating")
@bp.input(RatingIn)
@bp.output(MessageOut)
def rate_message(message_id: int, json_data: RatingIn) -> MessageOut:
    """Say whether a message helped."""
    row = history.rate_message(current_identity().user_id, message_id, json_data.value)
    return _describe_message(row)


@bp.get("/support/agreement/me")
@bp.output(AgreementOut)
def read_my_agreement() -> AgreementOut:
    """How often the camera's view fitted what I said."""
    rules = current_config().support.agreement
    return describe_agreement(report.report_my_agreement(current_identity().user_id, rules))


@bp.get("/support/wellbeing")
@bp.output(WellbeingOut)
def read_wellbeing() -> WellbeingOut:
    """A breath, and every way to a person."""
    ways = contact.find_ways(current_identity().user_id)
    return WellbeingOut(
        helplines=[HelplineOut.model_validate(line) for line in ways.helplines],
        tutors=[TutorOut.model_validate(tutor) for tutor in ways.tutors],
        help_text=ways.help_text,
        help_contact=ways.help_contact,
        breathing=BREATHING,
    )


def _describe_preference(chosen: preference.Preference) -> PreferencesOut:
    return PreferencesOut(
        messages="on" if chosen.messages else "off",
        tone=chosen.tone,  # type: ignore[arg-type]
        muted_until=chosen.muted_until,
    )


def _describe_message(row: SupportMessage) -> MessageOut:
    return MessageOut.model_validate(row)

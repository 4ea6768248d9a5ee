"""One's own policy, consents and receipts over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from apiflask import APIBlueprint
from flask import Response, jsonify
from pydantic import Field

from backend.accounts.identity import current_identity
from backend.accounts.profile import load_user
from backend.accounts.recovery import require_password
from backend.api.guard import clear_login_cookie, client_address, client_language, public
from backend.api.schema import Hash, Id, In, Out, PageQuery, Password
from backend.config import current_config
from backend.courses.access import enter_course
from backend.courses.roster import stop_teaching
from backend.db.privacy import ConsentReceipt
from backend.privacy import consent, erase, export, facts, views
from backend.privacy.notice import find_notice, find_text
from backend.privacy.policy import Mode, Scope, is_asked

bp = APIBlueprint("privacy", __name__, tag="privacy")


class PolicyQuery(In):
    """In which course; without one, in general."""

    course_id: Id | None = None
    opted_in: bool = False


class PolicyOut(Out):
    """What the camera may be used for now, and why not for more."""

    mode: Mode
    reason: str
    allowed: list[Mode]
    missing: list[Scope] = Field(description="consents that would allow the most that is offered")
    notice: str
    declaration_version: int | None


class DeclarationSummary(Out):
    """What students are shown of the deployer's declaration."""

    version: int
    institution: str
    jurisdictions: list[str]
    ages: str
    mode: Mode
    purpose: str
    lawful_basis: str
    impact_assessment: str
    contact: str
    signed_at: datetime


class DeclarationView(Out):
    """The declaration, if there is one."""

    declaration: DeclarationSummary | None


class ConsentOut(Out):
    """One thing to agree to, in today's words, and where I stand."""

    scope: Scope
    title: str
    body: str
    text_version: int
    text_hash: str
    granted: bool
    decided: bool
    outdated: bool
    asked: bool = Field(description="whether the law where I live asks for it")


class ConsentList(Out):
    """All of them."""

    items: list[ConsentOut]


class DecisionIn(In):
    """My answer to one of them."""

    scope: Scope
    granted: bool
    text_hash: Hash | None = Field(default=None, description="of the words that were on the page")


class DecisionsIn(In):
    """My answers; what is not named stays as it is."""

    decisions: list[DecisionIn] = Field(min_length=1, max_length=20)


class ReceiptOut(Out):
    """Proof of one decision."""

    id: int
    scope: Scope | Literal["guardian", "assent"]
    decision: str
    text_version: int
    text_hash: str
    declaration_version: int | None
    purged: dict[str, int]
    decided_at: datetime


class ReceiptList(Out):
    """Proofs, newest first."""

    items: list[ReceiptOut]


class ViewOut(Out):
    """One look at my data, or act on it."""

    at: datetime
    by: views.By
    who: str | None = Field(description="the name, where `by` is a person")
    action: str
    reason: str | None = Field(description="what they gave as their reason, where a look asks for one")


class ViewPage(Out):
    """One page of them, newest first."""

    items: list[ViewOut]
    next_cursor: str | None


class RetentionOut(Out):
    """How long what is kept."""

    spell_hours: int
    summary_days: int
    window_days: int
    audit_days: int
    ended_login_days: int
    invitation_days: int
    chat_hours: int
    retention_every_minutes: int


class ProofIn(In):
    """The password once more."""

    password: Password


class Erased(Out):
    """How many rows of which table were removed or cut loose."""

    rows: dict[str, int]


@bp.get("/policy")
@bp.input(PolicyQuery, location="query")
@bp.output(PolicyOut)
def read_policy(query_data: PolicyQuery) -> PolicyOut:
    """What holds for me now."""
    identity = current_identity()
    if query_data.course_id is not None:
        enter_course(identity, query_data.course_id)
    policy = facts.load_policy(identity.user_id, query_data.course_id, query_data.opted_in)
    declaration = facts.load_declaration()
    return PolicyOut(
        mode=policy.mode,
        reason=policy.reason,
        allowed=list(policy.allowed),
        missing=list(policy.missing),
        notice=find_notice(client_language()),
        declaration_version=declaration.version if declaration else None,
    )


@bp.get("/declaration")
@bp.output(DeclarationView)
@public
def read_declaration() -> DeclarationView:
    """What the deployer declared; open to everyone, as a notice must be."""
    row = facts.load_declaration()
    return DeclarationView(declaration=DeclarationSummary.model_validate(row) if row else None)


@bp.get("/consents")
@bp.output(ConsentList)
def list_consents() -> ConsentList:
    """Everything I can agree to, unticked where I did not decide."""
    user = load_user(current_identity().user_id)
    return ConsentList(
        items=[_describe_state(state, user.region) for state in consent.list_consents(user.id)]
    )


@bp.put("/consents")
@bp.input(DecisionsIn)
@bp.output(ReceiptList)
def decide_consents(json_data: DecisionsIn) -> ReceiptList:
    """Agree or refuse; both give a receipt."""
    decisions = [consent.Decision(d.scope, d.granted, d.text_hash) for d in json_data.decisions]
    receipts = consent.decide_consents(current_identity(), decisions, client_language())
    return _describe_receipts(receipts)


@bp.post("/consents/withdraw")
@bp.output(ReceiptList)
def withdraw_all() -> ReceiptList:
    """Withdraw everything at once."""
    return _describe_receipts(consent.withdraw_all(current_identity()))


@bp.get("/consents/receipts")
@bp.output(ReceiptList)
def list_receipts() -> ReceiptList:
    """My receipts."""
    return _describe_receipts(consent.list_receipts(current_identity().user_id))


@bp.get("/privacy/views")
@bp.input(PageQuery, location="query")
@bp.output(ViewPage)
def list_views(query_data: PageQuery) -> ViewPage:
    """Who looked at my data, and what was done with it."""
    page = views.read_views(current_identity().audit_token, query_data.request())
    return ViewPage(items=[ViewOut.model_validate(row) for row in page.items], next_cursor=page.next_cursor)


@bp.get("/privacy/retention")
@bp.output(RetentionOut)
@public
def read_retention() -> RetentionOut:
    """How long what is kept; open to everyone."""
    return RetentionOut.model_validate(current_config().retention)


@bp.post("/privacy/export")
@bp.input(ProofIn)
@bp.doc(responses={200: {"description": "a zip", "content": {"application/zip": {}}}})  # type: ignore[arg-type]
def export_person(json_data: ProofIn) -> Response:
    """Everything about me in one zip."""
    identity = current_identity()
    require_password(identity, json_data.password, client_address())
    headers = {"Content-Disposition": 'attachment; filename="attune-my-data.zip"'}
    return Response(
        export.export_person(load_user(identity.user_id), identity.audit_token),
        mimetype="application/zip",
        headers=headers,
    )


@bp.post("/privacy/erase")
@bp.input(ProofIn)
@bp.output(Erased)
def erase_person(json_data: ProofIn) -> Response:
    """Erase my account. This cannot be undone."""
    identity = current_identity()
    require_password(identity, json_data.password, client_address())
    counts = erase.erase_person(identity, stop_teaching)
    return clear_login_cookie(jsonify(Erased(rows=counts).model_dump()))


def _describe_state(state: consent.ConsentState, region: str | None) -> ConsentOut:
    text = find_text(state.scope, client_language())
    return ConsentOut(
        scope=state.scope,
        title=text.title,
        body=text.body,
        text_version=text.version,
        text_hash=text.hash,
        granted=state.granted,
        decided=state.decided,
        outdated=state.outdated,
        asked=is_asked(state.scope, region),
    )


def _describe_receipts(rows: list[ConsentReceipt]) -> ReceiptList:
    return ReceiptList(items=[ReceiptOut.model_validate(row) for row in rows])

"""What administrators decide for everyone, over HTTP: declaration, settings, audit log, consent register."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from pydantic import Field, StringConstraints

from backend.accounts import site
from backend.accounts.identity import current_identity
from backend.accounts.recovery import require_password
from backend.api.guard import client_address, requires
from backend.api.privacy import DeclarationSummary
from backend.api.schema import MAX_ID, In, NoNul, Out, PageQuery, Password
from backend.config import current_config
from backend.db.account import Role
from backend.privacy import declaration, on_device, register, trail
from backend.privacy.policy import DeclarationFacts, Mode, Region, Scope
from backend.privacy.views import Actor

bp = APIBlueprint("governance", __name__, tag="admin")
Institution = Literal["none", "school", "higher_education", "training_provider", "workplace"]
Statement = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), NoNul]
OptionalStatement = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), NoNul]
Contact = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254), NoNul]


class DeclarationIn(In):
    """What is signed. `based_on` is the version it replaces, null for the first; the password signs."""

    based_on: Annotated[int, Field(ge=1, le=MAX_ID)] | None
    password: Password
    jurisdictions: list[Region] = Field(min_length=1, max_length=8)
    institution: Institution
    ages: Literal["adults", "mixed", "minors"]
    mode: Mode
    purpose: Statement
    lawful_basis: Statement
    impact_assessment: OptionalStatement = ""
    legal_opinion: OptionalStatement = ""
    contact: Contact


class ModesQuery(In):
    """What decides which modes are lawful: places with commas between, and whether the papers are there."""

    places: Annotated[str, StringConstraints(max_length=80, pattern=r"^([a-z-]+(,[a-z-]+)*)?$")] = ""
    institution: Institution = "none"
    impact_assessment: bool = False
    legal_opinion: bool = False


class ModesOut(Out):
    """The modes somebody could be offered, weakest first."""

    modes: list[Mode]


class DeclarationOut(DeclarationSummary):
    """A signed version."""

    legal_opinion: str


class DeclarationList(Out):
    """Every version, newest first."""

    items: list[DeclarationOut]


class SiteOut(Out):
    """What people see of the deployment."""

    name: str
    help_contact: str
    help_text: str


class SiteIn(In):
    """The same, to be changed."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), NoNul]
    help_contact: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), NoNul]
    help_text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), NoNul]


class AuditOut(Out):
    """One line of the log. People are named as long as their account exists."""

    id: int
    at: datetime
    by: Actor
    actor: str | None
    subject: str | None
    action: str
    details: dict[str, Any]
    hash: str


class AuditPage(Out):
    """One page of the log, newest first."""

    items: list[AuditOut]
    next_cursor: str | None


class AuditQuery(PageQuery):
    """Which lines."""

    action: Annotated[str, StringConstraints(max_length=48), NoNul] = ""


class AuditCheck(Out):
    """Whether the log is whole; else the first line that does not follow from the one before."""

    sound: bool
    first_break: int | None


class ScopeCountOut(Out):
    """How many students agree, in steps; null where the group is too small to say."""

    scope: Scope
    granted: int | None


class ConsentRegister(Out):
    """All scopes."""

    items: list[ScopeCountOut]


@bp.get("/admin/declaration")
@bp.output(DeclarationList)
@requires(Role.ADMIN)
def list_declarations() -> DeclarationList:
    """Every signed version."""
    rows = declaration.list_declarations()
    return DeclarationList(items=[DeclarationOut.model_validate(row) for row in rows])


@bp.get("/admin/declaration/modes")
@bp.input(ModesQuery, location="query")
@bp.output(ModesOut)
@requires(Role.ADMIN)
def list_open_modes(query_data: ModesQuery) -> ModesOut:
    """Which modes a declaration could name, before it is signed."""
    fields = query_data.model_dump(exclude={"places"})
    places = frozenset(query_data.places.split(","))
    return ModesOut(
        modes=list(on_device.list_open_modes(DeclarationFacts(places, mode=Mode.OFF, ages="mixed", **fields)))
    )


@bp.post("/admin/declaration")
@bp.input(DeclarationIn)
@bp.output(DeclarationOut, status_code=201)
@requires(Role.ADMIN)
def sign_declaration(json_data: DeclarationIn) -> DeclarationOut:
    """Sign the next version."""
    identity = current_identity()
    require_password(identity, json_data.password, client_address())
    fields = json_data.model_dump(mode="json", exclude={"based_on", "password"})
    return DeclarationOut.model_validate(declaration.sign_declaration(identity, json_data.based_on, fields))


@bp.get("/admin/settings")
@bp.output(SiteOut)
@requires(Role.ADMIN)
def read_settings() -> SiteOut:
    """What can be changed while the server runs."""
    return SiteOut.model_validate(site.load_site())


@bp.put("/admin/settings")
@bp.input(SiteIn)
@bp.output(SiteOut)
@requires(Role.ADMIN)
def save_settings(json_data: SiteIn) -> SiteOut:
    """Change it."""
    return SiteOut.model_validate(site.save_site(current_identity(), site.Site(**json_data.model_dump())))


@bp.get("/admin/audit")
@bp.input(AuditQuery, location="query")
@bp.output(AuditPage)
@requires(Role.ADMIN)
def list_audit(query_data: AuditQuery) -> AuditPage:
    """Who did what."""
    page = trail.list_entries(query_data.action, query_data.request())
    return AuditPage(items=[AuditOut.model_validate(row) for row in page.items], next_cursor=page.next_cursor)


@bp.get("/admin/audit/check")
@bp.output(AuditCheck)
@requires(Role.ADMIN)
def check_audit() -> AuditCheck:
    """Follow the chain from its anchor to its end."""
    first_break = trail.find_first_break()
    return AuditCheck(sound=first_break is None, first_break=first_break)


@bp.get("/admin/consents")
@bp.output(ConsentRegister)
@requires(Role.ADMIN)
def count_consents() -> ConsentRegister:
    """How many agree to what, where the group is large enough to say."""
    counts = register.count_consents(current_config().min_group)
    return ConsentRegister(items=[ScopeCountOut.model_validate(count) for count in counts])

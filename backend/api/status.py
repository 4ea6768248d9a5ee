"""What anyone may ask: is the server well, is it the demo."""

from __future__ import annotations

from typing import Literal

from apiflask import APIBlueprint
from sqlalchemy import text

from backend.accounts.site import load_site
from backend.api.guard import public
from backend.api.schema import Out
from backend.config import current_config
from backend.db.base import db
from backend.db.privacy import Declaration
from backend.privacy.facts import describe_declaration, load_declaration
from backend.privacy.on_device import may_anyone_read, may_strangers_read
from backend.privacy.policy import Mode

bp = APIBlueprint("status", __name__, tag="status")


class Status(Out):
    """What a page must know before anyone logs in."""

    deployment: Literal["demo", "production"]
    demo: bool
    version: str
    mode: Mode
    on_device: Literal["nobody", "members", "everyone"]
    name: str
    help_contact: str
    help_text: str


class Health(Out):
    """The database answered."""

    ok: bool


@bp.get("/status")
@bp.output(Status)
@public
def read_status() -> Status:
    """Say what kind of deployment this is and the most its camera may do."""
    config = current_config()
    declaration = load_declaration()
    mode = Mode(declaration.mode) if declaration else Mode.OFF
    fields = vars(load_site())
    return Status(
        deployment=config.deployment,
        demo=config.is_demo,
        version=config.version,
        mode=mode,
        on_device=_who_may_read(declaration),
        **fields,
    )


def _who_may_read(row: Declaration | None) -> Literal["nobody", "members", "everyone"]:
    """For whom a browser may fetch the model and read faces by itself."""
    facts = describe_declaration(row)
    if may_strangers_read(facts):
        return "everyone"
    return "members" if may_anyone_read(facts) else "nobody"


@bp.get("/health")
@bp.output(Health)
@public
def read_health() -> Health:
    """For load balancers and container checks."""
    db.session.execute(text("SELECT 1"))
    return Health(ok=True)

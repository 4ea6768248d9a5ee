"""What administrators set while the server runs: the deployment's name, and where people find help."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from backend.accounts.identity import Identity
from backend.db.base import db
from backend.db.privacy import SiteSetting
from backend.db.upsert import upsert_row
from backend.privacy.audit import write_audit

KEY = "site"


@dataclass(frozen=True)
class Site:
    """How this deployment presents itself."""

    name: str = "Attune"
    help_contact: str = ""
    help_text: str = ""  # without words of their own the pages have some, in each language


def load_site() -> Site:
    """The values that hold; the defaults until somebody changes them."""
    row = db.session.get(SiteSetting, KEY)
    return Site(**row.value) if row else Site()


def save_site(identity: Identity, site: Site) -> Site:
    """Change them, and write down that it was done."""
    before, after = asdict(load_site()), asdict(site)
    upsert_row(SiteSetting, {"key": KEY}, {"value": after})
    changed = sorted(name for name in after if after[name] != before[name])
    write_audit("settings.changed", identity.audit_token, details={"fields": changed})
    db.session.commit()
    return site

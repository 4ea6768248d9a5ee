"""Move the contact of the school to where everybody is shown it; only one place holds it from now on"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Connection

from backend.clock import utc_now
from backend.db.base import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SETTINGS = sa.table(
    "site_settings",
    sa.column("key", sa.String),
    sa.column("value", sa.JSON),
    sa.column("updated_at", UtcDateTime()),
)
# What a server said of itself before anybody set it. The pages have these words in every language now.
OLD_WORDS = "If something weighs on you, talk to somebody you trust, or to a counsellor near you."


def upgrade() -> None:
    """Go forward; a contact that stands there already stays, with the other one behind it."""
    connection = op.get_bind()
    support, site = _read(connection, "support"), _read(connection, "site")
    moved = str((support or {}).pop("tutor_contact", ""))
    if support is not None:
        _write(connection, "support", support)
    if site is None and moved:
        site = {"name": "Attune", "help_contact": "", "help_text": ""}
        connection.execute(SETTINGS.insert().values(key="site", value=site, updated_at=utc_now()))
    if site is not None:
        contacts = dict.fromkeys(text for text in (site["help_contact"], moved) if text)
        words = "" if site["help_text"] == OLD_WORDS else site["help_text"]
        _write(connection, "site", {**site, "help_contact": "; ".join(contacts)[:254], "help_text": words})


def downgrade() -> None:
    """Go back; the contact stays where everybody is shown it."""
    connection = op.get_bind()
    support = _read(connection, "support")
    if support is not None:
        _write(connection, "support", {**support, "tutor_contact": ""})


def _read(connection: Connection, key: str) -> dict[str, Any] | None:
    value = connection.scalar(sa.select(SETTINGS.c.value).where(SETTINGS.c.key == key))
    return None if value is None else dict(value)


def _write(connection: Connection, key: str, value: dict[str, Any]) -> None:
    connection.execute(SETTINGS.update().where(SETTINGS.c.key == key).values(value=value))

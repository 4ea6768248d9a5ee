"""Never use the id of a live class or a live session twice; remember which words a child agreed to"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("live_classes", "live_sessions")


# A receipt names the very words of each assent. Where it has gone with its time, nobody knows them any more,
# and the child is asked again.
WORDS_OF_RECEIPTS = """
UPDATE guardian_consents SET assent_hash = COALESCE((
    SELECT text_hash FROM consent_receipts
    WHERE consent_receipts.user_id = guardian_consents.user_id AND scope = 'assent' AND decision = 'granted'
    ORDER BY consent_receipts.id DESC LIMIT 1
), '') WHERE child_assented_at IS NOT NULL
"""


def upgrade() -> None:
    """Go forward."""
    _rebuild_on_sqlite(never_twice=True)
    with op.batch_alter_table("guardian_consents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("assent_hash", sa.String(length=64), nullable=False, server_default=""))
    op.execute(WORDS_OF_RECEIPTS)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("guardian_consents", schema=None) as batch_op:
        batch_op.drop_column("assent_hash")
    _rebuild_on_sqlite(never_twice=False)


def _rebuild_on_sqlite(never_twice: bool) -> None:
    """PostgreSQL's sequences never go back; SQLite has to be told when a table is made."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in TABLES:
        with op.batch_alter_table(
            table, recreate="always", table_kwargs={"sqlite_autoincrement": never_twice}
        ):
            pass

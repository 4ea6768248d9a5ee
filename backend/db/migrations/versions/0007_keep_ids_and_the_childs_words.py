"""Never use the id of a live class or a live session twice"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("live_classes", "live_sessions")


def upgrade() -> None:
    """Go forward."""
    _rebuild_on_sqlite(never_twice=True)


def downgrade() -> None:
    """Go back."""
    _rebuild_on_sqlite(never_twice=False)


def _rebuild_on_sqlite(never_twice: bool) -> None:
    """PostgreSQL's sequences never go back; SQLite has to be told when a table is made."""
    if op.get_bind().dialect.name != "sqlite":
        return
    _enforce_foreign_keys("OFF")  # or dropping the old table would delete all that refers to its rows
    for table in TABLES:
        with op.batch_alter_table(
            table, recreate="always", table_kwargs={"sqlite_autoincrement": never_twice}
        ):
            pass
    _enforce_foreign_keys("ON")


def _enforce_foreign_keys(state: str) -> None:
    with op.get_context().autocommit_block():  # inside a transaction SQLite ignores it
        op.execute(f"PRAGMA foreign_keys={state}")

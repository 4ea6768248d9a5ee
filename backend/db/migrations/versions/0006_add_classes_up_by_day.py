"""Add each live class up by day, and find the sums of a course without reading those of its lessons"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLE = "trend_rollups"
BEFORE, AFTER = f"ix_{TABLE}_course_id_level_measure_start", f"ix_{TABLE}_course_id_scope_level_measure_start"


def upgrade() -> None:
    """Go forward. A mark of another time zone makes the next run add everything up anew."""
    op.drop_index(BEFORE, TABLE)
    op.create_index(AFTER, TABLE, ["course_id", "scope", "level", "measure", "start"])
    op.execute("UPDATE trend_marks SET time_zone = ''")


def downgrade() -> None:
    """Go back: the sums of a class were its minutes alone."""
    op.execute("DELETE FROM trend_rollups WHERE scope = 'class' AND level = 'day'")
    op.drop_index(AFTER, TABLE)
    op.create_index(BEFORE, TABLE, ["course_id", "level", "measure", "start"])

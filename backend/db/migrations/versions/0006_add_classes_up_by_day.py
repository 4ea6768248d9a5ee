"""Add each live class up by day: sums are made of what was published, so the next run makes them all anew"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward: marks of another time zone are what a run starts afresh from."""
    op.execute("UPDATE trend_marks SET time_zone = ''")


def downgrade() -> None:
    """Go back: the sums of a class were its minutes alone."""
    op.execute("DELETE FROM trend_rollups WHERE scope = 'class' AND level = 'day'")

"""Keep what a live class says to each other, and whether it may"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.db.base import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "chat_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("live_class_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["live_class_id"],
            ["live_classes.id"],
            name=op.f("fk_chat_lines_live_class_id_live_classes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_chat_lines_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_lines")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("chat_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chat_lines_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_chat_lines_live_class_id"), ["live_class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chat_lines_user_id"), ["user_id"], unique=False)

    op.add_column(
        "live_classes", sa.Column("chat_open", sa.Boolean(), nullable=False, server_default=sa.true())
    )


def downgrade() -> None:
    """Go back."""
    # Not in a batch, which would forget that ids are never used twice.
    op.drop_column("live_classes", "chat_open")
    with op.batch_alter_table("chat_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chat_lines_user_id"))
        batch_op.drop_index(batch_op.f("ix_chat_lines_live_class_id"))
        batch_op.drop_index(batch_op.f("ix_chat_lines_at"))

    op.drop_table("chat_lines")

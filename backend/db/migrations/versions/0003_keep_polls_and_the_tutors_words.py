"""Keep polls and what tutors write to a class"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.db.base import UtcDateTime

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("live_class_id", sa.Integer(), nullable=False),
        sa.Column("tutor_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["live_class_id"],
            ["live_classes.id"],
            name=op.f("fk_polls_live_class_id_live_classes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tutor_id"], ["users.id"], name=op.f("fk_polls_tutor_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
    )
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_polls_live_class_id"), ["live_class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_polls_opened_at"), ["opened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_polls_tutor_id"), ["tutor_id"], unique=False)

    op.create_table(
        "tutor_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("live_class_id", sa.Integer(), nullable=False),
        sa.Column("tutor_id", sa.Integer(), nullable=True),
        sa.Column("to_user_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["live_class_id"],
            ["live_classes.id"],
            name=op.f("fk_tutor_words_live_class_id_live_classes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["to_user_id"], ["users.id"], name=op.f("fk_tutor_words_to_user_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tutor_id"], ["users.id"], name=op.f("fk_tutor_words_tutor_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tutor_words")),
    )
    with op.batch_alter_table("tutor_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tutor_words_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_tutor_words_live_class_id"), ["live_class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tutor_words_to_user_id"), ["to_user_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tutor_words_tutor_id"), ["tutor_id"], unique=False)

    op.create_table(
        "poll_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["polls.id"], name=op.f("fk_poll_answers_poll_id_polls"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_poll_answers_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_answers")),
        sa.UniqueConstraint("poll_id", "user_id", name=op.f("uq_poll_answers_poll_id_user_id")),
    )
    with op.batch_alter_table("poll_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_answers_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_poll_answers_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("poll_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_answers_user_id"))
        batch_op.drop_index(batch_op.f("ix_poll_answers_at"))

    op.drop_table("poll_answers")
    with op.batch_alter_table("tutor_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tutor_words_tutor_id"))
        batch_op.drop_index(batch_op.f("ix_tutor_words_to_user_id"))
        batch_op.drop_index(batch_op.f("ix_tutor_words_live_class_id"))
        batch_op.drop_index(batch_op.f("ix_tutor_words_at"))

    op.drop_table("tutor_words")
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_polls_tutor_id"))
        batch_op.drop_index(batch_op.f("ix_polls_opened_at"))
        batch_op.drop_index(batch_op.f("ix_polls_live_class_id"))

    op.drop_table("polls")

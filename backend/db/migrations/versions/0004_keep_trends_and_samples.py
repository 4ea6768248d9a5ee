"""Keep trends and samples"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.db.base import UtcDateTime

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "system_samples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("process", sa.String(length=32), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_system_samples")),
        sa.UniqueConstraint("at", "process", name=op.f("uq_system_samples_at_process")),
    )
    with op.batch_alter_table("system_samples", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_system_samples_at"), ["at"], unique=False)

    op.create_table(
        "trend_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("window_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("published_through", UtcDateTime(), nullable=True),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trend_marks")),
    )
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_saved_views_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    with op.batch_alter_table("saved_views", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_views_user_id"), ["user_id"], unique=False)

    op.create_table(
        "lesson_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("live_class_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("video_seconds", sa.Double(), nullable=False),
        sa.Column("playing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["live_class_id"],
            ["live_classes.id"],
            name=op.f("fk_lesson_places_live_class_id_live_classes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_places")),
    )
    with op.batch_alter_table("lesson_places", schema=None) as batch_op:
        batch_op.create_index("ix_lesson_places_live_class_id_at", ["live_class_id", "at"], unique=False)

    op.create_table(
        "trend_cells",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("live_class_id", sa.Integer(), nullable=True),
        sa.Column("start", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_trend_cells_course_id_courses"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_trend_cells_lesson_id_lessons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["live_class_id"],
            ["live_classes.id"],
            name=op.f("fk_trend_cells_live_class_id_live_classes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trend_cells")),
        sa.UniqueConstraint("kind", "live_class_id", name=op.f("uq_trend_cells_kind_live_class_id")),
    )
    with op.batch_alter_table("trend_cells", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trend_cells_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trend_cells_lesson_id"), ["lesson_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trend_cells_live_class_id"), ["live_class_id"], unique=False)
        batch_op.create_index("ix_trend_cells_start_kind", ["start", "kind"], unique=False)

    op.create_table(
        "trend_rollups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("start", UtcDateTime(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("live_class_id", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(length=16), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("suppressed", sa.Integer(), nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_trend_rollups_course_id_courses"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_trend_rollups_lesson_id_lessons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["live_class_id"],
            ["live_classes.id"],
            name=op.f("fk_trend_rollups_live_class_id_live_classes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trend_rollups")),
    )
    with op.batch_alter_table("trend_rollups", schema=None) as batch_op:
        batch_op.create_index(
            "ix_trend_rollups_course_id_level_measure_start",
            ["course_id", "level", "measure", "start"],
            unique=False,
        )
        batch_op.create_index(
            "ix_trend_rollups_lesson_id_level_measure_start",
            ["lesson_id", "level", "measure", "start"],
            unique=False,
        )
        batch_op.create_index(
            "ix_trend_rollups_live_class_id_start", ["live_class_id", "start"], unique=False
        )
        batch_op.create_index(
            "ix_trend_rollups_scope_level_measure_start", ["scope", "level", "measure", "start"], unique=False
        )
        batch_op.create_index("ix_trend_rollups_start", ["start"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("trend_rollups", schema=None) as batch_op:
        batch_op.drop_index("ix_trend_rollups_start")
        batch_op.drop_index("ix_trend_rollups_scope_level_measure_start")
        batch_op.drop_index("ix_trend_rollups_live_class_id_start")
        batch_op.drop_index("ix_trend_rollups_lesson_id_level_measure_start")
        batch_op.drop_index("ix_trend_rollups_course_id_level_measure_start")

    op.drop_table("trend_rollups")
    with op.batch_alter_table("trend_cells", schema=None) as batch_op:
        batch_op.drop_index("ix_trend_cells_start_kind")
        batch_op.drop_index(batch_op.f("ix_trend_cells_live_class_id"))
        batch_op.drop_index(batch_op.f("ix_trend_cells_lesson_id"))
        batch_op.drop_index(batch_op.f("ix_trend_cells_course_id"))

    op.drop_table("trend_cells")
    with op.batch_alter_table("lesson_places", schema=None) as batch_op:
        batch_op.drop_index("ix_lesson_places_live_class_id_at")

    op.drop_table("lesson_places")
    with op.batch_alter_table("saved_views", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_views_user_id"))

    op.drop_table("saved_views")
    op.drop_table("trend_marks")
    with op.batch_alter_table("system_samples", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_system_samples_at"))

    op.drop_table("system_samples")

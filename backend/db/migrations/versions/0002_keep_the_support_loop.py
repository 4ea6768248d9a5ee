"""Keep the support loop"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.db.base import UtcDateTime

revision = "0002"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "support_preferences",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Boolean(), nullable=False),
        sa.Column("tone", sa.String(length=8), nullable=False),
        sa.Column("muted_until", UtcDateTime(), nullable=True),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_support_preferences_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_support_preferences")),
    )
    op.create_table(
        "agreement_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=64), nullable=False),
        sa.Column("camera", sa.String(length=16), nullable=False),
        sa.Column("said", sa.String(length=16), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name=op.f("fk_agreement_pairs_course_id_courses"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_agreement_pairs_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_pairs")),
    )
    op.create_index(op.f("ix_agreement_pairs_at"), "agreement_pairs", ["at"], unique=False)
    op.create_index(op.f("ix_agreement_pairs_course_id"), "agreement_pairs", ["course_id"], unique=False)
    op.create_index(op.f("ix_agreement_pairs_model"), "agreement_pairs", ["model"], unique=False)
    op.create_index(op.f("ix_agreement_pairs_user_id"), "agreement_pairs", ["user_id"], unique=False)
    op.create_table(
        "course_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("tone", sa.String(length=8), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_course_messages_author_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name=op.f("fk_course_messages_course_id_courses"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_messages")),
    )
    op.create_index(op.f("ix_course_messages_course_id"), "course_messages", ["course_id"], unique=False)
    op.create_table(
        "class_alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("live_class_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("move", sa.String(length=24), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("snoozed_until", UtcDateTime(), nullable=True),
        sa.Column("helped_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["live_class_id"],
            ["live_classes.id"],
            name=op.f("fk_class_alerts_live_class_id_live_classes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_alerts")),
    )
    op.create_index(op.f("ix_class_alerts_at"), "class_alerts", ["at"], unique=False)
    op.create_index(op.f("ix_class_alerts_live_class_id"), "class_alerts", ["live_class_id"], unique=False)
    op.create_table(
        "interventions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("live_class_id", sa.Integer(), nullable=False),
        sa.Column("tutor_id", sa.Integer(), nullable=True),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("cause", sa.String(length=24), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("before", sa.Double(), nullable=True),
        sa.Column("after", sa.Double(), nullable=True),
        sa.Column("could_be_chance", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["alert_id"],
            ["class_alerts.id"],
            name=op.f("fk_interventions_alert_id_class_alerts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["live_class_id"],
            ["live_classes.id"],
            name=op.f("fk_interventions_live_class_id_live_classes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tutor_id"], ["users.id"], name=op.f("fk_interventions_tutor_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interventions")),
    )
    op.create_index(op.f("ix_interventions_live_class_id"), "interventions", ["live_class_id"], unique=False)
    op.create_index(op.f("ix_interventions_tutor_id"), "interventions", ["tutor_id"], unique=False)
    op.create_table(
        "label_tallies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("live_session_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=32), nullable=False),
        sa.Column("spells", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["live_session_id"],
            ["live_sessions.id"],
            name=op.f("fk_label_tallies_live_session_id_live_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_tallies")),
        sa.UniqueConstraint(
            "live_session_id", "model", "label", name=op.f("uq_label_tallies_live_session_id_model_label")
        ),
    )
    op.create_index(op.f("ix_label_tallies_at"), "label_tallies", ["at"], unique=False)
    op.create_table(
        "support_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("live_session_id", sa.Integer(), nullable=True),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("message_key", sa.String(length=48), nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("strategy", sa.String(length=24), nullable=False),
        sa.Column("tone", sa.String(length=8), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("arm", sa.String(length=8), nullable=False),
        sa.Column("in_study", sa.Boolean(), nullable=False),
        sa.Column("rating", sa.String(length=16), nullable=True),
        sa.Column("rated_at", UtcDateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("outcome_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name=op.f("fk_support_messages_course_id_courses"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["lessons.id"],
            name=op.f("fk_support_messages_lesson_id_lessons"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["live_session_id"],
            ["live_sessions.id"],
            name=op.f("fk_support_messages_live_session_id_live_sessions"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_support_messages_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_messages")),
    )
    op.create_index(op.f("ix_support_messages_at"), "support_messages", ["at"], unique=False)
    op.create_index(op.f("ix_support_messages_cause"), "support_messages", ["cause"], unique=False)
    op.create_index(op.f("ix_support_messages_course_id"), "support_messages", ["course_id"], unique=False)
    op.create_index(op.f("ix_support_messages_lesson_id"), "support_messages", ["lesson_id"], unique=False)
    op.create_index(
        op.f("ix_support_messages_live_session_id"), "support_messages", ["live_session_id"], unique=False
    )
    op.create_index(
        op.f("ix_support_messages_message_key"), "support_messages", ["message_key"], unique=False
    )
    op.create_index("ix_support_messages_user_id_at", "support_messages", ["user_id", "at"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_support_messages_user_id_at", table_name="support_messages")
    op.drop_index(op.f("ix_support_messages_message_key"), table_name="support_messages")
    op.drop_index(op.f("ix_support_messages_live_session_id"), table_name="support_messages")
    op.drop_index(op.f("ix_support_messages_lesson_id"), table_name="support_messages")
    op.drop_index(op.f("ix_support_messages_course_id"), table_name="support_messages")
    op.drop_index(op.f("ix_support_messages_cause"), table_name="support_messages")
    op.drop_index(op.f("ix_support_messages_at"), table_name="support_messages")
    op.drop_table("support_messages")
    op.drop_index(op.f("ix_label_tallies_at"), table_name="label_tallies")
    op.drop_table("label_tallies")
    op.drop_index(op.f("ix_interventions_tutor_id"), table_name="interventions")
    op.drop_index(op.f("ix_interventions_live_class_id"), table_name="interventions")
    op.drop_table("interventions")
    op.drop_index(op.f("ix_class_alerts_live_class_id"), table_name="class_alerts")
    op.drop_index(op.f("ix_class_alerts_at"), table_name="class_alerts")
    op.drop_table("class_alerts")
    op.drop_index(op.f("ix_course_messages_course_id"), table_name="course_messages")
    op.drop_table("course_messages")
    op.drop_index(op.f("ix_agreement_pairs_user_id"), table_name="agreement_pairs")
    op.drop_index(op.f("ix_agreement_pairs_model"), table_name="agreement_pairs")
    op.drop_index(op.f("ix_agreement_pairs_course_id"), table_name="agreement_pairs")
    op.drop_index(op.f("ix_agreement_pairs_at"), table_name="agreement_pairs")
    op.drop_table("agreement_pairs")
    op.drop_table("support_preferences")

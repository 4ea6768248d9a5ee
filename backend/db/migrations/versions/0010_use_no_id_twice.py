"""Use no id of any table twice"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = (
    *("acknowledgements", "agreement_pairs", "announcements", "audit_heads", "check_ins", "class_alerts"),
    *("class_windows", "consent_receipts", "consents", "course_messages", "courses", "declarations"),
    *("enrolments", "guardian_consents", "help_signals", "interventions", "invitations", "label_tallies"),
    *("lesson_files", "lesson_places", "lesson_progress", "lessons", "live_session_summaries"),
    *("login_sessions", "modules", "password_resets", "poll_answers", "polls", "posts", "questions"),
    *("quiz_attempts", "quiz_items", "quizzes", "recovery_codes", "saved_views", "second_factors", "spells"),
    *("study_group_members", "study_groups", "support_messages", "system_samples", "trend_cells"),
    *("trend_marks", "trend_rollups", "tutor_words"),
)


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
    for table in TABLES:
        with op.batch_alter_table(
            table, recreate="always", table_kwargs={"sqlite_autoincrement": never_twice}
        ):
            pass

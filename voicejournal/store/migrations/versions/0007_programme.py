"""The programme, check-ins and reminders at fixed times, and calls for a clinician."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to the new shape."""
    op.create_table(
        "calls",
        sa.Column("call_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.String(length=36), nullable=True),
        sa.Column("letter", sa.String(length=10), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_calls_patient_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by"], ["accounts.account_id"], name=op.f("fk_calls_seen_by_accounts")
        ),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_calls")),
    )
    op.create_index("ix_calls_due", "calls", ["letter", "next_due_at"], unique=False)
    op.create_index("ix_calls_patient", "calls", ["patient_id", "seen_at"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("sealed_drafts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_drafts_patient_id_accounts")
        ),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "given",
        sa.Column("given_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("given_by", sa.String(length=36), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.String(length=36), nullable=True),
        sa.Column("sealed_given", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["given_by"], ["accounts.account_id"], name=op.f("fk_given_given_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_given_patient_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["stopped_by"], ["accounts.account_id"], name=op.f("fk_given_stopped_by_accounts")
        ),
        sa.PrimaryKeyConstraint("given_id", name=op.f("pk_given")),
    )
    op.create_index("ix_given_patient", "given", ["patient_id"], unique=False)
    op.create_table(
        "plans",
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("planned_by", sa.String(length=36), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.String(length=36), nullable=True),
        sa.Column("sealed_plan", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_plans_patient_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["planned_by"], ["accounts.account_id"], name=op.f("fk_plans_planned_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["stopped_by"], ["accounts.account_id"], name=op.f("fk_plans_stopped_by_accounts")
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_plans")),
    )
    op.create_index("ix_plans_patient", "plans", ["patient_id"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=100), nullable=True),
        sa.Column("sealed_reminder", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_reminders_patient_id_accounts")
        ),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_reminders_token_hash")),
    )
    op.create_index(op.f("ix_reminders_next_due_at"), "reminders", ["next_due_at"], unique=False)
    op.create_table(
        "worksheets",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("exercise_id", sa.String(length=36), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_worksheet", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_worksheets_patient_id_accounts")
        ),
        sa.PrimaryKeyConstraint("patient_id", "exercise_id", name=op.f("pk_worksheets")),
    )
    op.create_table(
        "asked",
        sa.Column("note_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_asked", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["notes.note_id"], name=op.f("fk_asked_note_id_notes"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_asked_patient_id_accounts")
        ),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_asked")),
    )
    op.create_index(op.f("ix_asked_patient_id"), "asked", ["patient_id"], unique=False)


def downgrade() -> None:
    """Go back to the old shape: programmes, exercises and reminders are lost with it."""
    op.drop_index(op.f("ix_asked_patient_id"), table_name="asked")
    op.drop_table("asked")
    op.drop_table("worksheets")
    op.drop_index(op.f("ix_reminders_next_due_at"), table_name="reminders")
    op.drop_table("reminders")
    op.drop_index("ix_plans_patient", table_name="plans")
    op.drop_table("plans")
    op.drop_index("ix_given_patient", table_name="given")
    op.drop_table("given")
    op.drop_table("drafts")
    op.drop_index("ix_calls_patient", table_name="calls")
    op.drop_index("ix_calls_due", table_name="calls")
    op.drop_table("calls")

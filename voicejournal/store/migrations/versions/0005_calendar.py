"""Weeks whose page is made at their end, letters about it, and where letters go."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to the new shape."""
    op.create_table(
        "schedules",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("monday", sa.String(length=10), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=100), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_schedules_patient_id_accounts")
        ),
        sa.PrimaryKeyConstraint("patient_id", "monday", name=op.f("pk_schedules")),
    )
    op.create_index("ix_schedules_due", "schedules", ["done_at", "next_due_at"], unique=False)
    op.create_table(
        "notices",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("monday", sa.String(length=10), nullable=False),
        sa.Column("clinician_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=100), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_notices_patient_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["accounts.account_id"],
            name=op.f("fk_notices_clinician_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("patient_id", "monday", "clinician_id", name=op.f("pk_notices")),
    )
    op.create_index("ix_notices_due", "notices", ["state", "next_due_at"], unique=False)
    op.create_table(
        "addresses",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("sealed_email", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.account_id"],
            name=op.f("fk_addresses_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_addresses")),
    )


def downgrade() -> None:
    """Go back to the old shape: letters that are owed are lost with it, pages are not."""
    op.drop_table("addresses")
    op.drop_index("ix_notices_due", table_name="notices")
    op.drop_table("notices")
    op.drop_index("ix_schedules_due", table_name="schedules")
    op.drop_table("schedules")

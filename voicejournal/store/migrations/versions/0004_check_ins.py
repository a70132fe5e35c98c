"""Check-ins: what patients answer to questionnaires and ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to the new shape."""
    op.create_table(
        "check_ins",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("check_in_id", sa.String(length=36), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_check_in", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_check_ins_patient_id_accounts")
        ),
        sa.PrimaryKeyConstraint("patient_id", "check_in_id", name=op.f("pk_check_ins")),
    )


def downgrade() -> None:
    """Go back to the old shape: what was answered is lost with it."""
    op.drop_table("check_ins")

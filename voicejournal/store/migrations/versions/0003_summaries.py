"""Weekly summaries by revision, what clinicians do to them, and where each patient stands."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to the new shape; pages are composed again when they are next read."""
    op.create_table(
        "summaries",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("monday", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("sealed_composition", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_gist", sa.LargeBinary(), nullable=False),
        sa.Column("composed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.String(length=36), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_summaries_patient_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["accounts.account_id"], name=op.f("fk_summaries_signed_by_accounts")
        ),
        sa.PrimaryKeyConstraint("patient_id", "monday", "number", name=op.f("pk_summaries")),
    )
    op.create_table(
        "acts",
        sa.Column("act_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("monday", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(length=36), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_acts_patient_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["accounts.account_id"], name=op.f("fk_acts_actor_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["accounts.account_id"], name=op.f("fk_acts_undone_by_accounts")
        ),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_acts")),
    )
    op.create_index("ix_acts_patient_monday", "acts", ["patient_id", "monday"], unique=False)
    op.create_table(
        "standings",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("sealed_standing", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_standings_patient_id_accounts")
        ),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_standings")),
    )


def downgrade() -> None:
    """Go back to the old shape: what clinicians wrote by hand is lost with it."""
    op.drop_table("standings")
    op.drop_index("ix_acts_patient_monday", table_name="acts")
    op.drop_table("acts")
    op.drop_table("summaries")

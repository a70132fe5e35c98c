"""Recordings on their way in, part by part."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to the new shape."""
    op.create_table(
        "arrivals",
        sa.Column("arrival_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("sealed_device", sa.LargeBinary(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["accounts.account_id"], name=op.f("fk_arrivals_patient_id_accounts")
        ),
        sa.PrimaryKeyConstraint("arrival_id", name=op.f("pk_arrivals")),
    )
    op.create_index("uq_arrivals_patient_key", "arrivals", ["patient_id", "key"], unique=True)
    op.create_index(op.f("ix_arrivals_touched_at"), "arrivals", ["touched_at"], unique=False)
    op.create_table(
        "parts",
        sa.Column("arrival_id", sa.String(length=36), nullable=False),
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["arrival_id"],
            ["arrivals.arrival_id"],
            name=op.f("fk_parts_arrival_id_arrivals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("arrival_id", "start", name=op.f("pk_parts")),
        sa.UniqueConstraint("ref", name=op.f("uq_parts_ref")),
    )


def downgrade() -> None:
    """Go back to the old shape; the devices still have what was on its way."""
    op.drop_table("parts")
    op.drop_index(op.f("ix_arrivals_touched_at"), table_name="arrivals")
    op.drop_index("uq_arrivals_patient_key", table_name="arrivals")
    op.drop_table("arrivals")

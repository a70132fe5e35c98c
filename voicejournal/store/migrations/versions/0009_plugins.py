"""How analyzers have been doing, and which of them looked at a note last."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to the new shape: every note there is will be looked at again, once."""
    op.create_table(
        "plugin_tallies",
        sa.Column("plugin", sa.String(length=100), nullable=False),
        sa.Column("analyzer", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=100), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("in_a_row", sa.Integer(), nullable=False),
        sa.Column("times_ms", sa.String(length=4000), nullable=False),
        sa.Column("last_called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_failure", sa.String(length=40), nullable=False),
        sa.Column("last_detail", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("plugin", "analyzer", "version", name=op.f("pk_plugin_tallies")),
    )
    mark = sa.Column("analyzed_with", sa.String(length=32), nullable=False, server_default="")
    op.add_column("notes", mark)


def downgrade() -> None:
    """Go back to the old shape: the counts are lost with it."""
    op.drop_column("notes", "analyzed_with")
    op.drop_table("plugin_tallies")

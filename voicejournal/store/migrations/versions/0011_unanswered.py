"""Which notes something gave no answer about, and when it is asked once more."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to the new shape: of notes that are done it is not known before they are done again."""
    code = sa.Column("unanswered", sa.String(length=10), nullable=False, server_default="")
    op.add_column("notes", code)
    op.add_column("notes", sa.Column("once_more_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("notes", sa.Column("looks", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Go back to the old shape."""
    for column in ("unanswered", "once_more_at", "looks"):
        op.drop_column("notes", column)

"""What patients do with notes of theirs: keep one private, set words right, strike, delete."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = ("private_since", "sound_deleted_at", "changes", "sealed_amendments")


def upgrade() -> None:
    """Go to the new shape."""
    for column in (
        sa.Column("private_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sound_deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("sealed_amendments", sa.LargeBinary(), nullable=True),
    ):
        op.add_column("notes", column)


def downgrade() -> None:
    """Go back to the old shape: what was kept private would show again, so nothing of it stays."""
    op.execute(sa.text("UPDATE notes SET state = 'erased' WHERE private_since IS NOT NULL"))
    for column in reversed(COLUMNS):
        op.drop_column("notes", column)

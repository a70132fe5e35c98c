"""Whether the sound of a struck passage is still to be silenced."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to the new shape."""
    op.add_column("notes", sa.Column("muting_since", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Go back to the old shape: a note that could be heard whole again is taken out of reach."""
    op.execute(
        sa.text(
            "DELETE FROM sounds WHERE note_id IN "
            "(SELECT note_id FROM notes WHERE muting_since IS NOT NULL)"
        )
    )
    op.execute(
        sa.text(
            "UPDATE notes SET sound_deleted_at = muting_since WHERE muting_since IS NOT NULL "
            "AND sound_deleted_at IS NULL"
        )
    )
    op.drop_column("notes", "muting_since")

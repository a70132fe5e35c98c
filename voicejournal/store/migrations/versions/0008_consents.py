"""The ledger of consent; what went on before anybody was asked is entered as carried over."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

APPEND_ONLY = """
CREATE TRIGGER consents_no_{verb} BEFORE {verb} ON consents
BEGIN SELECT RAISE(ABORT, 'the ledger of consent is only ever added to'); END
"""
CARRIED = ("keep_audio", "transcribe", "measure_voice", "analyze", "safety", "share", "send")
"""What was done for every patient up to here, whoever asked them and however."""


def upgrade() -> None:
    """Go to the new shape: nobody is taken to have agreed, and nothing stops unasked."""
    consents = op.create_table(
        "consents",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("removed", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("patient_id", "number", name=op.f("pk_consents")),
    )
    op.bulk_insert(consents, _carried_over(datetime.now(UTC)))
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY.format(verb=verb))


def _carried_over(now: datetime) -> list[dict[str, object]]:
    """Return the lines of those who have been in: whoever was only invited is simply asked."""
    entered = sa.text(
        "SELECT account_id FROM accounts WHERE role = 'patient' AND password_hash IS NOT NULL"
    )
    return [
        {
            "patient_id": patient,
            "number": number,
            "purpose": purpose,
            "decision": "carried",
            "version": 0,
            "language": "",
            "at": now,
            "by": "system",
            "removed": "",
        }
        for patient in op.get_bind().execute(entered).scalars()
        for number, purpose in enumerate(CARRIED, start=1)
    ]


def downgrade() -> None:
    """Go back to the old shape: the answers are lost with it."""
    op.drop_table("consents")

"""PostgreSQL too refuses to change the audit and the ledger of consent."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LEDGERS = ("audit", "consents")
REFUSE = """
CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
ROWS = """
CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION only_added_to()
"""
WHOLE = """
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()
"""


def upgrade() -> None:
    """Go to the new shape; SQLite has had its own triggers from the beginning."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(REFUSE)
    for table in LEDGERS:
        op.execute(ROWS.format(table=table))
        op.execute(WHOLE.format(table=table))


def downgrade() -> None:
    """Go back to the old shape."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in LEDGERS:
        op.execute(f"DROP TRIGGER {table}_only_added_to ON {table}")
        op.execute(f"DROP TRIGGER {table}_never_emptied ON {table}")
    op.execute("DROP FUNCTION only_added_to()")

"""Who did what: rows in a chain for each clinic, inserted, never changed, never deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

# "INSERT OR REPLACE" deletes a row without asking a trigger of deletion.
FINAL_SQLITE = tuple(
    f"""
CREATE TRIGGER {table}_{name} BEFORE {deed} ON {table}{when}
BEGIN SELECT RAISE(ABORT, 'an audit row is never changed or deleted'); END
"""
    for table, name, deed, when in (
        ("audit", "is_final", "UPDATE", ""),
        ("audit", "stays", "DELETE", ""),
        (
            "audit",
            "is_not_replaced",
            "INSERT",
            " WHEN EXISTS (SELECT 1 FROM audit"
            " WHERE clinic_id = NEW.clinic_id AND number = NEW.number)",
        ),
        ("audit_detail", "stays", "DELETE", ""),
    )
)
FINAL_POSTGRESQL = (
    """
CREATE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'an audit row is never changed or deleted'; END $$
""",
    """
CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_final()
""",
    """
CREATE TRIGGER audit_stays BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_final()
""",
    """
CREATE TRIGGER audit_detail_stays BEFORE DELETE ON audit_detail
FOR EACH ROW EXECUTE FUNCTION audit_is_final()
""",
)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "audit",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=20), nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("clinic_id", "number"),
    )
    op.create_index("ix_audit_visit", "audit", ["clinic_id", "visit_id"])
    op.create_index("ix_audit_who", "audit", ["clinic_id", "who", "number"])
    op.create_table(
        "audit_detail",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id", "number"], ["audit.clinic_id", "audit.number"]),
        sa.PrimaryKeyConstraint("clinic_id", "number"),
    )
    op.create_table(
        "audit_head",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("clinic_id"),
    )
    postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in FINAL_POSTGRESQL if postgresql else FINAL_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Take the change back; what was audited is gone."""
    for table in ("audit_head", "audit_detail", "audit"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_final")

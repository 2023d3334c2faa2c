"""What clinicians say of a match; inserted, never changed, gone only with its submission."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# A submission that is purged takes its markings with it; nothing else deletes one.
FINAL_SQLITE = (
    """
CREATE TRIGGER marking_is_final BEFORE UPDATE ON marking
BEGIN SELECT RAISE(ABORT, 'a marking is never changed'); END
""",
    """
CREATE TRIGGER marking_stays BEFORE DELETE ON marking
WHEN EXISTS (SELECT 1 FROM submission WHERE clinic_id = OLD.clinic_id
    AND visit_id = OLD.visit_id AND version = OLD.version)
BEGIN SELECT RAISE(ABORT, 'a marking is never deleted'); END
""",
)
FINAL_POSTGRESQL = (
    """
CREATE FUNCTION marking_is_final() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'a marking is never changed'; END IF;
    IF EXISTS (SELECT 1 FROM submission WHERE clinic_id = OLD.clinic_id
        AND visit_id = OLD.visit_id AND version = OLD.version)
    THEN RAISE EXCEPTION 'a marking is never deleted'; END IF;
    RETURN OLD;
END $$
""",
    """
CREATE TRIGGER marking_is_final BEFORE UPDATE OR DELETE ON marking
FOR EACH ROW EXECUTE FUNCTION marking_is_final()
""",
)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "marking",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "visit_id", "version"],
            ["submission.clinic_id", "submission.visit_id", "submission.version"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("clinic_id", "visit_id", "number"),
    )
    postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in FINAL_POSTGRESQL if postgresql else FINAL_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("marking")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION marking_is_final")

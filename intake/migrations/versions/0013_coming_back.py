"""When a browser last used a form it has open, and the typed codes that lead back to forms."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply the change; whoever has a form open is asked for the date of birth once more."""
    op.add_column("opening", sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "typed_code",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id", "visit_id"], ["visit.clinic_id", "visit.id"]),
        sa.PrimaryKeyConstraint("clinic_id", "visit_id"),
    )
    op.create_index("ix_typed_code_code_hash", "typed_code", ["code_hash"])


def downgrade() -> None:
    """Take the change back: no code leads anywhere any more."""
    op.drop_index("ix_typed_code_code_hash", table_name="typed_code")
    op.drop_table("typed_code")
    op.drop_column("opening", "used_at")

"""How long a clinic keeps visits; which are held, and which are told to go."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "retention",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("sent_days", sa.Integer(), nullable=False),
        sa.Column("unsent_days", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"]),
        sa.PrimaryKeyConstraint("clinic_id"),
    )
    for name in ("held_at", "told_at"):
        op.add_column("visit", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take the change back: nothing is held any more, and nothing goes by itself."""
    for name in ("held_at", "told_at"):
        op.drop_column("visit", name)
    op.drop_table("retention")

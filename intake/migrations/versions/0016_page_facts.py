"""What the clinic has on file of a patient, and which visit of theirs was the one before."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
OF_VISIT = ["visit.clinic_id", "visit.id"]


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "on_file",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id", "visit_id"], OF_VISIT),
        sa.PrimaryKeyConstraint("clinic_id", "visit_id"),
    )
    op.create_table(
        "earlier_visit",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=False),
        sa.Column("earlier_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id", "visit_id"], OF_VISIT),
        sa.ForeignKeyConstraint(["clinic_id", "earlier_id"], OF_VISIT, ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("clinic_id", "visit_id"),
    )
    op.create_index("ix_earlier_visit_earlier", "earlier_visit", ["clinic_id", "earlier_id"])


def downgrade() -> None:
    """Take the change back: record numbers, GPs, referrers and links between visits are lost."""
    op.drop_table("earlier_visit")
    op.drop_table("on_file")

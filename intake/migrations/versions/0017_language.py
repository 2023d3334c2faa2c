"""The language that a visit's form is read in, as the patient chose it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Apply the change."""
    op.add_column("visit", sa.Column("language", sa.String(length=8), nullable=True))


def downgrade() -> None:
    """Take the change back: forms are read in what each browser asks for."""
    op.drop_column("visit", "language")

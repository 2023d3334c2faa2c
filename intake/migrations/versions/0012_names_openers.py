"""Whether a clinic tells the patient who sent by name who opened the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        "clinic",
        sa.Column("names_openers", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("clinic", "names_openers")

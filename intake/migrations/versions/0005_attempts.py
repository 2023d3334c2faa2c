"""How often something was tried, by whom: counted where every worker sees it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "attempt",
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "key"),
    )
    op.create_index("ix_attempt_started_at", "attempt", ["started_at"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_attempt_started_at", "attempt")
    op.drop_table("attempt")

"""The country of a clinic, and its own names of medicines."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply the change."""
    for name, kind in (("country", sa.String(length=2)), ("local_names", sa.Text())):
        op.add_column("clinic", sa.Column(name, kind, nullable=False, server_default=""))


def downgrade() -> None:
    """Take the change back: the clinics' own names are lost."""
    for name in ("local_names", "country"):
        op.drop_column("clinic", name)

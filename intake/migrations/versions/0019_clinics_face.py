"""How a clinic looks and speaks to its patients: accent, logo text, languages, opening words."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
COLUMNS = {
    "logo_text": sa.String(length=40),
    "accent": sa.String(length=7),
    "languages": sa.String(length=60),
    "opening": sa.Text(),
}


def upgrade() -> None:
    """Apply the change."""
    for name, kind in COLUMNS.items():
        op.add_column("clinic", sa.Column(name, kind, nullable=False, server_default=""))


def downgrade() -> None:
    """Take the change back: every clinic looks alike again and offers every language."""
    for name in reversed(COLUMNS):
        op.drop_column("clinic", name)

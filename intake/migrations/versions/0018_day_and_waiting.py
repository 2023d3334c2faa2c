"""Indexes for a day of the audit and for what has waited longest to be sent.

A day of a large clinic has thousands of rows: with the number in the index, which of them stand on
a page is found without reading the others.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

WAITS = "saved_at IS NOT NULL AND sent_at IS NULL AND cancelled_at IS NULL"


def upgrade() -> None:
    """Apply the change."""
    op.drop_index("ix_audit_at", "audit")
    op.create_index("ix_audit_at", "audit", ["clinic_id", "at", "number"])
    waits = sa.text(WAITS)
    op.create_index(
        "ix_visit_waiting", "visit", ["saved_at"], sqlite_where=waits, postgresql_where=waits
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_visit_waiting", "visit")
    op.drop_index("ix_audit_at", "audit")
    op.create_index("ix_audit_at", "audit", ["clinic_id", "at"])

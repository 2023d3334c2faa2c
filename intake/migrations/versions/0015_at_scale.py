"""Indexes for a million visits: each filter and each list reads what it shows, and no more.

A partial index holds the few rows that a filter looks for, in the order of the worklist.
`seen_versions` says up to which version somebody of the clinic is known to have opened what was
sent: `ix_visit_unopened` leaves out what need not be looked up in the audit. What an older version
of the service did not note here is looked up there as before.

What finds a visit by name carries the visit's times, so that a search reads a common name in the
order of the worklist too. Rows that an older version still writes get them at the next search.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

IN_ORDER = ["clinic_id", "scheduled_at", "created_at", "id"]
PARTIAL = (
    ("ix_visit_signs", IN_ORDER, "attention > 0"),
    ("ix_visit_unsent", IN_ORDER, "sent_at IS NULL AND cancelled_at IS NULL"),
    ("ix_visit_unopened", IN_ORDER, "seen_versions < versions"),
    ("ix_visit_urgent", ["clinic_id", "expires_at"], "attention = 2 AND scheduled_at IS NULL"),
    ("ix_visit_sent", ["clinic_id", "sent_at"], "sent_at IS NOT NULL"),
    ("ix_visit_ends", ["clinic_id", "expires_at"], "sent_at IS NULL"),
    ("ix_visit_held", ["clinic_id", "held_at", "id"], "held_at IS NOT NULL"),
    ("ix_visit_told", ["clinic_id", "told_at"], "told_at IS NOT NULL"),
)
AUDIT = (
    ("ix_audit_visit", ["clinic_id", "visit_id", "at", "number"]),
    ("ix_audit_deed", ["clinic_id", "deed", "number"]),
    ("ix_audit_reference", ["clinic_id", "reference", "number"]),
    ("ix_audit_at", ["clinic_id", "at"]),
)
OPENED = """UPDATE visit SET seen_versions = versions WHERE EXISTS (SELECT 1 FROM audit
  WHERE audit.clinic_id = visit.clinic_id AND audit.visit_id = visit.id
  AND audit.at >= visit.sent_at AND audit.who NOT IN ('patient', 'command', 'system')
  AND audit.deed IN ('saw record', 'downloaded page PDF', 'downloaded record PDF',
  'read page text', 'read record text', 'downloaded record HTML', 'exported'))"""

TIMES = """UPDATE name_index SET (scheduled_at, created_at) = (
  SELECT scheduled_at, created_at FROM visit
  WHERE visit.clinic_id = name_index.clinic_id AND visit.id = name_index.visit_id)"""
NAMES = "name_index"
PLACED = ["clinic_id", "token", "scheduled_at", "created_at", "visit_id"]


def upgrade() -> None:
    """Apply the change."""
    seen = sa.Column("seen_versions", sa.Integer(), nullable=False, server_default="0")
    op.add_column("visit", seen)
    op.execute(OPENED)
    for name, columns, where in PARTIAL:
        words = sa.text(where)
        op.create_index(name, "visit", columns, postgresql_where=words, sqlite_where=words)
    op.drop_index("ix_audit_visit", "audit")
    for name, columns in AUDIT:
        op.create_index(name, "audit", columns)
    for name in ("scheduled_at", "created_at"):
        op.add_column(NAMES, sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.execute(TIMES)
    op.create_index("ix_name_index_in_order", NAMES, PLACED)
    unplaced = sa.text("created_at IS NULL")
    op.create_index(
        "ix_name_index_unplaced",
        NAMES,
        ["clinic_id", "created_at", "visit_id"],
        postgresql_where=unplaced,
        sqlite_where=unplaced,
    )


def downgrade() -> None:
    """Take the change back."""
    for name in ("ix_name_index_unplaced", "ix_name_index_in_order"):
        op.drop_index(name, NAMES)
    for name in ("created_at", "scheduled_at"):
        op.drop_column(NAMES, name)
    for name, _ in AUDIT:
        op.drop_index(name, "audit")
    op.create_index("ix_audit_visit", "audit", ["clinic_id", "visit_id"])
    for name, _, _ in PARTIAL:
        op.drop_index(name, "visit")
    op.drop_column("visit", "seen_versions")

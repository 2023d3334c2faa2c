"""Messages to patients: what was asked for, taken to the mail server, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
WAITS = "state = 'waiting'"
AT_SERVER = "state = 'taken'"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "message",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link_serial", sa.Integer(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id", "visit_id"], ["visit.clinic_id", "visit.id"]),
        sa.PrimaryKeyConstraint("clinic_id", "visit_id", "number"),
    )
    for name, column, where in (
        ("ix_message_waiting", "due_at", WAITS),
        ("ix_message_taken", "taken_at", AT_SERVER),
    ):
        words = sa.text(where)
        op.create_index(name, "message", [column], sqlite_where=words, postgresql_where=words)
    op.add_column(
        "clinic", sa.Column("mail_name", sa.String(length=60), nullable=False, server_default="")
    )
    op.add_column(
        "clinic", sa.Column("remind_days", sa.Integer(), nullable=False, server_default="2")
    )


def downgrade() -> None:
    """Take the change back: who was written to is known by the audit alone."""
    op.drop_column("clinic", "remind_days")
    op.drop_column("clinic", "mail_name")
    op.drop_table("message")

"""Roles that differ; sign-in of the service's own: sessions, second factors, links, emergencies.

Whoever was a clinician stays able to do all that clinicians could.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# Where nobody was an administrator, every clinician could do what one does now.
TO_ROLES = (
    """
UPDATE membership SET roles = 'administrator doctor'
WHERE roles <> 'administrator' AND clinic_id NOT IN
    (SELECT clinic_id FROM membership WHERE roles = 'administrator')
""",
    "UPDATE membership SET roles = 'doctor' WHERE roles NOT LIKE 'administrator%'",
)
TO_ROLE = "UPDATE membership SET role = 'clinician' WHERE role <> 'administrator'"
# A hash of the first version is known by this, and made anew when its password is next given.
MARK_HASHES = """UPDATE "user" SET password = 'first:' || password"""
# Newer ones cannot be read by the first version, which then refuses them.
UNMARK_HASHES = """UPDATE "user" SET password = substr(password, 7) WHERE password LIKE 'first:%'"""
UNIQUIFIER = """UPDATE "user" SET fs_uniquifier = CAST(id AS VARCHAR(64))"""
MOMENT = sa.DateTime(timezone=True)
OF_USER = (["user_id"], ["user.id"])


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("membership") as batch_op:
        batch_op.alter_column("role", new_column_name="roles", existing_type=sa.String(40))
    for statement in (*TO_ROLES, MARK_HASHES):
        op.execute(statement)
    op.add_column("user", sa.Column("code_secret", sa.LargeBinary(), nullable=True))
    op.add_column(
        "user", sa.Column("code_step", sa.BigInteger(), nullable=False, server_default="0")
    )
    for name in ("factor_since", "signed_in_at"):
        op.add_column("user", sa.Column(name, MOMENT, nullable=True))
    with op.batch_alter_table("user") as batch_op:
        batch_op.alter_column("code_step", existing_type=sa.BigInteger(), server_default=None)
        batch_op.drop_column("fs_uniquifier")
    _make_accounts()
    _make_emergencies()


def downgrade() -> None:
    """Take the change back. Whoever has set a new password needs another then."""
    for table in ("emergency", "account_link", "recovery_code", "passkey", "session"):
        op.drop_table(table)
    op.add_column("user", sa.Column("fs_uniquifier", sa.String(length=64), nullable=True))
    op.execute(UNIQUIFIER)
    with op.batch_alter_table("user") as batch_op:
        batch_op.alter_column("fs_uniquifier", existing_type=sa.String(64), nullable=False)
        batch_op.create_unique_constraint("user_fs_uniquifier_key", ["fs_uniquifier"])
        for name in ("code_secret", "code_step", "factor_since", "signed_in_at"):
            batch_op.drop_column(name)
    with op.batch_alter_table("membership") as batch_op:
        batch_op.alter_column("roles", new_column_name="role", existing_type=sa.String(40))
    for statement in (TO_ROLE, UNMARK_HASHES):
        op.execute(statement)


def _make_accounts() -> None:
    op.create_table(
        "session",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("proved_at", MOMENT, nullable=False),
        sa.Column("factor_at", MOMENT, nullable=True),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("pending", sa.LargeBinary(), nullable=True),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(*OF_USER),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(*OF_USER),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(*OF_USER),
        sa.PrimaryKeyConstraint("key"),
    )
    for table in ("session", "passkey", "recovery_code"):
        op.create_index(f"ix_{table}_user_id", table, ["user_id"])
    op.create_table(
        "account_link",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("clinic_id", sa.String(length=32), nullable=True),
        sa.Column("roles", sa.String(length=40), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"]),
        sa.PrimaryKeyConstraint("key"),
    )


def _make_emergencies() -> None:
    op.create_table(
        "emergency",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("seen_by", sa.Integer(), nullable=True),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id", "visit_id"], ["visit.clinic_id", "visit.id"]),
        sa.ForeignKeyConstraint(*OF_USER),
        sa.ForeignKeyConstraint(["seen_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("clinic_id", "visit_id", "number"),
    )

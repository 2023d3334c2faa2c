"""One person may work in several clinics; the worklist is read in its own order."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Nothing ever gave a user a role; were one there, it counted in the user's only clinic.
FROM_USERS = """
INSERT INTO membership (clinic_id, user_id, role)
SELECT one.clinic_id, one.id, COALESCE(
    (SELECT MIN(role.name) FROM user_role JOIN role ON role.id = user_role.role_id
     WHERE user_role.user_id = one.id), 'clinician')
FROM "user" AS one
"""
ROLES = "INSERT INTO role (name) SELECT DISTINCT role FROM membership WHERE role <> 'clinician'"
# Of several clinics the first keeps the person, and only the role there.
USER_ROLES = """
INSERT INTO user_role (user_id, role_id)
SELECT membership.user_id, role.id FROM membership JOIN role ON role.name = membership.role
WHERE clinic_id = (SELECT MIN(mine.clinic_id) FROM membership AS mine
    WHERE mine.user_id = membership.user_id)
"""
TO_USERS = """
UPDATE "user" SET clinic_id =
    (SELECT MIN(clinic_id) FROM membership WHERE membership.user_id = "user".id)
"""


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "membership",
        sa.Column("clinic_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("clinic_id", "user_id"),
    )
    op.create_index("ix_membership_user_id", "membership", ["user_id"])
    op.execute(FROM_USERS)
    op.drop_table("user_role")
    op.drop_table("role")
    with op.batch_alter_table("user") as batch_op:
        batch_op.drop_index("ix_user_clinic_id")
        batch_op.drop_column("clinic_id")
    op.create_index("ix_visit_newest", "visit", ["clinic_id", "created_at", "id"])


def downgrade() -> None:
    """Take the change back. Someone without a clinic cannot be kept: it stops there."""
    op.drop_index("ix_visit_newest", "visit")
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("user_id", "role_id"),
    )
    op.add_column("user", sa.Column("clinic_id", sa.String(length=32), nullable=True))
    for statement in (ROLES, USER_ROLES, TO_USERS):
        op.execute(statement)
    with op.batch_alter_table("user") as batch_op:
        batch_op.alter_column("clinic_id", existing_type=sa.String(length=32), nullable=False)
        batch_op.create_foreign_key("user_clinic_id_fkey", "clinic", ["clinic_id"], ["id"])
        batch_op.create_index("ix_user_clinic_id", ["clinic_id"])
    op.drop_table("membership")

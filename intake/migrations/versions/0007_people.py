"""What someone is in a clinic may be several things; whoever was a clinician stays able to all."""

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


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("membership") as batch_op:
        batch_op.alter_column("role", new_column_name="roles", existing_type=sa.String(40))
    for statement in TO_ROLES:
        op.execute(statement)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("membership") as batch_op:
        batch_op.alter_column("roles", new_column_name="role", existing_type=sa.String(40))
    op.execute(TO_ROLE)

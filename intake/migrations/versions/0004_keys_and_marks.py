"""Keys of their own, marks on rows; a visit says what must be there of it.

Marks and keys themselves are made at the first start, which has the master key.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MARKED = ("clinic", "user", "membership", "visit", "draft", "submission", "document", "marking")
MIRRORS = """
UPDATE visit SET
    saved_at = (SELECT saved_at FROM draft
        WHERE draft.clinic_id = visit.clinic_id AND draft.visit_id = visit.id),
    sent_at = (SELECT MAX(submission.sent_at) FROM submission
        WHERE submission.clinic_id = visit.clinic_id AND submission.visit_id = visit.id),
    versions = (SELECT COUNT(*) FROM submission
        WHERE submission.clinic_id = visit.clinic_id AND submission.visit_id = visit.id),
    verdicts = (SELECT COUNT(*) FROM marking
        WHERE marking.clinic_id = visit.clinic_id AND marking.visit_id = visit.id)
"""

# Of what is final, two things may be written later: the mark, which is made anew when a table gets
# another column, and the head of what is sealed (store/sealing/encryption.py), which a change of
# the master key wraps anew.
BODY = "substr({row}.content, CASE WHEN substr({row}.content, 1, 1) = {first} THEN 62 ELSE 66 END)"
FINAL = {
    "submission": ("clinic_id", "visit_id", "version", "sent_at"),
    "marking": ("clinic_id", "visit_id", "number", "version", "user_id", "made_at"),
}
OF_KEPT = """EXISTS (SELECT 1 FROM visit
    WHERE clinic_id = OLD.clinic_id AND id = OLD.visit_id AND erasing_at IS NULL)"""
OF_SUBMISSION = """EXISTS (SELECT 1 FROM submission
    WHERE clinic_id = OLD.clinic_id AND visit_id = OLD.visit_id AND version = OLD.version)"""
STAYS = {"submission": OF_KEPT, "marking": OF_SUBMISSION}
THERE = """EXISTS (SELECT 1 FROM {table}
    WHERE clinic_id = NEW.clinic_id AND visit_id = NEW.visit_id AND {key} = NEW.{key})"""
KEY = {"submission": "version", "marking": "number"}


def _changed(table: str, differs: str, first: str) -> str:
    """Whether an update changes more than it may."""
    pairs = [(f"OLD.{name}", f"NEW.{name}") for name in FINAL[table]]
    pairs.append((BODY.format(row="OLD", first=first), BODY.format(row="NEW", first=first)))
    parts = [f"{old} {differs} {new}" for old, new in pairs]
    parts.append(f"NOT (OLD.mark {differs} NEW.mark OR OLD.content {differs} NEW.content)")
    return " OR ".join(parts)


def _sqlite(table: str) -> list[str]:
    """REPLACE deletes what stands in its way without asking the triggers of DELETE."""
    there = THERE.format(table=table, key=KEY[table])
    changed = _changed(table, "IS NOT", "x'01'")
    rules = [
        ("is_final", "UPDATE", changed, "changed"),
        ("stays", "DELETE", STAYS[table], "deleted"),
        ("is_not_replaced", "INSERT", there, "changed"),
    ]
    return [
        f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, 'a {table} is never {what}'); END"
        for name, event, when, what in rules
    ]


def _postgresql(table: str) -> list[str]:
    changed = _changed(table, "IS DISTINCT FROM", r"'\x01'::bytea")
    return [
        f"""CREATE FUNCTION {table}_is_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF {changed} THEN RAISE EXCEPTION 'a {table} is never changed'; END IF;
            RETURN NEW;
        END IF;
        IF {STAYS[table]} THEN RAISE EXCEPTION 'a {table} is never deleted'; END IF;
        RETURN OLD;
    END $$""",
        f"CREATE TRIGGER {table}_is_final BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_is_final()",
    ]


# As 0001 and 0002 made them.
BEFORE_SQLITE = (
    "CREATE TRIGGER submission_is_final BEFORE UPDATE ON submission "
    "BEGIN SELECT RAISE(ABORT, 'a submission is never changed'); END",
    "CREATE TRIGGER marking_is_final BEFORE UPDATE ON marking "
    "BEGIN SELECT RAISE(ABORT, 'a marking is never changed'); END",
    f"CREATE TRIGGER marking_stays BEFORE DELETE ON marking WHEN {OF_SUBMISSION} "
    "BEGIN SELECT RAISE(ABORT, 'a marking is never deleted'); END",
)
BEFORE_POSTGRESQL = (
    "CREATE FUNCTION submission_is_final() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a submission is never changed'; END $$",
    "CREATE TRIGGER submission_is_final BEFORE UPDATE ON submission "
    "FOR EACH ROW EXECUTE FUNCTION submission_is_final()",
    "CREATE FUNCTION marking_is_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'a marking is never changed'; END IF; "
    f"IF {OF_SUBMISSION} THEN RAISE EXCEPTION 'a marking is never deleted'; END IF; "
    "RETURN OLD; END $$",
    "CREATE TRIGGER marking_is_final BEFORE UPDATE OR DELETE ON marking "
    "FOR EACH ROW EXECUTE FUNCTION marking_is_final()",
)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "key",
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("purpose", "number"),
    )
    for name in ("saved_at", "sent_at", "erasing_at"):
        op.add_column("visit", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name in ("versions", "verdicts"):
        op.add_column("visit", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.execute(MIRRORS)
    for table in MARKED:
        op.add_column(table, sa.Column("mark", sa.LargeBinary(), nullable=True))
    _drop_triggers()
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in FINAL:
        for statement in _postgresql(table) if postgresql else _sqlite(table):
            op.execute(statement)


def downgrade() -> None:
    """Take the change back. Links go on only where their keys were made of the secret."""
    _drop_triggers()
    for table in MARKED:
        op.drop_column(table, "mark")
    for name in ("saved_at", "sent_at", "erasing_at", "versions", "verdicts"):
        op.drop_column("visit", name)
    op.drop_table("key")
    postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in BEFORE_POSTGRESQL if postgresql else BEFORE_SQLITE:
        op.execute(statement)


def _drop_triggers() -> None:
    """Drop every trigger on what is final."""
    for table in FINAL:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP FUNCTION {table}_is_final CASCADE")
        else:
            for name in ("is_final", "stays", "is_not_replaced"):
                op.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")

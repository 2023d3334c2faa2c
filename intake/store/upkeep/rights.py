"""What a PostgreSQL role needs to run the service, and what it must not be able to do.

Tables belong to another role, which upgrades them and changes the master key. The service's own
adds to the audit and to what was sent, and changes neither; erasing deletes what was sent.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.dialects import postgresql

from intake.extensions import Base

MOST = "SELECT, INSERT, UPDATE, DELETE"
FEWER = {
    "audit": "SELECT, INSERT",
    "audit_detail": "SELECT, INSERT",
    "marking": "SELECT, INSERT, DELETE",
    "submission": "SELECT, INSERT, DELETE",
}
VERSION = "alembic_version"  # which migrations were run


def grants(role: str) -> Iterator[str]:
    """The SQL, statement by statement, that gives a role what the service needs and no more."""
    quote = postgresql.dialect().identifier_preparer.quote_identifier  # type: ignore[no-untyped-call]
    named = quote(role)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {named}"
    yield f"GRANT USAGE ON SCHEMA public TO {named}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {named}"
    yield f"GRANT SELECT ON {VERSION} TO {named}"
    for table in sorted(Base.metadata.tables):
        yield f"GRANT {FEWER.get(table, MOST)} ON {quote(table)} TO {named}"

"""Runs the migrations on the service's own engine (`flask db upgrade`)."""

from typing import Literal

from alembic import context
from flask import current_app

from intake.store.tables import Instant

db = current_app.extensions["migrate"].db


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column type as what the database sees, so that a migration never imports us."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

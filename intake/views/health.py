"""For the machine that watches the service."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from intake.extensions import db
from intake.views.access import anyone

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@anyone
def healthz() -> tuple[dict[str, str], int]:
    """Answer 200 when the database answers, else 503."""
    try:
        db.session.execute(text("SELECT 1"))
    except Exception:
        return {"status": "database unreachable"}, 503
    return {"status": "ok"}, 200

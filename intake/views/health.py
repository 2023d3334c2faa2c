"""For the machine that watches the service."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from intake import store
from intake.services.install_check import echo
from intake.views.access import anyone

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@anyone
def healthz() -> tuple[dict[str, Any], int]:
    """Answer 200 when the database answers, else 503."""
    if not store.is_reachable():
        return {"status": "database unreachable"}, 503
    return {"status": "ok", **echo.seen(request)}, 200

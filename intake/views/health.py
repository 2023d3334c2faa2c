"""For the machines that watch the service and steer traffic to it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from intake.services.install_check import echo
from intake.services.running.readiness import problems
from intake.views.access import anyone

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@anyone
def healthz() -> tuple[dict[str, Any], int]:
    """Answer 200 while this process does, whatever the database: to start it anew mends no more."""
    return {"status": "ok", **echo.seen(request)}, 200


@blueprint.get("/readyz")
@anyone
def readyz() -> tuple[dict[str, Any], int]:
    """Answer 200 if what a patient sends can be taken and kept, else 503 and why not."""
    found = list(problems())
    return {"status": "; ".join(found) or "ready"}, 503 if found else 200

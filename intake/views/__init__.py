"""The doors: one blueprint each for patients, clinicians and the machine."""

from __future__ import annotations

from flask import Flask

from intake.views import access, clinician, drug_list, errors, headers, health, markings, patient

DOORS = (
    patient.blueprint,
    clinician.blueprint,
    markings.blueprint,
    drug_list.blueprint,
    health.blueprint,
)


def init_app(app: Flask) -> None:
    """Register every route, the error pages and the headers of every reply.

    Raises ConfigError while a route does not say who may open it.
    """
    for door in DOORS:
        app.register_blueprint(door)
    errors.init_app(app)
    headers.init_app(app)
    access.refuse_undeclared(app)

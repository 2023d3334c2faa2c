"""The doors: one blueprint each for patients, clinicians and the machine."""

from __future__ import annotations

from flask import Flask

from intake.views import clinician, drug_list, errors, headers, health, markings, patient


def init_app(app: Flask) -> None:
    """Register every route, the error pages and the headers of every reply."""
    for door in (patient, clinician, markings, drug_list, health):
        app.register_blueprint(door.blueprint)
    errors.init_app(app)
    headers.init_app(app)

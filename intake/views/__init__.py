"""The doors: blueprints for patients, members of clinics and the machine."""

from __future__ import annotations

from flask import Flask

from intake.views import access, audited, compressed, direction, errors, headers, health, patient
from intake.views.account import links, own, second_factor, sign_in
from intake.views.admin import audit, emergencies, people, retention, settings
from intake.views.clinic import (
    downloads,
    drug_list,
    earlier,
    messages,
    record,
    search,
    verification,
    visit_list,
    visits,
    worklist,
)

DOORS = tuple(
    door.blueprint
    for door in (
        patient,
        worklist,
        search,
        visits,
        visit_list,
        messages,
        record,
        downloads,
        verification,
        earlier,
        drug_list,
        sign_in,
        second_factor,
        own,
        links,
        people,
        emergencies,
        audit,
        retention,
        settings,
        health,
    )
)


def init_app(app: Flask) -> None:
    """Register every route, the error pages and the headers of every reply.

    Raises ConfigError while a route does not say who may open it, or what it leaves in the audit.
    """
    compressed.init_app(app)
    for door in DOORS:
        app.register_blueprint(door)
    errors.init_app(app)
    headers.init_app(app)
    direction.init_app(app)
    access.refuse_undeclared(app)
    audited.init_app(app)

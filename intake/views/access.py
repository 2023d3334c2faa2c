"""Who may open what: every route declares one rule here, or the service does not start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from flask import Flask
from flask_security.decorators import auth_required

from intake.config import ConfigError

Rule = Literal[
    "anyone",  # no account and no visit: what it shows is no secret
    "patient",  # a browser that opened the visit; the patient's own views look for it
    "clinician",  # signed in
]
View = TypeVar("View", bound=Callable[..., Any])
RULE = "access_rule"  # the attribute of a view that names its rule

# Routes that libraries register: the sign-in library guards its own.
OTHERS: dict[str, Rule] = {
    "static": "anyone",
    "security.static": "anyone",
    "security.login": "anyone",
    "security.logout": "anyone",
    "security.verify": "anyone",
}


def anyone(view: View) -> View:
    """Declare that the route is open to all."""
    return _declare(view, "anyone")


def patient(view: View) -> View:
    """Declare that the route shows a visit that this browser has opened, and checks so itself."""
    return _declare(view, "patient")


def clinician(view: View) -> View:
    """Let in whoever is signed in; send everyone else to sign in."""
    guarded: View = auth_required("session")(view)
    return _declare(guarded, "clinician")


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """The rule declared for an endpoint, or None."""
    declared: Rule | None = getattr(app.view_functions[endpoint], RULE, None)
    return declared or OTHERS.get(endpoint)


def refuse_undeclared(app: Flask) -> None:
    """Raise ConfigError while a route has no declared rule."""
    for route in app.url_map.iter_rules():
        if rule_of(app, route.endpoint) is None:
            raise ConfigError(
                f"the route {route.rule} does not say who may open it: "
                "give its view a rule of intake/views/access.py"
            )


def _declare(view: View, rule: Rule) -> View:
    setattr(view, RULE, rule)
    return view

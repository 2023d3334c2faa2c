"""Who may open what: every route declares one rule here, or the service does not start."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from flask import Flask, abort, render_template, request
from flask_security import current_user
from flask_security.decorators import auth_required

from intake import store
from intake.actor import Actor
from intake.config import ConfigError
from intake.views.replies import Reply

Rule = Literal[
    "anyone",  # no account and no visit: what it shows is no secret
    "patient",  # a browser that opened the visit; the patient's own views look for it
    "clinician",  # signed in and a member of the clinic
]
P = ParamSpec("P")
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


# The clinic is never kept in the session: someone with two tabs in two clinics would act
# in the wrong one. A visit's address finds the clinic; every other address names it.


def clinician_of_clinic(
    view: Callable[Concatenate[Actor, store.Clinic, P], Reply],
) -> Callable[P, Reply]:
    """Let in a member of the clinic in ?at=; whoever works in several is asked which."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Reply:
        actors, slug = _actors(), request.args.get("at")
        if not slug and len(actors) != 1:
            return _choose([clinic for _, clinic in actors])
        for actor, clinic in actors:
            if slug in ("", None, clinic.slug):
                return view(actor, clinic, *args, **kwargs)
        abort(404)

    return _signed_in(guarded)


def clinician_of_visit(
    view: Callable[Concatenate[Actor, store.Visit, P], Reply],
) -> Callable[..., Reply]:
    """Let in a member of the clinic whose visit has the reference in the address, else 404."""

    @wraps(view)
    def guarded(reference: str, *args: P.args, **kwargs: P.kwargs) -> Reply:
        for actor, clinic in _actors():
            if visit := store.clinic_visit(clinic.id, reference):
                return view(actor, visit, *args, **kwargs)
        abort(404)

    return _signed_in(guarded)


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


def _signed_in(view: View) -> View:
    """Send to sign in whoever is not."""
    guarded: View = auth_required("session")(view)
    return _declare(guarded, "clinician")


def _declare(view: View, rule: Rule) -> View:
    setattr(view, RULE, rule)
    return view


def _actors() -> list[tuple[Actor, store.Clinic]]:
    """Who is signed in, once for each clinic they work in."""
    memberships = store.memberships(current_user.id)
    return [
        (
            Actor(
                user_id=current_user.id,
                name=current_user.name,
                clinic_id=one.clinic.id,
                roles=frozenset({one.role}),
                elsewhere=len(memberships) > 1,
            ),
            one.clinic,
        )
        for one in memberships
    ]


def _choose(clinics: list[store.Clinic]) -> Reply:
    """Ask for which clinic, and go on to the same address. What was posted is not done."""
    page = render_template(
        "clinic/choose.html",
        name=current_user.name,
        clinics=clinics,
        endpoint=request.endpoint,
        values=request.view_args,
    )
    return page, 200 if request.method == "GET" else 409

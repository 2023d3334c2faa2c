"""Who may open what: every route declares one rule here, or the service does not start."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from flask import Flask, abort, render_template, request

from intake import store
from intake.actor import Actor
from intake.config import ConfigError
from intake.services.accounts import sessions
from intake.store.people.records import Session
from intake.store.people.sessions import SessionOverError
from intake.views import browser_session, signing_in_first
from intake.views.actors import actors, in_emergency, session_in_use, use
from intake.views.replies import Reply
from intake.watch.requests import note_clinic

Rule = Literal[
    "anyone",  # no account and no visit: what it shows is no secret
    "patient",  # a browser that opened the visit; the patient's own views look for it
    "password given",  # the second factor may be missing: only to give it, or to sign out
    "signed in",  # someone's own account, whatever clinic they work in
    "member",  # works in the clinic, as whatever: what it shows holds no answers
    "doctor",  # works there as a doctor: what it shows may hold answers
    "administrator",  # works there as one: people, audit, settings
]
P = ParamSpec("P")
View = TypeVar("View", bound=Callable[..., Any])
OfClinic = Callable[Concatenate[Actor, store.Clinic, P], Reply]
OfAccount = Callable[Concatenate[Session, P], Reply]
OfVisit = Callable[Concatenate[Actor, store.Visit, P], Reply]
RULE = "access_rule"  # the attribute of a view that names its rule

OTHERS: dict[str, Rule] = {"static": "anyone"}  # routes that Flask registers


def anyone(view: View) -> View:
    """Declare that the route is open to all."""
    return _declare(view, "anyone")


def patient(view: View) -> View:
    """Declare that the route shows a visit that this browser has opened, and checks so itself."""
    return _declare(view, "patient")


def password_given(view: OfAccount[P]) -> Callable[P, Reply]:
    """Let in whoever gave their password, whatever else is missing. Shows nothing of a clinic."""
    return _of_account(view, "password given")


def signed_in(view: OfAccount[P]) -> Callable[P, Reply]:
    """Let in whoever is wholly signed in. What the view shows is their own account's."""
    return _of_account(view, "signed in")


def member_of_clinic(view: OfClinic[P]) -> Callable[P, Reply]:
    """Let in whoever works in the clinic of ?at=. What the view shows may hold no answers."""
    return _of_clinic(view, "member")


def doctor_of_clinic(view: OfClinic[P]) -> Callable[P, Reply]:
    """Let in a doctor of the clinic of ?at=; its other members get 403."""
    return _of_clinic(view, "doctor")


def administrator_of_clinic(view: OfClinic[P]) -> Callable[P, Reply]:
    """Let in an administrator of the clinic of ?at=; its other members get 403."""
    return _of_clinic(view, "administrator")


def member_of_visit(view: OfVisit[P]) -> Callable[..., Reply]:
    """Let in whoever works in the visit's clinic. What the view shows may hold no answers."""
    return _of_visit(view, "member")


def doctor_of_visit(view: OfVisit[P]) -> Callable[..., Reply]:
    """Let in a doctor of the visit's clinic; its other members get 403.

    In an emergency that they gave a reason for, these may read too.
    """
    return _of_visit(view, "doctor")


def administrator_of_visit(view: OfVisit[P]) -> Callable[..., Reply]:
    """Let in an administrator of the visit's clinic; its other members get 403."""
    return _of_visit(view, "administrator")


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


def _of_account(view: OfAccount[P], rule: Rule) -> Callable[P, Reply]:
    """Hand over the session."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Reply:
        return view(session_in_use(), *args, **kwargs)

    return _signed_in(guarded, rule)


# The clinic is never kept in the session: someone with two tabs in two clinics would act
# in the wrong one. A visit's address finds the clinic; every other address names it.


def _of_clinic(view: OfClinic[P], rule: Rule) -> Callable[P, Reply]:
    """Find the clinic that ?at= names; whoever works in several is asked which."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Reply:
        every, slug = actors(), request.args.get("at")
        fitting = [one for one in every if _may(one[0], rule)] or every
        chosen = [one for one in every if one[1].slug == slug] if slug else fitting
        if not slug and len(chosen) != 1:
            return _choose([clinic for _, clinic in chosen])
        for actor, clinic in chosen:
            note_clinic(request.environ, clinic.id)
            return (
                view(actor, clinic, *args, **kwargs) if _may(actor, rule) else _refuse(clinic, rule)
            )
        abort(404)

    return _signed_in(guarded, rule)


def _of_visit(view: OfVisit[P], rule: Rule) -> Callable[..., Reply]:
    """Find the visit whose reference stands in the address, in the clinics they work in."""

    @wraps(view)
    def guarded(reference: str, *args: P.args, **kwargs: P.kwargs) -> Reply:
        for actor, clinic in actors():
            find = store.visit_to_erase if rule == "administrator" else store.clinic_visit
            if visit := find(clinic.id, reference):
                note_clinic(request.environ, clinic.id)
                reader = in_emergency(actor, visit) if rule == "doctor" else actor
                may = reader.in_emergency or _may(reader, rule)
                return view(reader, visit, *args, **kwargs) if may else _refuse(clinic, rule, visit)
        abort(404)

    return _signed_in(guarded, rule)


def _signed_in(view: Callable[P, Reply], rule: Rule) -> Callable[P, Reply]:
    """Send to sign in whoever is not, and to their second factor whoever has not given it."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Reply:
        session = browser_session.current()
        if session is None:
            return signing_in_first.with_password()
        missing = sessions.stage(session)
        if missing != "whole" and rule != "password given":
            return signing_in_first.with_factor(missing)
        use(session)
        try:
            browser_session.note_use(session)
            return view(*args, **kwargs)
        except SessionOverError:
            return signing_in_first.with_password()

    return _declare(guarded, rule)


def _declare(view: View, rule: Rule) -> View:
    setattr(view, RULE, rule)
    return view


def _may(actor: Actor, rule: Rule) -> bool:
    """Whether what they are in the clinic is enough."""
    needed = rule in ("doctor", "administrator")
    return rule in actor.roles if needed else bool(actor.roles)


def _refuse(clinic: store.Clinic, rule: Rule, visit: store.Visit | None = None) -> Reply:
    """Say that they have no right to this in their own clinic, and whom to ask."""
    page = render_template(
        "clinic/refused.html",
        name=session_in_use().person.name,
        clinic=clinic,
        rule=rule,
        visit=visit,
    )
    return page, 403


def _choose(clinics: list[store.Clinic]) -> Reply:
    """Ask for which clinic, and go on to the same address. What was posted is not done."""
    page = render_template(
        "clinic/choose.html",
        name=session_in_use().person.name,
        clinics=clinics,
        endpoint=request.endpoint,
        values=request.view_args,
    )
    return page, 200 if request.method == "GET" else 409

"""Who may open a page of a visit's form: the browser that opened the visit, and used it lately."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NoReturn, ParamSpec

from flask import abort, make_response, redirect, request, url_for

from intake import store
from intake.views.access import patient
from intake.views.patient import birth_date, language
from intake.views.patient.form_page import View
from intake.views.patient.not_saved import cannot_open
from intake.views.patient.opened_visits import (
    clinic_of_handle,
    is_open,
    key_of,
    note_use,
    open_to_browser,
    pointed,
)
from intake.watch.requests import note_clinic

P = ParamSpec("P")


def for_opened_visit(
    view: Callable[Concatenate[store.Visit, P], View],
) -> Callable[..., View]:
    """Let the view have the visit that this browser has opened under the handle, else refuse."""

    @wraps(view)
    def guarded(handle: str, *args: P.args, **kwargs: P.kwargs) -> View:
        visit = language.of_visit(pointed(handle) or refuse())
        note_clinic(request.environ, visit.clinic.id)
        if not is_open(visit):
            if not key_of(visit):
                refuse()
            if asks := _ask_again(visit):
                return asks
        language.keep_choice(visit)
        note_use(visit)
        return view(visit, *args, **kwargs)

    return patient(guarded)


def _ask_again(visit: store.Visit) -> View | None:
    """Ask for the date of birth of a form that this browser did not use for a while.

    None once it is right and something else was posted with it, which is then to be saved.
    """
    if request.method == "GET":
        here = request.full_path.rstrip("?").removeprefix(f"/form/{store.handle_of(visit)}")
        return redirect(_open_at(visit, here.lstrip("/")), 303)
    asks = birth_date.again(visit)
    if asks is None:
        open_to_browser(visit)
    return asks


def _open_at(visit: store.Visit, place: str) -> str:
    handle = store.handle_of(visit)
    return url_for("patient.open_form", handle=handle, to=place or None)


def for_pointed_visit(
    view: Callable[Concatenate[store.Visit, P], View],
) -> Callable[..., View]:
    """Let the view have the visit whose link this browser has followed, else refuse."""

    @wraps(view)
    def guarded(handle: str, *args: P.args, **kwargs: P.kwargs) -> View:
        visit = language.of_visit(pointed(handle) or refuse())
        language.keep_choice(visit)
        return view(visit, *args, **kwargs)

    return patient(guarded)


def refuse() -> NoReturn:
    """Answer 404, the same for every reason, with what was typed if anything was."""
    handle = str((request.view_args or {}).get("handle", ""))
    abort(make_response(*cannot_open(clinic_of_handle(handle) if handle else None)))

"""A page of questions in the browser: read what was posted, show what it became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, current_app, g, make_response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from intake import store
from intake.forms.build import PageForm
from intake.languages import Message
from intake.questionnaires import Page, Questionnaire
from intake.services.filling.answers import Typed
from intake.spoken import gettext, said
from intake.views.patient import not_saved
from intake.views.patient.language import answer, chosen

View = str | tuple[str, int] | Response
LATER = "later"  # the value of the button "Save and come back later"
BACK = "back"  # and of "Back", which saves too
PARTS = "parts"  # and of "All parts"
SAME = "same"  # and of "Same as the last one", which saves nothing
TOO_OLD = Message(
    "This page was open too long or in another window. What you saved is safe, what you typed "
    "here is not saved yet. Check it, then press the button once more"
)


def take_post(form: PageForm) -> bool:
    """Read the posted answers; True if they can be saved. 400 for keys never asked for.

    Whoever stops early is not kept by a wrong answer: it is saved as it was typed. Whoever only
    changes the language, or has something filled in, saves nothing.
    """
    if form.unknown_keys(request.form.keys()):
        abort(make_response(not_saved.other_questions()))
    if chosen() or wants_same():  # the same page once more, with all that was typed
        form.post(request.form, complete=False)
        form.forgive()
        return False
    early = stops_early()
    right = form.post(request.form, complete=not early)
    return (right or early) and not is_stale()


def typed_in(form: PageForm, seen: str) -> Typed:
    """What a posted page is to be saved as."""
    sure = tuple(request.form.getlist("sure"))
    unread = form.unread(request.form) if stops_early() else {}
    return Typed(form.answers(), seen, unread, () if stops_early() else sure)


def wants_later() -> bool:
    """Whether the patient asked to stop here for now."""
    return request.form.get("then") == LATER


def wants_back() -> bool:
    """Whether the patient asked for the page before."""
    return request.form.get("then") == BACK


def wants_parts() -> bool:
    """Whether the patient asked for the list of parts."""
    return request.form.get("then") == PARTS


def wants_same() -> bool:
    """Whether the patient asked to have filled in what the last entry says."""
    return request.form.get("then") == SAME


def stops_early() -> bool:
    """Whether the patient leaves the page before it is complete."""
    return wants_later() or wants_back() or wants_parts()


def is_stale() -> bool:
    """Whether the post came without a token that is good now: it is shown again, not saved."""
    return bool(g.get("stale_post"))


def show_stale() -> View:
    """Show the posted page once more, with all that was typed and a new token."""
    g.stale_post = True
    view = current_app.view_functions[str(request.endpoint)]
    try:
        return make_response(view(**(request.view_args or {})))
    except HTTPException as error:  # an error's handler may raise none
        return make_response(error.get_response())


@dataclass(frozen=True)
class Changed:
    """The answers that another window or device saved since this page was drawn."""

    entry: bool  # of one entry of a list, not of a whole page
    gone: bool  # the entry was taken off the list
    saved: list[tuple[str, str]]  # questions answered otherwise there, and how

    @classmethod
    def of(cls, page: Page, saved: Mapping[str, Any] | None, given: Mapping[str, Any]) -> Changed:
        """What differs between what is saved and what was typed here."""
        there = saved or {}
        rows = [
            (q.patient, answer(q, there[q.id]) if q.id in there else gettext("Not answered"))
            for q in page.questions
            if saved is not None and there.get(q.id) != given.get(q.id)
        ]
        return cls(page.repeats, saved is None, rows)


@dataclass(frozen=True)
class ReadBack:
    """A date as it was typed, as it was read, and where it is changed."""

    said: str  # "last summer"
    days: str  # "June to August 2026"
    change: str  # an address


@dataclass(frozen=True)
class Same:
    """What a new entry may take over from the last one, at one tap."""

    name: str  # what the last one is called
    rows: list[tuple[str, str]]  # questions, and what it says there
    before: str  # the question above which the button stands
    filled: bool  # it was pressed


@dataclass(frozen=True)
class Place:
    """Where a page of questions stands."""

    progress: str  # "Page 3 of 10"
    back: str  # address of the page before; "" if there is none
    heading: str = ""  # in place of the page's own
    link: str = ""  # the link to come back with, when it is to be shown
    code: str = ""  # the code to type instead
    home: str = ""  # and where
    seen: str = ""  # the stamp of the answers that the page is drawn from
    start: str = ""  # the key of one start at the open door
    entry: str = ""  # the id that a new entry will have
    changed: Changed | None = None
    keep: str = ""  # under what the browser may keep what is typed until it is saved
    about: str = ""  # whom the clinic booked, where that was confirmed and is not asked here
    helped: bool = False  # somebody else fills in the form for the patient
    read_back: tuple[ReadBack, ...] = ()  # dates in words, from the page before
    same: Same | None = None
    problem: str = ""  # what keeps the whole page from being saved


def show_page(
    clinic: store.Clinic, questionnaire: Questionnaire, form: PageForm, place: Place
) -> View:
    """A page of questions: 422 if what was posted has errors, 409 if others came between."""
    problems = form.problems()
    if is_stale():
        place = replace(place, problem=said(TOO_OLD))
    if place.problem:
        problems.append((f"#{next(form.fields()).first_input}", place.problem))
    html = render_template(
        "patient/page.html",
        clinic=clinic,
        questionnaire=questionnaire,
        form=form,
        page=form.page,
        place=place,
        problems=problems,
    )
    if is_stale():
        return html, 400
    if place.changed:
        return html, 409
    return (html, 422) if problems and request.method == "POST" else html


def posted_seen() -> str:
    """The stamp that the posted page carried."""
    return request.form.get("seen", "")

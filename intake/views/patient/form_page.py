"""A page of questions in the browser: read what was posted, show what it became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, make_response, render_template, request
from werkzeug.wrappers import Response

from intake import store
from intake.forms.build import PageForm
from intake.questionnaires import Page, Questionnaire
from intake.questionnaires.display import display
from intake.views.patient import not_saved

View = str | tuple[str, int] | Response
RETURNING = "?from=check"  # leads back to the check page
LATER = "later"  # the value of the button "Save and come back later"


def take_post(form: PageForm) -> bool:
    """Read the posted answers; True if they can be saved. 400 for keys never asked for."""
    if form.unknown_keys(request.form.keys()):
        abort(make_response(not_saved.other_questions()))
    return form.post(request.form, complete=not wants_later())


def wants_later() -> bool:
    """Whether the patient asked to stop here for now."""
    return request.form.get("then") == LATER


def from_check() -> bool:
    """Whether the patient came from the check page and wants to return to it."""
    return request.args.get("from") == "check"


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
            (q.patient, display(q, there[q.id], "patient") if q.id in there else "Not answered")
            for q in page.questions
            if saved is not None and there.get(q.id) != given.get(q.id)
        ]
        return cls(page.repeats, saved is None, rows)


@dataclass(frozen=True)
class Place:
    """Where a page of questions stands."""

    progress: str  # "Page 3 of 10"
    back: str  # address of the page before; "" if there is none
    heading: str = ""  # in place of the page's own
    link: str = ""  # the link to come back with, when it is to be shown
    seen: str = ""  # the stamp of the answers that the page is drawn from
    start: str = ""  # the key of one start at the open door
    entry: str = ""  # the id that a new entry will have
    changed: Changed | None = None
    problem: str = ""  # what keeps the whole page from being saved


def show_page(
    clinic: store.Clinic, questionnaire: Questionnaire, form: PageForm, place: Place
) -> View:
    """A page of questions: 422 if what was posted has errors, 409 if others came between."""
    problems = form.problems()
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
    if place.changed:
        return html, 409
    return (html, 422) if problems else html


def posted_seen() -> str:
    """The stamp that the posted page carried."""
    return request.form.get("seen", "")

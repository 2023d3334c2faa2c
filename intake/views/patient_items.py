"""A page that repeats: the list of medicines, and one small page for each."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, jsonify, redirect, render_template, request, url_for

from intake import clock, drugs
from intake.forms.build import PageForm
from intake.questionnaires.display import display
from intake.questionnaires.model import Page
from intake.questionnaires.response import unasked_in
from intake.views.patient_forms import RETURNING, Place, View, from_check, show_page, take_post
from intake.views.patient_journey import Journey, address
from intake.views.patient_session import opened

Item = dict[str, Any]
MOST_ITEMS = 200
LONGEST_PREFIX = 80


def listing(journey: Journey, page: Page) -> View:
    """Show what was added so far; Continue goes on."""
    if request.method == "POST":
        return redirect(journey.after(page), 303)
    return render_template(
        "patient/items.html",
        clinic=journey.visit.clinic,
        questionnaire=journey.form,
        page=page,
        items=[summary(page, one) for one in items(journey, page)],
        full=len(items(journey, page)) >= MOST_ITEMS,
        progress=journey.progress(page),
        back=journey.before(page),
        query=RETURNING if from_check() else "",
    )


def item(page_id: str, place: str) -> View:
    """Add an item ("new") or change the one at this place, counted from 1."""
    journey, page = _list_page(page_id)
    listed = items(journey, page)
    at = _index(place, len(listed))
    form = PageForm(
        page,
        {**journey.answers, **(listed[at] if at < len(listed) else {})},
        clock.today(journey.visit.clinic.time_zone),
    )
    if request.method == "POST" and take_post(form):
        kept = unasked_in(page, listed[at]) if at < len(listed) else {}
        given = {**form.answers(), **kept}
        if at < len(listed) or given not in listed:  # a second tap on Continue adds nothing
            listed[at : at + 1] = [given]
        journey.save(page, {page.id: listed})
        return redirect(_list_address(page), 303)
    heading = "Change a medicine" if at < len(listed) else "Add a medicine"
    position = Place(journey.progress(page), back=_list_address(page), heading=heading)
    return show_page(journey.visit.clinic, journey.form, form, position)


def remove(page_id: str, place: int) -> View:
    """Ask, then remove the item at this place."""
    journey, page = _list_page(page_id)
    listed = items(journey, page)
    at = _index(str(place), len(listed))
    name = title(page, listed[at]) if at < len(listed) else ""
    if request.method == "GET" and name:
        return render_template(
            "patient/remove.html", clinic=journey.visit.clinic, name=name, back=_list_address(page)
        )
    # Named, so that a second tap does not remove the next one.
    if name and request.form.get("name") == name:
        journey.save(page, {page.id: listed[:at] + listed[at + 1 :]})
    return redirect(_list_address(page), 303)


def suggest() -> Response:
    """Names that begin like, or nearly like, what is typed."""
    return jsonify(drugs.suggest(request.args.get("q", "")[:LONGEST_PREFIX]))


def items(journey: Journey, page: Page) -> list[Item]:
    """What was added so far, as a list of its own."""
    return list(journey.answers.get(page.id, []))


def title(page: Page, one: Item) -> str:
    """What the patient calls an item: the answer to its first question."""
    return str(one.get(page.questions[0].id, ""))


def summary(page: Page, one: Item) -> tuple[str, str]:
    """An item's name and its other answers in the patient's words."""
    rest = [display(q, one[q.id], "patient") for q in page.questions[1:] if q.id in one]
    return title(page, one), " · ".join(rest)


def _list_page(page_id: str) -> tuple[Journey, Page]:
    journey = Journey.of(opened())
    page = journey.page(page_id)
    if not page.repeats or page not in journey.pages or not journey.visit.open_to_patient:
        abort(redirect(url_for("patient.page", page_id=page_id), 303))
    return journey, page


def _list_address(page: Page) -> str:
    return address(page, returning=from_check())


def _index(place: str, count: int) -> int:
    if place == "new":
        return count if count < MOST_ITEMS else abort(404)
    if not place.isdecimal() or not 1 <= int(place[:6]) <= count:
        abort(404)
    return int(place) - 1

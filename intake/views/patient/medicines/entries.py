"""A page that repeats: the list of medicines, and one small page for each."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace

from flask import (
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from intake import drugs, store
from intake.draft import FULL, Entry
from intake.forms.build import PageForm
from intake.questionnaires import Page
from intake.services.filling.answers import (
    ChangedError,
    ClosedError,
    FullError,
    HiddenError,
    TooLongError,
    Typed,
    entry_stamp,
    remove_entry,
    save_entry,
)
from intake.spoken import gettext
from intake.views.patient import not_saved, outcomes
from intake.views.patient.form_page import (
    Place,
    View,
    is_stale,
    posted_seen,
    show_page,
    stops_early,
    take_post,
    typed_in,
    wants_back,
    wants_later,
    wants_parts,
    wants_same,
)
from intake.views.patient.journey import Journey
from intake.views.patient.medicines import pasted, same
from intake.views.patient.medicines.shown import entries, list_page, shown_entry, unread
from intake.views.patient.opened_visits import may_answer
from intake.views.patient.overview import came_from
from intake.views.patient.read_back import unconfirmed

LONGEST_PREFIX = 80
ENTRY_ID = re.compile(r"[0-9a-f]{8}")


def listing(journey: Journey, page: Page) -> View:
    """Show what was added so far; Continue goes on, and reads what stands in the box first."""
    if request.method == "POST":
        return pasted.post(journey, page)
    return list_page(journey, page)


def new(visit: store.Visit, page_id: str) -> View:
    """Add an entry. Its id is made with the page, so that a second tap is the same entry."""
    journey, page = _list_page(visit, page_id)
    if request.method == "GET" and len(entries(journey, page)) >= FULL:
        abort(404)
    posted = request.form.get("entry", "")
    entry_id = posted if ENTRY_ID.fullmatch(posted) else secrets.token_hex(4)
    place = Place(
        journey.progress(page),
        back=_list_address(journey, page),
        keep=journey.handle,
        helped=journey.helped,
        heading=gettext("Add a medicine"),
        seen=posted_seen(),
        entry=entry_id,
    )
    return _entry_page(journey, page, entry_id, None, place)


def change(visit: store.Visit, page_id: str, entry_id: str) -> View:
    """Show an entry; save what is posted in its place."""
    journey, page = _list_page(visit, page_id)
    entry = entries(journey, page).get(entry_id)
    if not ENTRY_ID.fullmatch(entry_id) or (entry is None and request.method == "GET"):
        return not_saved.not_on_the_list(_list_address(journey, page))
    place = Place(
        journey.progress(page),
        back=_back(journey, page, entry_id),
        keep=journey.handle,
        helped=journey.helped,
        heading=pasted.heading() or gettext("Change a medicine"),
        seen=posted_seen() if request.method == "POST" else _stamp(journey, page, entry_id),
    )
    return _entry_page(journey, page, entry_id, entry, place)


def remove(visit: store.Visit, page_id: str, entry_id: str) -> View:
    """Ask, then remove the entry. One that was changed meanwhile is shown and asked again."""
    journey, page = _list_page(visit, page_id)
    if not ENTRY_ID.fullmatch(entry_id):
        return not_saved.not_on_the_list(_list_address(journey, page))
    entry = entries(journey, page).get(entry_id)
    if entry is None:
        return redirect(_list_address(journey, page), 303)
    if request.method == "GET" or is_stale():
        asks = _ask_to_remove(journey, page, entry, _stamp(journey, page, entry_id))
        return (asks, 400) if is_stale() else asks
    try:
        remove_entry(visit, page, entry_id, posted_seen())
    except ChangedError as error:
        saved = error.saved or {}
        return _ask_to_remove(journey, page, saved, entry_stamp(saved), again=True), 409
    except ClosedError:
        return outcomes.closed(journey, page)
    return redirect(_list_address(journey, page), 303)


def suggest() -> Response:
    """Names that begin like, or nearly like, what is typed."""
    return jsonify(drugs.suggest(request.form.get("q", "")[:LONGEST_PREFIX]))


def _entry_page(
    journey: Journey, page: Page, entry_id: str, entry: Entry | None, place: Place
) -> View:
    form = journey.page_form(page, entry)
    form.ask_about(unconfirmed(journey, page, entry) if entry else ())
    if request.method == "GET":
        form.show_unread(unread(journey, page, entry_id))
    if request.method == "GET" or not take_post(form):
        if wants_same():
            same.fill_in(journey, form, entry_id)
        place = replace(place, same=same.offer(journey, form, entry_id))
        return show_page(journey.visit.clinic, journey.form, form, place)
    typed = typed_in(form, place.seen)
    if (wants_back() or wants_parts()) and entry is None and not typed.kept:
        return redirect(journey.list_of_parts(page) if wants_parts() else place.back, 303)
    return _save(journey, form, entry_id, typed, place)


def _save(journey: Journey, form: PageForm, entry_id: str, typed: Typed, place: Place) -> View:
    page, clinic = form.page, journey.visit.clinic
    try:
        saved = replace(journey, saved=save_entry(journey.visit, page, entry_id, typed))
    except ChangedError as error:
        place = outcomes.changed(place, page, error, typed.given)
        return show_page(clinic, journey.form, form, place)
    except (FullError, TooLongError) as error:
        return show_page(clinic, journey.form, form, outcomes.over(place, error))
    except HiddenError:
        return outcomes.not_shown(Journey.of(journey.visit))
    except ClosedError:
        return outcomes.closed(journey, page)
    if not stops_early() and unconfirmed(saved, page, entries(saved, page).get(entry_id, {})):
        return redirect(_entry_address(journey, page, entry_id), 303)
    return redirect(_onward(journey, page, place), 303)


def _onward(journey: Journey, page: Page, place: Place) -> str:
    """Where a saved entry leads: where its button says, else the next of a list, or back."""
    if wants_later() or wants_parts():
        return journey.onward(page)
    return (not wants_back() and pasted.following(journey, page)) or place.back


def _ask_to_remove(
    journey: Journey, page: Page, entry: Entry, seen: str, *, again: bool = False
) -> str:
    return render_template(
        "patient/remove.html",
        clinic=journey.visit.clinic,
        entry=shown_entry(page, entry),
        seen=seen,
        again=again,
        stale=is_stale(),
        back=_list_address(journey, page),
    )


def _stamp(journey: Journey, page: Page, entry_id: str) -> str:
    entry = entries(journey, page).get(entry_id)
    return entry_stamp(entry, unread(journey, page, entry_id))


def _list_page(visit: store.Visit, page_id: str) -> tuple[Journey, Page]:
    journey = Journey.of(visit)
    page = journey.page(page_id)
    if not may_answer(visit):
        abort(make_response(outcomes.to_receipt(journey, page)))
    if page not in journey.pages:
        abort(make_response(outcomes.not_shown(journey)))
    if not page.repeats:
        abort(redirect(journey.address(page), 303))
    return journey, page


def _entry_address(journey: Journey, page: Page, entry_id: str) -> str:
    """Where the entry is changed, with what leads on from there."""
    own = url_for("patient.change", handle=journey.handle, page_id=page.id, entry_id=entry_id)
    query = request.query_string.decode("ascii", "ignore")
    return f"{own}?{query}" if query else own


def _list_address(journey: Journey, page: Page) -> str:
    return journey.address(page, came_from.kept())


def _back(journey: Journey, page: Page, entry_id: str) -> str:
    """Where an entry leads back to: its row of the check page, if it was opened there."""
    opened_there = came_from.from_check() and came_from.row() == entry_id
    return journey.check() if opened_there else _list_address(journey, page)

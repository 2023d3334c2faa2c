"""The same as the last one: what an entry may take over from the one before it, at one tap.

When it was begun and that it is still taken are often the same for several; name, dose, reason and
when it was stopped are each one's own. The patient sees what is filled in and saves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake.draft import Entry
from intake.forms.build import PageForm
from intake.partial_date import UNKNOWN, is_unknown
from intake.questionnaires import Page
from intake.questionnaires.response import shown_questions
from intake.views.patient.form_page import Same, wants_same
from intake.views.patient.journey import Journey
from intake.views.patient.medicines.shown import entries, shown_entry

START, ORDER, STILL = "med.start", "med.order", "med.still"  # roles


def offer(journey: Journey, form: PageForm, entry_id: str) -> Same | None:
    """What one tap fills in; None where nothing may be taken over, or something is answered."""
    last = _before(journey, form.page, entry_id)
    taken = _taken(journey, form.page, last)
    saved = entries(journey, form.page).get(entry_id, {})
    if not taken or not (taken.keys().isdisjoint(saved) or wants_same()):
        return None
    shown = shown_entry(form.page, {**taken, **_named(form.page, last)})
    return Same(shown.name, shown.rows, before=next(iter(taken)), filled=wants_same())


def fill_in(journey: Journey, form: PageForm, entry_id: str) -> None:
    """Put into the form what is the same; what was typed already stays, a date with its order."""
    taken = _taken(journey, form.page, _before(journey, form.page, entry_id))
    empty = {field.question.id for field in form.fields() if field.is_empty}
    begun = [q.id for q in form.page.questions if q.role in (START, ORDER)]
    if not empty.issuperset(key for key in begun if key in form):
        empty -= set(begun)
    for key in taken.keys() & empty:
        form[key].process_data(taken[key])


def _before(journey: Journey, page: Page, entry_id: str) -> Entry:
    """The entry above this one, or above a new one; {} for the first."""
    own = entries(journey, page)
    place = list(own).index(entry_id) if entry_id in own else len(own)
    return list(own.values())[place - 1] if place else {}


def _taken(journey: Journey, page: Page, last: Entry) -> dict[str, Any]:
    """What of an entry may be true of the next one too, by question."""
    by_role = {q.role: last[q.id] for q in page.questions if q.id in last}
    begun = not is_unknown(by_role.get(START, UNKNOWN))
    kept = {START, ORDER} if begun else set()
    kept |= {STILL} if by_role.get(STILL) == "yes" else set()
    taken = {q.id: last[q.id] for q in page.questions if q.role in kept and q.id in last}
    asked = shown_questions(page, {**journey.response.answers, **taken})
    return {q.id: taken[q.id] for q in asked if q.id in taken}


def _named(page: Page, entry: Mapping[str, Any]) -> dict[str, Any]:
    name = page.questions[0].id
    return {name: entry[name]} if name in entry else {}

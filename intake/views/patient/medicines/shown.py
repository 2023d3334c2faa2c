"""The list of entries as it stands: what each is called, and what is still missing in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request, url_for

from intake.draft import FULL, Entry, place_of
from intake.questionnaires import Page
from intake.questionnaires.response import blank, shown_questions
from intake.services.filling.answers import Unread
from intake.spoken import gettext
from intake.views.patient.journey import Journey
from intake.views.patient.language import answer
from intake.views.patient.overview import came_from
from intake.views.patient.read_back import read_back

BOX = "list"  # where a whole list may be typed


@dataclass(frozen=True)
class Shown:
    """An entry in the patient's words: what it is called, and its other answers with labels."""

    name: str
    rows: list[tuple[str, str]]
    id: str = ""
    unfinished: bool = False  # an answer that is needed is missing, or could not be read
    change: str = ""  # where to change it


def list_page(journey: Journey, page: Page, problem: str = "", *, asks: bool = False) -> str:
    """The list; `asks` whether there is really nothing to add."""
    origin = came_from.kept()
    return render_template(
        "patient/entries.html",
        clinic=journey.visit.clinic,
        questionnaire=journey.form,
        page=page,
        entries=shown(
            journey, page, lambda entry_id: entry_address(journey, page, entry_id, origin)
        ),
        full=len(entries(journey, page)) >= FULL,
        progress=journey.progress(page),
        back=journey.before(page),
        origin=origin,
        keep=journey.handle,
        typed=request.form.get(BOX, ""),
        problem=problem,
        read_back_dates=read_back(journey, page) if request.method == "GET" else (),
        asks=asks,
    )


def entries(journey: Journey, page: Page) -> dict[str, Entry]:
    """What was added so far, by id, in order."""
    return dict(journey.draft.entries.get(page.id, {}))


def shown(journey: Journey, page: Page, address: Callable[[str], str]) -> list[Shown]:
    """What was added so far as it is shown; `address` says where an entry is changed."""
    return [
        replace(
            shown_entry(page, entry),
            id=entry_id,
            unfinished=_is_unfinished(journey, page, entry_id),
            change=address(entry_id),
        )
        for entry_id, entry in entries(journey, page).items()
    ]


def shown_entry(page: Page, entry: Entry) -> Shown:
    """An entry's name and its other answers, each with its question."""
    name, *rest = page.questions
    rows = [(one.patient, answer(one, entry[one.id])) for one in rest if one.id in entry]
    return Shown(str(entry.get(name.id, "")) or gettext("No name yet"), rows)


def entry_address(journey: Journey, page: Page, entry_id: str, query: Mapping[str, Any]) -> str:
    """Where an entry is changed."""
    return url_for(
        "patient.change", handle=journey.handle, page_id=page.id, entry_id=entry_id, **query
    )


def _is_unfinished(journey: Journey, page: Page, entry_id: str) -> bool:
    """Whether an answer that is needed is missing there, or something could not be read."""
    entry = entries(journey, page)[entry_id]
    missing = (q for q in shown_questions(page, entry) if q.required and blank(entry.get(q.id)))
    return bool(unread(journey, page, entry_id)) or any(missing)


def unread(journey: Journey, page: Page, entry_id: str) -> Unread:
    """What was typed in an entry and is no answer yet."""
    return journey.draft.unread.get(place_of(page.id, entry_id), {})

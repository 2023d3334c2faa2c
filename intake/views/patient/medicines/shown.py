"""The list of entries as it stands: what each is called, and what is still missing in it."""

from __future__ import annotations

from flask import render_template, request

from intake.draft import FULL, Entry, place_of
from intake.questionnaires import Page
from intake.questionnaires.response import blank, shown_questions
from intake.services.filling.answers import Unread
from intake.spoken import gettext
from intake.views.patient.form_page import RETURNING, from_check
from intake.views.patient.journey import Journey
from intake.views.patient.language import answer
from intake.views.patient.read_back import read_back

BOX = "list"  # where a whole list may be typed


def list_page(journey: Journey, page: Page, problem: str = "", *, asks: bool = False) -> str:
    """The list; `asks` whether there is really nothing to add."""
    own = entries(journey, page)
    return render_template(
        "patient/entries.html",
        clinic=journey.visit.clinic,
        questionnaire=journey.form,
        page=page,
        entries=[
            (entry_id, *summary(page, one), _is_unfinished(journey, page, entry_id))
            for entry_id, one in own.items()
        ],
        full=len(own) >= FULL,
        progress=journey.progress(page),
        back=journey.before(page),
        query=RETURNING if from_check() else "",
        keep=journey.handle,
        typed=request.form.get(BOX, ""),
        problem=problem,
        read_back_dates=read_back(journey, page) if request.method == "GET" else (),
        asks=asks,
    )


def entries(journey: Journey, page: Page) -> dict[str, Entry]:
    """What was added so far, by id, in order."""
    return dict(journey.draft.entries.get(page.id, {}))


def title(page: Page, entry: Entry) -> str:
    """What the patient calls an entry: the answer to its first question."""
    return str(entry.get(page.questions[0].id, "")) or gettext("No name yet")


def summary(page: Page, entry: Entry) -> tuple[str, str]:
    """An entry's name and its other answers in the patient's words."""
    rest = [answer(q, entry[q.id]) for q in page.questions[1:] if q.id in entry]
    return title(page, entry), " · ".join(rest)


def _is_unfinished(journey: Journey, page: Page, entry_id: str) -> bool:
    """Whether an answer that is needed is missing there, or something could not be read."""
    entry = entries(journey, page)[entry_id]
    missing = (q for q in shown_questions(page, entry) if q.required and blank(entry.get(q.id)))
    return bool(unread(journey, page, entry_id)) or any(missing)


def unread(journey: Journey, page: Page, entry_id: str) -> Unread:
    """What was typed in an entry and is no answer yet."""
    return journey.draft.unread.get(place_of(page.id, entry_id), {})

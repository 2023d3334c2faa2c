"""What was understood, shown to the patient: dates in words, and what can hardly be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake import clock
from intake.partial_date import PartialDate
from intake.questionnaires import Page
from intake.questionnaires.doubts import Doubt, doubts_among
from intake.questionnaires.response import shown_questions
from intake.spoken import current
from intake.views.patient.form_page import ReadBack
from intake.views.patient.journey import Journey
from intake.views.patient.overview import came_from


def read_back(journey: Journey, page: Page) -> tuple[ReadBack, ...]:
    """The dates in words of the page before; a list shows its own, the check page all."""
    place = journey.pages.index(page)
    if place == 0 or came_from.from_check():
        return ()
    before = journey.pages[place - 1]
    known = [
        (one.id, PartialDate.answered(journey.response.answers.get(one.id)))
        for one in ([] if before.repeats else before.questions)
        if one.kind == "partdate"
    ]
    return tuple(
        ReadBack(day.said, day.in_words(current().code, whole=True), _field(journey, before, key))
        for key, day in known
        if day and day.said
    )


def unconfirmed(
    journey: Journey, page: Page, entry: Mapping[str, Any] | None = None
) -> list[Doubt]:
    """What can hardly be of a page's saved answers, or of an entry's, and is not confirmed."""
    given = journey.response.answers if entry is None else entry
    asked = journey.response.questions(page) if entry is None else shown_questions(page, entry)
    born = PartialDate.answered(journey.response.value("dob"))
    found = doubts_among(asked, given, born, clock.today(journey.visit.clinic.time_zone))
    return [one for one in found if one.key not in journey.draft.sure]


def _field(journey: Journey, page: Page, question_id: str) -> str:
    return f"{journey.address(page)}#{question_id}"

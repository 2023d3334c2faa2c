"""What was worked out of dates in words, shown on the page that follows: a mistake is seen."""

from __future__ import annotations

from intake.partial_date import PartialDate
from intake.questionnaires import Page
from intake.spoken import current
from intake.views.patient.form_page import ReadBack, from_check
from intake.views.patient.journey import Journey


def read_back(journey: Journey, page: Page) -> tuple[ReadBack, ...]:
    """The dates in words of the page before; a list shows its own, the check page all."""
    place = journey.pages.index(page)
    if place == 0 or from_check():
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


def _field(journey: Journey, page: Page, question_id: str) -> str:
    return f"{journey.address(page)}#{question_id}"

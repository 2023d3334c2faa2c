"""Answers that can hardly be, as the page tells of them; the patient was asked about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from intake.partial_date import PartialDate
from intake.questionnaires import Response
from intake.questionnaires.doubts import Doubt, doubts_in

CONFIRMED = "the patient confirmed it"


def doubts(response: Response, today: date, sure: Collection[str] = ()) -> tuple[str, ...]:
    """What can hardly be, a phrase each, in the form's order; `sure` are the keys confirmed."""
    born = PartialDate.answered(response.value("dob"))
    unborn = [f"date of birth {born} lies after the day of sending"]
    found = [
        f"{name}: {told(doubt, sure)}" if name else told(doubt, sure)
        for name, doubt in doubts_in(response, today)
    ]
    return (*(unborn if born and born.earliest > today else ()), *found)


def told(doubt: Doubt, sure: Collection[str]) -> str:
    """What the clinician reads of a doubt."""
    return f"{doubt.tells} ({CONFIRMED})" if doubt.key in sure else doubt.tells

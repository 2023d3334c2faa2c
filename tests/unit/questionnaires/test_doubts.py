"""Answers that can hardly be: each is asked about, and what is confirmed holds for it alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from intake.partial_date import PartialDate
from intake.questionnaires import Questionnaire
from intake.questionnaires.doubts import Doubt, doubts_among

TODAY, BORN = date(2026, 11, 22), PartialDate.parse("1990-05-17")


def about(form: Questionnaire, page_id: str, answers: dict[str, Any]) -> list[Doubt]:
    page = form.page(page_id)
    assert page
    return doubts_among(page.questions, answers, BORN, TODAY)


@pytest.mark.parametrize(
    ("page", "answers", "asks"),
    [
        ("twitching", {"hpi.onset": "1980"}, "before the date of birth"),
        ("twitching", {"hpi.onset": "1988/1990 as a baby"}, ""),
        ("twitching", {"hpi.onset": "1988-01/1990-04 before"}, "before the date of birth"),
        ("twitching", {"hpi.onset": "2027"}, "still to come"),
        ("twitching", {"hpi.onset": "2026-12/2027-02 next winter"}, "still to come"),
        ("twitching", {"hpi.onset": "unknown since childhood"}, ""),
        ("twitching", {"hpi.course": ["better", "stronger"]}, "gets better and that it gets"),
        ("twitching", {"hpi.course": ["better", "spreading"]}, ""),
        ("strength", {"sx.weak.since": "1989"}, "before the date of birth"),
        ("med", {"med.start": "2024", "med.stop": "2023"}, "stopped it before you started"),
        ("med", {"med.start": "2024", "med.stop": "2024-03"}, ""),
        ("med", {"med.start": "2023-06/2024-02 x", "med.stop": "2024-01"}, ""),
        ("med", {"med.start": "1970"}, "before the date of birth"),
        ("meds", {"med.took": "none", "med": [{"med.name": "Zoloft"}]}, "you take none"),
        ("meds", {"med.took": "none", "med": []}, ""),
        ("meds", {"med.took": "list", "med": [{"med.name": "Zoloft"}]}, ""),
        ("about", {"about.phone": "abc"}, "phone number"),
        ("about", {"about.phone": "+44 (0)1632 960 001"}, ""),
        ("about", {"about.phone": "٠١٦٣٢ ٩٦٠"}, ""),
        ("about", {"about.dob": "1990-05-17"}, ""),
    ],
)
def test_what_can_hardly_be_is_asked_about(
    form: Questionnaire, page: str, answers: dict[str, Any], asks: str
) -> None:
    found = about(form, page, answers)
    assert [asks in doubt.asks for doubt in found] == ([True] if asks else [])


def test_what_was_confirmed_of_one_answer_holds_for_no_other(form: Questionnaire) -> None:
    keys = [
        about(form, "med", {"med.start": start, "med.stop": stop})[0].key
        for start, stop in (("2024", "2023"), ("2025", "2023"), ("2024", "2022"))
    ]
    assert len(set(keys)) == 3
    assert about(form, "med", {"med.start": "2024", "med.stop": "2023"})[0].key == keys[0]

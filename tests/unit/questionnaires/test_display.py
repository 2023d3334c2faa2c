"""Answers in words, for the patient and for the clinician."""

from typing import Any

import pytest

from intake.questionnaires import Questionnaire
from intake.questionnaires.display import display
from tests.unit.questionnaires.conftest import the


@pytest.mark.parametrize(
    ("key", "value", "patient", "clinician"),
    [
        ("about.name", "Ana <b>Example</b>", "Ana <b>Example</b>", "Ana <b>Example</b>"),
        ("about.dob", "1998-03-14", "14 Mar 1998", "14 Mar 1998"),
        ("hpi.onset", "2026-10", "Oct 2026", "Oct 2026"),
        ("hpi.onset", "2026", "2026", "2026"),
        ("hpi.onset", "unknown", "I cannot say", "date not known"),
        ("life.overuse", ["sits"], "I sit still for hours", "long sitting"),
        ("hpi.where", ["belly", "calf"], "Belly; Calf", "abdomen, calf"),
        ("sx.weak", "unsure", "Not sure", "not sure"),
        ("hpi.freq", "less", "Less often", "less than weekly"),
        ("life.sleep", 6.5, "6.5 hours", "6.5 hours"),
        ("life.sleep", "6–7", "6–7 hours", "6–7 hours"),
        ("life.stress", 9, "9", "9"),
    ],
)
def test_each_kind_of_answer_knows_its_words(
    form: Questionnaire, key: str, value: object, patient: str, clinician: str
) -> None:
    question = the(form.question(key))

    assert display(question, value, "patient") == patient
    assert display(question, value, "clinician") == clinician


@pytest.mark.parametrize(
    ("key", "value"), [("hpi.freq", "rarely"), ("hpi.onset", "soon"), ("hpi.where", ["knee"])]
)
def test_a_value_the_form_does_not_know_is_printed_not_lost(
    form: Questionnaire, key: str, value: Any
) -> None:
    words = value if isinstance(value, str) else value[0]

    assert display(the(form.question(key)), value, "clinician") == words


def test_a_number_is_written_as_in_the_patients_language(form: Questionnaire) -> None:
    hours = the(form.question("life.sleep"))
    assert display(hours, 7.5, "patient", "es") == "7,5 hours"
    assert display(hours, 7.5, "patient", "en") == "7.5 hours"
    assert display(hours, 7.5, "clinician", "es") == "7.5 hours"

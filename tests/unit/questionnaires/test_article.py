"""The form asks, prints or excuses every fact of the article, and loses none."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import intake.questionnaires
from intake.questionnaires import Questionnaire
from intake.questionnaires.loading.article import asked_rows
from tests.unit.questionnaires.conftest import the

ROWS = Path(intake.questionnaires.__file__).with_name("muscle-twitching.csv")

# The questions the article says a doctor may ask, by row.
HISTORY = {
    "A118": "first noticed when",
    "A119": "how often",
    "A120": "one group or widespread",
    "A121": "other symptoms",
    "A122": "new drugs or supplements",
    "A123": "toxins or chemicals",
    "A124": "travel",
    "A125": "family history",
    "A126": "related conditions",
    "A127": "other conditions",
}
SYMPTOMS = {
    "A104": "visible twitching",
    "A105": "twitching sensation",
    "A106": "weakness or fatigue",
    "A107": "cramps",
    "A108": "numbness or tingling",
    "A109": "coordination or balance",
    "A110": "stiffness",
    "A111": "pain",
    "A112": "delicate tasks",
    "A113": "swallowing",
}


# Row of the article -> the pages, questions and options that ask it.
Asked = Mapping[str, list[Any]]


@pytest.fixture(scope="module")
def asked(form: Questionnaire) -> Asked:
    """Each row the form asks about, with the things that ask it."""
    found: dict[str, list[Any]] = {}
    for row, thing in asked_rows(form):
        found.setdefault(row, []).append(thing)
    return found


def test_all_187_rows_are_asked_printed_or_excused(form: Questionnaire, asked: Asked) -> None:
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = [row["id"] for row in csv.DictReader(file)]

    assert rows == [f"A{number:03}" for number in range(1, 188)]
    assert {*asked, *form.printed, *form.excused} == set(rows)


def test_what_is_left_out_has_a_reason_and_is_little(form: Questionnaire) -> None:
    assert len(form.excused) <= 12
    assert all(len(reason.split()) >= 4 for reason in form.excused.values())
    assert set(form.printed) == {"A132", "A133", "A134"}


@pytest.mark.parametrize("row", HISTORY, ids=HISTORY.values())
def test_each_history_question_of_the_article_is_a_question(
    form: Questionnaire, asked: Asked, row: str
) -> None:
    questions = {q.id for page in form.pages for q in page.questions}

    assert any(thing.id in questions for thing in asked[row])


@pytest.mark.parametrize("row", SYMPTOMS, ids=SYMPTOMS.values())
def test_each_symptom_of_the_article_can_be_answered(asked: Asked, row: str) -> None:
    assert asked[row]


def test_the_core_of_the_history_is_required(form: Questionnaire) -> None:
    required = {q.id for page in form.pages for q in page.questions if q.required}

    core = {"hpi.words", "hpi.onset", "hpi.freq", "hpi.where", "hpi.spread", "hpi.course"}
    assert core | {"hpi.side"} | {"med.took", "med.new", "safety.now", "safety.ack.fit"} <= required
    identity = ("name", "dob", "sex", "phone", "place", "filled_by")
    assert all(the(form.by_role(role)).required for role in identity)


def test_danger_signs_are_required_and_the_rest_can_be_skipped(form: Questionnaire) -> None:
    skippable = {"health", "impact"}

    for page in form.pages:
        for question in page.questions:
            if question.sign:
                assert question.required, question.id
            if page.id in skippable:
                assert not question.required, question.id


def test_the_danger_signs_asked(form: Questionnaire) -> None:
    signs = [q.clinician for page in form.pages for q in page.questions if q.sign == "danger"]
    options = {o.danger for p in form.pages for q in p.questions for o in q.options if o.danger}

    assert len(signs) == 11
    assert options == {
        "Twitching in tongue or throat",
        "Course: getting stronger",
        "Course: spreading",
        "Weakness growing over weeks",
        "Newly cannot move a part",
        "Dark urine with muscle pain",
        "Weak cough",
        "Excess saliva",
        "Morning headache with daytime sleepiness",
        "Behaviour change",
        "Head drop",
        "Hand or mouth spasms",
        "Palpitations",
    }


def test_each_sign_has_one_of_four_levels(form: Questionnaire) -> None:
    questions = [q for page in form.pages for q in page.questions]
    options = [o for q in questions for o in q.options]
    counts = [q.clinician for q in questions if q.sign == "counts"]
    assert counts == [
        "Stiffness or rigidity",
        "Numbness or tingling",
        "Muscle pain",
        "Muscle or limb swelling",
    ]
    rings = [o.danger for o in options if o.ring]
    assert rings == [
        "Weakness growing over weeks",
        "Newly cannot move a part",
        "Newly cannot move a part",
        "Dark urine with muscle pain",
    ]
    now = [o.clinician for q in questions if q.sign == "emergency" for o in q.options]
    for new in (
        "Cannot pass urine",
        "Newly cannot move a part of the body",
        "Seizure or confusion after stopping alcohol or a sedative",
    ):
        assert new in now
    assert not any(o.emergency and (o.danger or o.ring) for o in options)


def test_how_long_it_lasts_is_no_sign(form: Questionnaire) -> None:
    for key in ("hpi.onset", "hpi.last", "hpi.freq"):
        question = the(form.question(key))
        assert not question.sign
        assert not any(option.danger or option.emergency for option in question.options)

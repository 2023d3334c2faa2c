"""A whole set of answers, checked value by value: each problem names its key."""

from datetime import date

import pytest

from intake.questionnaires import Questionnaire
from intake.questionnaires.validation import Problem, validate

TODAY = date(2026, 11, 22)


def problems(form: Questionnaire, answers: object) -> list[Problem]:
    return validate(form, answers, today=TODAY)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("about.name", "Ana Example"),
        ("about.name", "x" * 200),
        ("about.sex", "female"),
        ("about.dob", "1998-03-14"),
        ("about.dob", "2026-11-22"),
        ("hpi.onset", "unknown"),
        ("hpi.onset", "2026"),
        ("hpi.onset", "2026-11"),
        ("hpi.onset", "2026-10-12"),
        ("hpi.where", ["eyelid", "calf"]),
        ("hpi.where", []),
        ("safety.now", ["none"]),
        ("sx.weak", "unsure"),
        ("life.caffeine", 0),
        ("life.sleep", 6.5),
        ("life.sleep", "6.5–7"),
        ("sx.falls.n", "2–3"),
        ("life.stress", 10),
        ("med", []),
        ("med", [{"med.name": "sertraline", "med.start": "2026-09"}]),
    ],
)
def test_a_good_value_has_no_problem(form: Questionnaire, key: str, value: object) -> None:
    assert problems(form, {key: value}) == []


WRONG = [
    ("about.name", 7, "Must be text"),
    ("about.name", "x" * 201, "200 characters or fewer"),
    ("hpi.words", "\ud800", "cannot be saved"),
    ("about.sex", "woman", "Choose the sex on the health record: one of female, male"),
    ("about.sex", ["female"], "Choose the sex"),
    ("about.dob", "1998-03", "Enter the full date of birth"),
    ("about.dob", "unknown", "Enter the full date of birth"),
    ("about.dob", "1998-02-30", "Enter the full date of birth"),
    ("about.dob", "19980314", "Enter the full date of birth"),
    ("about.dob", "٢٠٢٠-٠١-٠١", "Enter the full date of birth"),
    ("about.dob", "0098-03-14", "Enter a year from 1900 on"),
    ("about.dob", "2026-11-23", "not in the future"),
    ("about.dob", None, "Enter the full date of birth"),
    ("hpi.onset", "last spring", "Enter the year"),
    ("hpi.onset", "2026-12/2026-11", "Enter the year"),
    ("hpi.onset", "2026-01 " + "x" * 201, "200 characters or fewer"),
    ("about.dob", "1998-03-14 long ago", "Enter the full date of birth"),
    ("about.dob", "1998-03/1998-04", "Enter the full date of birth"),
    ("hpi.onset", "", "Enter the year"),
    ("hpi.where", "calf", "Must be a list"),
    ("hpi.where", ["knee"], "Tick each place where you get it: one of eyelid"),
    ("hpi.where", [["calf"]], "one of eyelid"),
    ("hpi.where", ["calf", "calf"], "Give each answer once"),
    ("safety.now", ["none", "fit"], "Choose “None of these” alone"),
    ("sx.weak", True, "Choose Yes, No or Not sure about weak muscles"),
    ("life.caffeine", "5", "from 0 to 100"),
    ("life.caffeine", -1, "from 0 to 100"),
    ("life.caffeine", 101, "from 0 to 100"),
    ("life.caffeine", True, "from 0 to 100"),
    ("life.caffeine", float("nan"), "from 0 to 100"),
    ("life.caffeine", float("inf"), "from 0 to 100"),
    ("life.caffeine", 10**400, "from 0 to 100"),
    ("life.sleep", "20–30", "from 0 to 24"),
    ("life.sleep", "7–6", "from 0 to 24"),
    ("life.sleep", "6-7", "from 0 to 24"),
    ("life.stress", "5–6", "from 0 to 10"),
    ("life.stress", 5.5, "from 0 to 10"),
    ("life.stress", 11, "from 0 to 10"),
    ("med", {"med.name": "a"}, "Must be a list"),
    ("shoe.size", 42, "The form has no such question"),
    ("med.name", "a", "The form has no such question"),
]


@pytest.mark.parametrize(("key", "value", "words"), WRONG)
def test_a_wrong_value_is_named_with_what_to_do(
    form: Questionnaire, key: str, value: object, words: str
) -> None:
    (problem,) = problems(form, {key: value})

    assert problem.question_id == key
    assert words in problem.message


def test_a_problem_in_an_entry_says_which_entry(form: Questionnaire) -> None:
    entries = [{"med.name": "a"}, {"med.start": "soon", "x": 1}, "b"]

    start, unknown, lone = problems(form, {"med": entries})

    assert (start.question_id, start.entry_index) == ("med.start", 1)
    assert unknown == Problem("x", "The form has no such question: take this key out", 1)
    assert (lone.question_id, lone.entry_index) == ("med", 2)


@pytest.mark.parametrize("answers", [None, [], "text", 3])
def test_answers_that_are_no_object_are_one_problem(form: Questionnaire, answers: object) -> None:
    (problem,) = problems(form, answers)

    assert problem.question_id == ""


def test_every_problem_is_listed_not_only_the_first(form: Questionnaire) -> None:
    wrong = {"about.name": 1, "life.stress": 11, "zz": 0}

    assert [p.question_id for p in problems(form, wrong)] == ["about.name", "life.stress", "zz"]

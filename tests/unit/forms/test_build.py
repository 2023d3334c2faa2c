"""A page of any questionnaire becomes a form that reads answers and keeps what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from intake.forms.build import PageForm
from intake.forms.said_dates import Occasion
from intake.questionnaires.condition import Condition
from intake.questionnaires.model import YES_NO, Option, Page, Question

TODAY = date(2026, 11, 22)
TEA, MILK = Option("tea", "Tea", "tea"), Option("milk", "Milk", "milk")
NOTHING = Option("none", "None of these", "ticked none", exclusive=True)


def ask(kind: Any, question_id: str = "q", **more: Any) -> Question:
    """A question of this kind."""
    plain = {"patient": "What?", "clinician": "What", "error": "Say what"}
    options = {"options": YES_NO} if kind == "yesno" else {}
    return Question(id=question_id, kind=kind, **{**plain, **options, **more})


def form_of(*questions: Question, saved: dict[str, Any] | None = None) -> PageForm:
    """A form of one page with these questions."""
    return PageForm(Page("p", "Page", "page", questions), saved or {}, Occasion(TODAY))


EMPTY = "Leave it empty if you cannot say"


def answer(question: Question, **posted: Any) -> Any:
    """The answer that is read, or the error."""
    form = form_of(question)
    if form.post(MultiDict({key.replace("_", "-"): value for key, value in posted.items()})):
        return form.answers().get("q")
    [(_address, message)] = form.problems()
    return f"error: {message}"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5", 5),
        ("7,5", 7.5),
        (" 6.0 ", 6),
        ("٣", 3),
        ("", None),
        ("6 or 7", "6–7"),
        ("many", f"error: Say what. {EMPTY}"),
        ("no sé", f"error: Say what. {EMPTY}"),
        ("3-4-5", f"error: Say what. {EMPTY}"),
        ("nan", f"error: Say what. {EMPTY}"),
        ("1e9", f"error: Say what. {EMPTY}"),
        ("25", f"error: Enter a number from 0 to 24. {EMPTY}"),
        ("-1", f"error: Enter a number from 0 to 24. {EMPTY}"),
        ("20-30", f"error: Enter a number from 0 to 24. {EMPTY}"),
    ],
)
def test_a_number(typed: str, expected: Any) -> None:
    assert answer(ask("number", minimum=0, maximum=24), q=typed) == expected


def test_a_number_that_is_needed_is_not_to_be_left_empty() -> None:
    needed = ask("number", minimum=0, maximum=24, required=True)
    assert answer(needed, q="many") == "error: Say what"


def test_a_range_shows_a_follow_up_by_its_greatest_number() -> None:
    rule = Condition("cups", above=0)
    said = ("0–1", "0", 1, 0.0)
    assert [rule.holds({"cups": one}) for one in said] == [True, False, True, False]


def test_text_keeps_its_lines_and_loses_only_what_nobody_can_type() -> None:
    typed = "  first line\r\nsecond\x00 line\u202e \ud800"
    assert answer(ask("longtext", max_length=100), q=typed) == "first line\nsecond line\u202e"


def test_text_of_exactly_the_limit_is_taken() -> None:
    question = ask("text", max_length=5)
    assert answer(question, q="12345") == "12345"
    assert answer(question, q="123456").endswith("5 characters or fewer. You typed 6")


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        (["milk", "tea", "tea"], ["tea", "milk"]),
        (["none"], ["none"]),
        ([], None),
        (["beer"], "error: Say what"),
    ],
)
def test_ticks_come_in_the_forms_order_and_only_those_offered(
    ticked: list[str], expected: Any
) -> None:
    question = ask("choices", options=(TEA, MILK, NOTHING))
    assert answer(question, q=ticked) == expected


def test_an_exclusive_tick_stands_alone() -> None:
    question = ask("choices", options=(TEA, NOTHING))
    assert "None of these" in answer(question, q=["tea", "none"])


@pytest.mark.parametrize("kind", ["choice", "yesno", "scale"])
def test_a_choice_that_was_not_offered_is_refused(kind: str) -> None:
    options: dict[str, Any] = {"options": (TEA, MILK)} if kind == "choice" else {}
    assert str(answer(ask(kind, **options), q="11")).startswith("error: ")
    assert str(answer(ask(kind, **options), q="²")).startswith("error: ")


def test_a_scale_answer_is_a_number() -> None:
    assert answer(ask("scale"), q="0") == 0
    assert answer(ask("scale"), q="10") == 10


def test_a_part_date_may_be_unknown_and_a_full_date_may_not() -> None:
    assert answer(ask("partdate"), q_unknown="1") == "unknown"
    assert "not both" in answer(ask("partdate"), q_unknown="1", q_year="2025")
    assert answer(ask("partdate"), q_year="2025") == "2025"
    assert answer(ask("date"), q_year="2025", q_month="3") == "error: Enter the day too"
    assert answer(ask("date"), q_unknown="1") is None


def test_a_whole_date_to_come_is_refused_and_a_part_date_is_not() -> None:
    later = {"q_day": "23", "q_month": "11", "q_year": "2026"}
    assert "future" in answer(ask("date"), **later)
    assert answer(ask("partdate"), **later) == "2026-11-23"  # it is asked about
    assert answer(ask("partdate"), q_month="11", q_year="2026") == "2026-11"


def test_a_follow_up_counts_only_while_its_condition_holds() -> None:
    first = ask("yesno", "first", required=True)
    then = ask("text", "then", required=True, max_length=9, shown_when=Condition("first", ("yes",)))
    form = form_of(first, then)
    assert not form.post(MultiDict({"first": "yes"}))
    assert form.problems() == [("#then", "Say what")]
    assert form_of(first, then).post(MultiDict({"first": "no"}))
    hidden = form_of(first, then)
    assert hidden.post(MultiDict({"first": "no", "then": "hidden"}))
    assert hidden.answers() == {"first": "no"}


def test_a_question_ruled_by_another_page_is_asked_only_if_that_answer_shows_it() -> None:
    question = ask("text", max_length=9, shown_when=Condition("elsewhere", above=2))
    assert "q" not in form_of(question, saved={"elsewhere": 2})
    assert "q" in form_of(question, saved={"elsewhere": 3})


def test_coming_back_later_asks_for_nothing_that_is_missing() -> None:
    form = form_of(ask("text", required=True, max_length=9))
    assert not form.post(MultiDict())
    assert form.post(MultiDict(), complete=False)


def test_keys_that_were_never_asked_for_are_named() -> None:
    form = form_of(ask("partdate"))
    asked = {"q", "q-day", "q-month", "q-year", "q-unknown", "csrf_token", "then"}
    assert form.unknown_keys(asked) == set()
    assert form.unknown_keys({"p", "clinic"}) == {"p", "clinic"}


def test_optional_is_said_only_where_something_is_required() -> None:
    optional, required = ask("scale", "a"), ask("scale", "b", required=True)
    assert [f.optional for f in form_of(optional, required).fields()] == [True, False]
    assert [f.optional for f in form_of(optional).fields()] == [False]

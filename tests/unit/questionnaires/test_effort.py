"""How long a form takes is worked out of its words and questions, and shrinks to its end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake import questionnaires
from intake.questionnaires import Questionnaire, Response
from intake.questionnaires.effort import ROUGH, minutes, minutes_for, minutes_left


@pytest.fixture(scope="module")
def form() -> Questionnaire:
    return questionnaires.load_all().first


def test_what_is_left_shrinks_from_page_to_page(form: Questionnaire) -> None:
    response = Response.of(form, {})
    left = [minutes_left(response, page) for page in response.pages]

    assert left == sorted(left, reverse=True)
    assert left[0] == minutes(form)
    assert 10 <= left[0] <= 20
    assert 1 <= left[-1] <= 3
    assert all(one % 5 == 0 for one in left if one > ROUGH)


def test_a_shorter_form_takes_less_and_never_nothing(form: Questionnaire) -> None:
    page = form.pages[0]
    short = replace(page, questions=page.questions[:1], notices=())

    assert minutes(replace(form, pages=(short,))) == 1


def test_a_medicine_that_is_on_the_list_takes_no_time_any_more(form: Questionnaire) -> None:
    [page] = [one for one in form.pages if one.repeats]
    [name] = [one.id for one in page.questions if one.role == "med.name"]
    listing = {"med.took": ["list"]}
    none, few, many = (
        Response.of(form, {**listing, page.id: [{name: "sertraline"}] * number})
        for number in (0, 1, 8)
    )

    assert minutes_left(none, page) > minutes_left(few, page) == minutes_left(many, page)


def test_what_is_answered_takes_no_time_any_more(form: Questionnaire) -> None:
    empty = Response.of(form, {})
    page = max(empty.pages, key=lambda one: len(one.questions))
    some = {one.id: [one.options[0].id] for one in page.questions if one.kind == "choices"}

    assert len(some) > 2
    assert minutes_for(Response.of(form, some), [page]) < minutes_for(empty, [page])

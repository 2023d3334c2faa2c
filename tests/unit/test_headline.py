"""What the worklist tells of a form, and what stands out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from intake import headline as headlines
from intake import questionnaires
from intake.commands.demo_answers import maya
from intake.headline import Headline
from intake.questionnaires import Response
from intake.summarise.headline import READ_AT_A_SAVE, headline
from intake.summarise.medicines import tells_of_drugs

TODAY = date(2026, 11, 22)
MAYA = maya(TODAY)


def told(**changes: Any) -> Headline:
    given = {**MAYA, **{key.replace("_", "."): value for key, value in changes.items()}}
    return headline(Response.of(questionnaires.load_all().first, given), TODAY)


@pytest.mark.parametrize(
    ("headline", "level"),
    [
        (Headline(), 0),
        (Headline(danger=1), 1),
        (Headline(unsure=1), 1),
        (Headline(emergency=("fit",)), 2),
        (Headline(emergency=("fit",), dealt=("fit",)), 1),
        (Headline(emergency=("fit", "choking"), dealt=("fit",)), 2),
        (Headline(taken_back=("fit",)), 1),
    ],
)
def test_what_stands_out(headline: Headline, level: int) -> None:
    assert headline.attention == level


def test_it_tells_that_the_patient_was_told_to_ring_and_what_was_done() -> None:
    dark = {"sx_pain": "yes", "sx_pain_urine": "yes"}
    assert told(**dark).ring == "not said if rung"
    assert told(**dark, sx_ring_ack="not_yet").ring == "has not rung yet"
    assert told(sx_pain="yes", sx_pain_urine="no").ring == ""


def test_drugs_alone_do_not_stand_out() -> None:
    quiet = told(sx_weak="no", sx_numb="no")
    assert quiet.named
    assert quiet.attention == 0


def test_what_is_known_elsewhere_is_no_named_drug() -> None:
    one = told(
        med=[{"med.name": "Cymbalta"}], med_new="no", hpi_words="Twitching.", life_caffeine=0
    )
    assert (one.named, one.more_named, one.checked) == ((), 0, 1)


def test_it_counts_signs_and_names_drugs_nearest_first() -> None:
    one = told()
    assert (one.danger, one.unsure, one.answered, one.asked) == (1, 0, 33, 33)
    assert [(drug.name, drug.when) for drug in one.named] == [
        ("ciprofloxacin", "6 days before"),
        ("sertraline", "6 weeks before"),
        ("caffeine", "went up before"),
    ]
    assert (one.sex, one.phone) == ("F", "07700 900 143")


def test_an_emergency_answer_of_any_question_counts() -> None:
    one = told(sx_breath="yes", sx_breath_when=["tasks", "flat"])
    assert one.emergency == ("Breathless when: lying flat",)
    assert one.action == ""


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"sx_pain": "yes", "sx_pain_urine": "no", "sx_numb": "yes", "sx_stiff": "yes"}, 0),
        ({"sx_more": ["cough"]}, 1),
        ({"sx_pain": "yes", "sx_pain_urine": "yes"}, 1),
        ({"sx_pain": "yes", "sx_pain_urine": "unsure"}, 1),
        ({"sx_weak": "yes", "sx_weak_pace": "weeks"}, 1),
        ({"safety_more": ["urine"]}, 2),
        ({"safety_more": ["unmoving"]}, 2),
        ({"safety_more": ["withdrawal"]}, 2),
    ],
)
def test_the_level_of_a_sign_decides_what_stands_out(answers: dict[str, Any], level: int) -> None:
    assert told(**{"sx_weak": "no", "sx_numb": "no", **answers}).attention == level


def test_a_long_list_is_read_only_when_it_is_sent() -> None:
    many = [{"med.name": f"cipro {number}"} for number in range(READ_AT_A_SAVE + 1)]
    assert not told(med=many).drugs_read
    assert told(med=many[:-1]).drugs_read


def test_what_tells_nothing_of_drugs_changes_nothing_that_is_told_of_them() -> None:
    form = questionnaires.load_all().first
    full = {**MAYA, "sx_more": ["cough"], "life_caffeine": 4}
    of_drugs = headline(Response.of(form, full), TODAY).of_drugs
    tried = 0
    for question in Response.of(form, full).asked:
        if tells_of_drugs(question):
            continue
        typed = ("prozac since May",) if question.kind == "text" else ()
        for value in (None, *(one.id for one in question.options[:1]), *typed):
            tried += 1
            response = Response.of(form, {**full, question.id: value})
            assert headline(response, TODAY).of_drugs == of_drugs, (question.id, value)
    assert tried > 100


def test_when_a_sign_was_ticked_taken_back_and_ticked_again() -> None:
    ticked = Headline(emergency=("fit",)).after(None, "1")
    again = Headline(emergency=("fit", "choking")).after(ticked, "2")
    assert (again.ticked_at, again.taken_back) == ("1", ())
    dealt = again.dealt_with("Dr Osei", "3")
    back = Headline(emergency=("choking",)).after(dealt, "4")
    assert (back.taken_back, back.taken_back_at, back.dealt) == (("fit",), "4", ("choking",))
    anew = Headline(emergency=("fit", "choking")).after(back, "5")
    assert (anew.taken_back, anew.taken_back_at, anew.attention) == ((), "", 2)
    none = Headline().after(anew, "6")
    assert set(none.taken_back) == {"fit", "choking"}
    assert (none.ticked_at, none.dealt_by, none.attention) == ("", "", 1)


def test_it_is_read_as_it_was_kept() -> None:
    one = replace(told(), emergency=("fit",), dealt=("fit",), dealt_by="Dr Osei")
    assert headlines.from_json(json.loads(json.dumps(one.to_json()))) == one

"""What changed between two versions of a submission."""

from __future__ import annotations

from datetime import date
from typing import Any

from intake import questionnaires
from intake.commands.demo_answers import maya
from intake.questionnaires import Response
from intake.summarise.changes import Change, changes

MAYA = maya(date(2026, 11, 22))


def compared(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    form = questionnaires.load_all().first
    found = changes(Response.of(form, before), Response.of(form, after))
    return [(one.question, one.before, one.after) for one in found]


def test_the_same_answers_are_no_change() -> None:
    assert compared(MAYA, {**MAYA}) == []
    assert compared(MAYA, {**MAYA, "med": MAYA["med"][::-1]}) == []


def test_an_answer_that_changed_came_or_went() -> None:
    without = {key: value for key, value in MAYA.items() if key != "about.job"}
    changed = {**without, "hpi.bother": 3}
    there = [(before, after) for _, before, after in compared(MAYA, changed)]
    assert there == [(MAYA["about.job"], ""), ("8", "3")]
    assert [(after, before) for before, after in there] == [
        (before, after) for _, before, after in compared(changed, MAYA)
    ]


def test_a_medicine_is_compared_with_that_of_its_name() -> None:
    first, *rest = MAYA["med"]
    renamed = {**first, "med.name": "sertraline  50 MG", "med.dose": "twice a day"}
    found = compared(MAYA, {**MAYA, "med": [*rest, renamed]})
    assert [(before, after) for _, before, after in found] == [
        ("Sertraline 50 mg", "sertraline  50 MG"),
        ("once a day", "twice a day"),
    ]


def test_a_medicine_that_came_or_went_is_told_as_a_whole() -> None:
    form = questionnaires.load_all().first
    after = {**MAYA, "med": [*MAYA["med"][1:], {"med.name": "Zinc", "med.dose": "15 mg"}]}
    came, went = changes(Response.of(form, MAYA), Response.of(form, after))
    assert (came.question, came.before, came.after) == ("", "", "Zinc, 15 mg")
    assert went.after == ""
    assert went.before.startswith("Sertraline 50 mg, once a day")
    assert came.section == went.section


def test_an_answer_that_hides_others_tells_of_them_too() -> None:
    found = compared(MAYA, {**MAYA, "sx.weak": "no"})
    assert any(before == "both legs" and after == "" for _, before, after in found)


def test_what_is_no_longer_asked_is_told_under_its_id() -> None:
    form = questionnaires.load_all().first
    before = Response.of(form, {**MAYA, "old.question": "x"})
    assert changes(before, Response.of(form, MAYA)) == [
        Change("No longer asked", "old.question", "x", "")
    ]

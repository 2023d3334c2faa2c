"""What the doctor's page says of answers: what is present first, nothing lost, nothing twice."""

from __future__ import annotations

from typing import Any

from reports.layout.blocks import Para
from reports.layout.truncator import Truncator
from reports.page.facts import across
from reports.page.overflow import steps
from reports.summary import Fact
from tests.reports.patients import calm, medicine, summary_of
from tests.unit.summaries import (
    line,
    made,
)


def test_what_is_present_comes_first_and_what_is_absent_last() -> None:
    said = line(made(pmh_other=["thyroid"], pmh_free="gout").background, "Conditions")
    assert said.found == "thyroid disease"
    assert said.value == "also: “gout”"
    assert said.absent.startswith("Ticked none: ALS/MND, MS, Parkinson’s, neuropathy")
    assert "lupus (SLE)" in said.absent
    assert "thyroid" not in said.absent


def test_a_yes_is_present_with_what_was_said_of_it_and_a_no_is_absent() -> None:
    page = made(sx_numb="yes", sx_numb_where="left foot", sx_pain="unsure", exp_toxin="yes",
                exp_toxin_what="weed killer")  # fmt: skip
    skin = line(page.symptoms, "Muscles and skin")
    assert skin.found == "Numbness or tingling: “left foot”"
    assert skin.value == "not sure: Muscle pain"
    assert skin.absent == "Answered No: Stiffness or rigidity, Muscle or limb swelling"
    before = line(page.background, "3 months before")
    assert before.found == "Toxins or chemicals: “weed killer”"


def test_a_family_history_is_present_with_who_has_it() -> None:
    family = line(made(fh_any="yes", fh_which="Father, Parkinson's").background, "Family")
    assert family.found == "neurological condition in close family: “Father, Parkinson's”"
    assert line(made(fh_any="no").background, "Family").found == ""


def test_a_label_that_any_section_may_have_stands_under_a_title() -> None:
    step = steps()[0]

    def titles(**answers: Any) -> list[str]:
        blocks = across(made(**answers).symptoms, step, Truncator())
        return [one.runs[0].text for one in blocks if isinstance(one, Para) and one.kind == "h2"]

    assert titles() == []
    assert titles(sx_numb="yes") == ["Other symptoms"]


def test_pregnancy_and_anticoagulants_are_seen_at_once_and_named_when_unanswered() -> None:
    page = made(med=[medicine("Marevan"), medicine("Eliquis 5mg", "", "", "", "", "yes")])
    assert [(one.label, one.found or one.value) for one in page.alerts] == [
        ("Pregnancy", "NOT ANSWERED"), ("Anticoagulants", "Marevan, Eliquis 5mg"),
    ]  # fmt: skip
    thinner = made(med=[medicine("blood thinner")])
    assert thinner.alerts[1] == Fact("Anticoagulants", "", found="blood thinner")
    said = made(about_pregnancy="no")
    assert said.alerts[0] == Fact("Pregnancy", "no")
    assert [fact.label for fact in said.header.about].count("Pregnancy") == 0
    man = summary_of(calm("Bo Example", "1990-01-01", "male"))
    assert [one.label for one in man.alerts] == ["Anticoagulants"]


def test_a_date_before_birth_or_after_today_is_said() -> None:
    page = made(hpi_onset="1980", med=[medicine("Zoloft", "", "", "2027-03", "", "yes")])
    assert page.doubts == (
        "first noticed 1980 lies before birth",
        "Zoloft: started Mar 2027 lies after the day of sending",
    )
    assert made(hpi_onset="1990").doubts == ()


def test_what_hardly_holds_together_is_said_too() -> None:
    page = made(
        hpi_course=["better", "stronger"], about_phone="abc",
        med=[medicine("Zoloft", "", "", "2026-03", "", "no") | {"med.stop": "2025 last year"}],
    )  # fmt: skip
    assert page.doubts == (
        "phone “abc” does not look like a number",
        "course: both getting better and getting stronger",
        "Zoloft: stopped 2025 (“last year”) lies before started Mar 2026",
    )


def test_the_course_is_not_said_twice() -> None:
    danger = {sign.label: sign for sign in made(hpi_course=["stronger", "spreading"]).signs.danger}
    assert danger["Course: getting stronger"].detail == ""
    assert danger["Course: spreading"].detail == ""


def test_a_detail_that_shows_the_emergency_advice_is_said_first_of_its_sign() -> None:
    def breathless(*when: str) -> str:
        signs = made(sx_breath="yes", sx_breath_when=list(when)).signs.danger
        return str(next(one.detail for one in signs if one.label.startswith("Breathless on light")))

    assert breathless("flat", "night").startswith("EMERGENCY ADVICE SHOWN; lying flat")
    assert breathless("tasks").startswith("on light tasks; not ticked: lying flat, ")

"""The list's answers outweigh the words of an entry; a disagreement is printed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from intake.drugs import Entry, Flag, flag_entries
from intake.drugs.flagging.entry import Order
from intake.partial_date import PartialDate

TODAY = date(2026, 11, 22)


def flags(entry: Entry, onset: str | None = "2026-10-12") -> list[Flag]:
    made = flag_entries([entry], PartialDate.parse(onset), TODAY)
    return [*made.causes, *made.treatments]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("allergic to prozac", "the words say an allergy"),
        ("never took prozac", "the words say not taken"),
        ("my mum takes prozac", "the words say someone else's"),
        ("prozac, not started yet", "the words say planned"),
        ("stopped prozac in May", "the words say stopped"),
    ],
)
def test_still_taking_outweighs_the_words_and_both_are_printed(typed: str, words: str) -> None:
    (flag,) = flags(Entry(typed, still="yes"))
    assert flag.ingredient == "fluoxetine"
    assert flag.conflict == f"{words}, the patient answered still taking"


def test_a_start_date_outweighs_the_words_unless_it_is_still_to_come() -> None:
    (flag,) = flags(Entry("not on prozac", start=PartialDate.parse("2026-09-01")))
    assert flag.conflict == "the words say not taken, the patient gave a start, 1 Sep 2026"
    assert flags(Entry("prozac, not started yet", start=PartialDate.parse("2027-01"))) == []


def test_the_answers_speak_of_the_drug_that_the_words_say_is_taken() -> None:
    (flag,) = flags(Entry("sertraline, allergic to cipro", still="yes"))
    assert (flag.ingredient, flag.conflict) == ("sertraline", "")


def test_without_such_answers_the_words_stand() -> None:
    assert flags(Entry("my mum takes prozac")) == []
    assert flags(Entry("never took prozac", still="no")) == []


@pytest.mark.parametrize(
    "typed",
    [
        *("none", "None.", "n/a", "keine", "ninguno", "aucun", "nessuno", "no meds at all"),
        *("N.A.", "NA", "-", "—", "--", "0", "none really", "don't take any"),
        *("I take no medicines", "I take nothing", "ich nehme nichts", "nehme keine Medikamente"),
        *("no tomo nada", "je ne prends rien", "non prendo niente", "não tomo nada"),
    ],
)
def test_an_entry_none_is_none(typed: str) -> None:
    made = flag_entries([Entry(typed)], None, TODAY)
    assert (made.causes, made.others, made.questions) == ((), (), ())


@pytest.mark.parametrize("typed", ["Nothing regular", "nothing daily", "nada fijo"])
def test_nothing_regular_asks_for_what_is_taken_now_and_then(typed: str) -> None:
    (asked,) = flag_entries([Entry(typed)], None, TODAY).questions
    assert (asked.typed, asked.reason) == (typed, "is anything taken now and then?")


@pytest.mark.parametrize(
    ("start", "said"),
    [("2026-09-01", True), ("2026-11-15", True), ("2026-10-01", False), ("2026", False)],
)
def test_about_the_same_time_against_dates_far_apart_is_printed(start: str, said: bool) -> None:
    (flag,) = flags(Entry("Zoloft", start=PartialDate.parse(start), order="same"))
    assert ("answered about the same time" in flag.conflict) is said


@pytest.mark.parametrize(
    ("order", "words"), [("before", "before onset"), ("after", "after onset"), (None, "")]
)
def test_before_or_after_an_unknown_onset_is_printed(order: Order | None, words: str) -> None:
    (flag,) = flags(Entry("Zoloft", start=PartialDate.parse("2026-09-01"), order=order), None)
    says = f"; patient says started {words}" if words else ""
    assert flag.timing == f"started 1 Sep 2026; onset date unknown{says}"


UNCLEAR = "imipramine is what grandma took"


def test_what_is_unclear_is_asked_in_the_patients_words_and_not_flagged() -> None:
    made = flag_entries([Entry(UNCLEAR)], None, TODAY)
    assert (made.causes, made.treatments) == ((), ())
    (asked,) = made.questions
    assert asked.typed == UNCLEAR
    assert asked.reason == "unclear whether taken: imipramine (tricyclic antidepressant)"
    assert [listed.note for listed in made.others] == ["unclear whether taken"]


@pytest.mark.parametrize(
    "answers",
    [{"still": "yes"}, {"still": "no"}, {"start": PartialDate.parse("2026-09-01")}],
)
def test_the_lists_answers_settle_what_the_words_leave_unclear(answers: dict[str, Any]) -> None:
    made = flag_entries([Entry(UNCLEAR, **answers)], None, TODAY)
    assert [flag.conflict for flag in made.causes] == [""]
    assert made.questions == ()


BESIDE = [
    ("Sertraline", "said no", "not taken"),
    ("Quetiapine", "never took it", "not taken"),
    ("Citalopram", "GP suggested it, not started", "planned"),
    ("Ritalin", "my son's, not mine", "someone else's"),
    ("Amitriptyline", "they want me to start it", "planned"),
    ("Keppra", "allergic to it", "an allergy"),
]


@pytest.mark.parametrize(("typed", "beside", "words"), BESIDE)
def test_words_in_the_dose_or_the_reason_count_as_if_they_stood_in_the_entry(
    typed: str, beside: str, words: str
) -> None:
    made = flag_entries([Entry(typed, dose="50 mg", reason=beside)], None, TODAY)
    assert (made.causes, made.treatments) == ((), ())
    assert [asked.typed for asked in made.questions] == [typed]
    (flag,) = flags(Entry(typed, still="yes", dose=beside))
    assert flag.conflict == f"the words say {words}, the patient answered still taking"


@pytest.mark.parametrize(
    "reason",
    [
        *("allergy", "skin rash", "my mum's death", "can't sleep", "fear of flying", "no idea"),
        *("not sure", "none", "n/a", "to stop seizures", "hospital put me on it", "para dormir"),
        *("as needed, not often", "not every day", "don't know the dose", "before surgery"),
    ],
)
def test_a_dose_or_a_reason_is_not_taken_for_a_denial(reason: str) -> None:
    (flag,) = flags(Entry("Prednisolone", dose="10 mg daily", reason=reason))
    assert flag.conflict == ""


@pytest.mark.parametrize(
    "dose", ["none since March", "stopped in May", "keine seit März", "5 days in March", "ya no"]
)
def test_a_dose_that_says_it_is_over_leaves_the_flag_and_is_set_against_the_answer(
    dose: str,
) -> None:
    (flag,) = flags(Entry("sertraline", still="yes", dose=dose))
    assert flag.conflict == "the words say stopped, the patient answered still taking"
    (ended,) = flags(Entry("sertraline", still="no", dose=dose))
    assert (ended.drug.status, ended.conflict) == ("stopped", "")


@pytest.mark.parametrize(
    "reason", ["since I stopped work", "to stop seizures", "zaps after stopping venlafaxine"]
)
def test_what_was_stopped_in_a_reason_is_not_the_medicine(reason: str) -> None:
    (flag,) = flags(Entry("sertraline", still="yes", dose="50 mg", reason=reason))
    assert flag.conflict == ""

"""What the doctor's page says of medicines: nearest first, nothing lost, nothing contradicted."""

from __future__ import annotations

from typing import Any

import pytest

from reports.summary import Fact
from tests.reports.patients import medicine, seventeen, summary_of
from tests.unit.summaries import (
    BASE,
    line,
    made,
)


def test_what_a_patient_copied_from_a_letter_is_a_result_and_no_medicine() -> None:
    page = made(tests_done=["blood"], tests_res="potassium 3.1, magnesium was 0.7, CK 412")
    assert line(page.background, "Results as typed") == Fact(
        "Results as typed", "potassium 3.1, magnesium was 0.7, CK 412", own_words=True
    )
    assert [one.typed for one in page.drugs.others if not one.listed] == []


def test_a_medicine_named_beside_results_is_still_mentioned() -> None:
    page = made(tests_done=["blood"], tests_res="told to take magnesium 300 mg")
    assert [one.typed for one in page.drugs.others if not one.listed] == ["magnesium"]


def test_within_a_rank_the_nearest_to_onset_comes_first_and_the_timeline_follows() -> None:
    taken = [
        medicine("Citalopram", "", "", "2026-07-20", "", "yes", "before"),
        medicine("Cipro", "", "", "2026-10-01", "", "yes", "before"),
        medicine("Haloperidol", "", "", "2020", "", "yes", "before", "up"),
        medicine("Aspirin", "", "", "2026-10-04", "", "yes", "before"),
    ]
    drugs = made(med=taken).drugs
    assert [one.ingredient for one in drugs.flags] == [
        "ciprofloxacin", "citalopram", "haloperidol",
    ]  # fmt: skip
    labels = [bar.label for bar in drugs.timeline.bars]
    assert labels == ["Cipro", "Citalopram", "Haloperidol", "Aspirin"]


@pytest.mark.parametrize(
    ("stop", "change", "withdrawn"),
    [("2026-09-20", "", True), ("2026-07-05", "", True), ("2026-07-04", "", False),
     ("2026-10-20", "", False), ("", "down", True), ("", "up", False)],
)  # fmt: skip
def test_a_treatment_stopped_or_cut_shortly_before_onset_stands_out(
    stop: str, change: str, withdrawn: bool
) -> None:
    still = "no" if stop else "yes"
    taken = medicine("Diazepam", "", "", "2015", stop, still, "before", change, "better")
    drugs = made(med=[taken]).drugs
    (flag,) = drugs.treatments
    assert flag.withdrawn is withdrawn
    assert drugs.timeline.bars[0].withdrawn is withdrawn
    assert drugs.checked.startswith("1 entry checked: 1 named as a treatment.")


def test_better_after_stopping_stands_in_the_timing() -> None:
    taken = medicine("Cipro", "", "", "2026-09", "2026-10-07", "no", "before", "no", "better")
    (flag,) = made(med=[taken]).drugs.flags
    assert flag.timing.endswith("; better after stopping")
    assert "better" not in flag.taken


def test_a_changed_dose_of_any_medicine_is_printed_with_its_interval() -> None:
    taken = medicine("Propranolol", "", "", "2026-09-05", "", "yes", "before", "down")
    (other,) = made(med=[taken]).drugs.others
    assert other.note == "started 4 weeks before onset; dose cut in the 3 months before onset"


def test_a_new_medicine_that_nobody_can_read_stands_on_the_page() -> None:
    said = made(med_took="unnamed", med_new="yes", med_new_what="a small white pill").drugs.said
    (new,) = [one for one in said if one.label == "New in the 3 months before onset"]
    assert new.found == "yes: “a small white pill”"


def test_that_somebody_takes_nothing_stands_beside_flagged_coffee() -> None:
    drugs = made(med_took="none", life_caffeine=4).drugs
    assert [one.ingredient for one in drugs.flags] == ["caffeine"]
    assert drugs.said[0].text == "says took no medicines or supplements since 6 months before onset"
    assert drugs.checked == "1 entry checked: 1 named by the article as a cause."


def test_kinds_ticked_stand_on_the_page_and_the_others_are_counted() -> None:
    said = made(med_class=["mood"], med=[medicine("Sertraline")]).drugs.said
    (kinds,) = [one for one in said if one.label == "Kinds ticked"]
    assert kinds.text == "for low mood or anxiety or nerve pain. 11 other kinds not ticked"


def test_nothing_listed_is_never_said_to_be_unchecked_under_flags() -> None:
    drugs = made(med_took="none", hpi_words="It came with the prednisolone.").drugs
    assert [one.ingredient for one in drugs.flags] == ["prednisolone"]
    assert drugs.checked == (
        "Nothing was listed (says took no medicines or supplements since 6 months before "
        "onset)."
        " Mentioned elsewhere, not listed: 1."
    )


def test_what_is_only_mentioned_carries_its_question_and_its_sentence() -> None:
    drugs = made(hpi_words="Odd. It began after prednisolone for my chest. I rest.").drugs
    (flag,) = drugs.flags
    assert not flag.listed
    assert (flag.where, flag.words) == (
        "In the patient’s words", "It began after prednisolone for my chest.",
    )  # fmt: skip


def test_what_is_only_asked_about_is_no_drug_taken() -> None:
    drugs = made(hpi_words="Could metronidazole have done it? A friend had that.").drugs
    assert drugs.flags == ()
    (asked,) = drugs.others
    assert asked.note == "metronidazole; asked about, not said to be taken"
    assert asked.words == "Could metronidazole have done it?"
    own = made(hpi_words="Could it be the metronidazole I took?").drugs
    assert [one.ingredient for one in own.flags] == ["metronidazole"]


def test_tea_in_own_words_is_no_mention_once_the_cups_were_counted() -> None:
    assert made(hpi_words="I choke on tea.").drugs.flags == ()
    without = summary_of({key: one for key, one in BASE.items() if key != "life.caffeine"}
                         | {"hpi.words": "I choke on tea."})  # fmt: skip
    assert [one.ingredient for one in without.drugs.flags] == ["caffeine"]


def test_seventeen_medicines_are_all_counted_once() -> None:
    drugs = summary_of(seventeen()).drugs
    assert drugs.checked == (
        "17 entries checked: 5 named by the article as a cause; 11 not named as a cause, which"
        " does not clear them; 1 to confirm or could not be read: ask."
    )


def test_what_own_words_leave_unclear_is_asked_in_those_words() -> None:
    drugs = made(hpi_words="Imipramine is what grandma took.").drugs
    assert drugs.flags == ()
    (asked,) = [one for one in drugs.questions if one.typed]
    assert asked.typed == "Imipramine is what grandma took."
    assert asked.reason == "unclear whether taken: imipramine (tricyclic antidepressant)"


@pytest.mark.parametrize(("who", "asked"), [("other", True), ("self", False)])
def test_what_another_writes_of_him_or_her_may_be_the_patients(who: str, asked: bool) -> None:
    words = "She was on imipramine until May."
    drugs = made(hpi_words=words, about_filledby=who, about_helper="Ruth, a friend").drugs
    assert drugs.flags == ()
    assert [one.typed for one in drugs.questions if one.typed] == ([words] if asked else [])


def test_without_a_list_no_anticoagulant_was_looked_for() -> None:
    def said(**answers: Any) -> str:
        [said] = [one for one in made(**answers).alerts if one.label == "Anticoagulants"]
        return str(said.value)

    assert said(med_took="none") == "no list to read"
    assert said(med=[medicine("Ramipril")]) == "none read in the list"


def test_what_was_begun_near_onset_or_not_read_has_its_interval() -> None:
    def note(*values: str) -> str:
        [other] = made(hpi_onset="2026-10-05", med=[medicine(*values)]).drugs.others
        return str(other.note)

    assert note("Roaccutane", "", "", "2026-09-20") == "started 2 weeks before onset"
    assert note("Roaccutane", "", "", "2019") == ""
    assert note("Clarithromycin", "", "", "2026-10-01", "2026-10-08", "no") == (
        "started 4 days before onset; stopped 3 days after onset"
    )
    assert note("Roaccutane", "", "", "2026-07-06", "2026-09-20", "no", "before", "down") == (
        "started 13 weeks before onset; dose cut in the 3 months before onset;"
        " stopped 2 weeks before onset"
    )
    assert note("باروكسيتين", "", "", "2019", "2026-09-14", "no") == (
        "started 7 to 8 years before onset; stopped 3 weeks before onset"
    )


def test_a_kind_of_which_the_list_names_one_is_not_asked_about() -> None:
    def asked(*names: str) -> list[str]:
        told = {"about_filledby": "other", "hpi_words": "She's on ADHD tablets."}
        page = made(**told, med=[medicine(name) for name in names])
        return [one.reason for one in page.drugs.questions]

    assert [one for one in asked("Ramipril") if "stimulant" in one]
    assert asked("Concerta XL 36mg") == []

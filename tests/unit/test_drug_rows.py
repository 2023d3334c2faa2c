"""The rows of medicines: each once, nearest first, with its reason and what speaks against it."""

from __future__ import annotations

from typing import Any

import pytest

from reports.summary import Drugs
from tests.reports.patients import Answers, calm, medicine, summary_of

ONSET = "2026-10-05"


def drugs(*taken: Answers, **more: Any) -> Drugs:
    return summary_of(calm("Ana Example", "1990-01-01", "female", med=list(taken), **more)).drugs


@pytest.mark.parametrize(
    "typed",
    ["Zoloft (sertraline) 50mg", "Diazepam (valium)", "SERTRALINE (LUSTRAL) 50 MG TABLETS",
     "Prozac/fluoxetine", "fluoxetine fluoxetine", "Symbyax (olanzapine fluoxetine)"],
)  # fmt: skip
def test_a_brand_beside_its_ingredient_is_one_row(typed: str) -> None:
    found = drugs(medicine(typed, "", "", "2026-09-20", "", "yes", "before"))
    (flag,) = (*found.flags, *found.treatments)
    assert flag.typed == typed
    assert found.checked.startswith("1 entry checked: 1 named")


@pytest.mark.parametrize("typed", ["Plenur (litio)", "Zocor (simvastatin)"])
def test_what_is_known_elsewhere_is_one_row_too(typed: str) -> None:
    (known,) = drugs(medicine(typed)).elsewhere
    assert known.typed == typed


def test_two_drugs_in_one_entry_and_one_drug_in_two_entries_stay_two_rows() -> None:
    assert len(drugs(medicine("Prozac and Flagyl")).flags) == 2
    assert len(drugs(medicine("Prozac"), medicine("fluoxetine")).flags) == 2


def test_of_raised_doses_the_nearest_start_comes_first_and_the_timeline_follows() -> None:
    found = drugs(
        medicine("Prozac", "", "", "2026-03-05", "", "yes", "before", "up"),
        medicine("Haldol", "", "", "2026-04-05", "", "yes", "before", "up"),
        medicine("Citalopram", "", "", "2026-06-05", "", "yes", "before", "up"),
        medicine("Cipro", "", "", ONSET, "", "yes", "same"),
        medicine("Flagyl", "", "", "2026-09-30", "", "yes", "before"),
    )
    order = ["Cipro", "Flagyl", "Citalopram", "Haldol", "Prozac"]
    assert [flag.typed for flag in found.flags] == order
    assert [bar.label for bar in found.timeline.bars] == order


def test_of_the_same_rank_the_nearer_comes_first_wherever_it_acts() -> None:
    found = drugs(
        medicine("Prednisolone", "", "", "2010", "", "yes", "before"),
        medicine("Clenil", "", "", "2022", "", "yes", "before", "", "", "inhaler"),
    )
    assert [flag.typed for flag in found.flags] == ["Clenil", "Prednisolone"]


def test_the_reason_of_a_flagged_drug_is_kept_in_the_patients_words() -> None:
    (flag,) = drugs(medicine("Prednisolone", "", "asthma attack, on and off")).flags
    assert flag.reason == "asthma attack, on and off"


@pytest.mark.parametrize(
    "words",
    ["I never took the citalopram they gave me.", "I did not take citalopram.",
     "I have never actually taken any citalopram tablets.",
     "Nunca tomé el citalopram que me dieron.", "Je n'ai jamais pris le citalopram.",
     "Ich habe Citalopram nie genommen.", "Non ho mai preso il citalopram che mi hanno dato.",
     "Nunca tomei o citalopram que me deram."],
)  # fmt: skip
def test_own_words_that_deny_a_listed_drug_stand_beside_it(words: str) -> None:
    listed = medicine("citalopram", "", "", "2026-09", "", "yes")
    (flag,) = drugs(listed, hpi_words=words).flags
    assert flag.conflict == "the words say not taken"


@pytest.mark.parametrize(
    "words",
    ["I take citalopram.", "I never took it. Citalopram helped.",
     "I did not take citalopram last year. Now I take citalopram."],
)  # fmt: skip
def test_words_that_deny_nothing_are_no_conflict(words: str) -> None:
    (flag,) = drugs(medicine("citalopram", "", "", "2026-09", "", "yes"), hpi_words=words).flags
    assert flag.conflict == ""


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Could metronidazole have done it?", True),
        ("¿Puede ser el metronidazol?", True),
        ("Est-ce que le métronidazole peut faire ça ?", True),
        ("O metronidazol pode causar isto?", True),
        ("Could it be the metronidazole I take?", False),
        ("¿Podría ser el metronidazol que tomo?", False),
        ("Est-ce que c'est le métronidazole que je prends ?", False),
        ("Kann es am Metronidazol liegen, das ich nehme?", False),
        ("Può essere il metronidazolo che prendo?", False),
        ("É o meu metronidazol?", False),
    ],
)
def test_a_question_names_no_drug_taken_unless_it_says_so(words: str, asked: bool) -> None:
    found = drugs(hpi_words=words)
    notes = [other.note for other in found.others]
    assert notes == ["metronidazole; asked about, not said to be taken"] * asked
    assert bool(found.flags or found.questions) is not asked


def test_what_is_unclear_is_asked_once() -> None:
    found = drugs(hpi_words="They gave me a prescription for Haldol.")
    assert len(found.questions) == 1
    assert not (*found.others, *found.flags)

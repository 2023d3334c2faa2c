"""What a fresh reader of the page stumbled over: hidden, told twice, or told against itself."""

from __future__ import annotations

import pytest

from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.page.drug_table import flag_name, table_of
from reports.page.facts import runs_of
from reports.page.overflow import Step
from reports.summary import Fact, Span
from reports.wording import TOLD_ELSEWHERE, stop_after
from tests.reports.patients import calm, medicine, summary_of
from tests.unit.summaries import line, made, page

STEP = Step(9, 40)


@pytest.mark.parametrize("change", ["up", "down"])
def test_a_dose_cannot_change_before_a_medicine_begun_on_the_day_of_onset(change: str) -> None:
    begun = {"name": "Fluoxetine", "start": "2026-10-12", "dosechg": change}
    (flag,) = page(begun).drugs.flags
    assert flag.conflict == (
        "the dates say it was started on the day of onset, yet the dose changed before it"
    )
    (earlier,) = page({**begun, "start": "2026-10-11"}).drugs.flags
    assert earlier.conflict == ""


@pytest.mark.parametrize(
    "why", ["alcohol", "for alcohol", "low potassium", "falta de hierro", "für Alkohol"]
)
def test_what_a_medicine_is_for_is_no_medicine(why: str) -> None:
    answers = {"name": "Acamprosate", "why": why}
    drugs = page(answers).drugs
    assert [one.typed for one in drugs.others] == ["Acamprosate"]


def test_a_named_drug_in_a_reason_is_still_mentioned() -> None:
    drugs = page({"name": "Acamprosate", "why": "to come off diazepam"}).drugs
    assert [one.ingredient for one in drugs.treatments] == ["diazepam"]


def test_alcohol_in_own_words_is_no_mention_once_it_was_asked() -> None:
    told = {"pmh_free": "Alcohol: 60 units a week until 2013"}
    assert made(**told).drugs.others == ()
    answers = calm("A Example", "1990-01-01", "female", **told)
    del answers["life.alcohol"]
    assert [one.typed for one in summary_of(answers).drugs.others] == ["Alcohol"]


def test_an_allergy_told_in_other_words_stands_beside_the_answer_about_allergies() -> None:
    told = made(hpi_words="I am allergic to tizanidine.", med_allergy="none known")
    assert told.alerts[0] == Fact(TOLD_ELSEWHERE, "", found="tizanidine")
    same = made(hpi_words="I am allergic to tizanidine.", med_allergy="Tizanidine: rash")
    assert TOLD_ELSEWHERE not in [one.label for one in same.alerts]


def test_pregnancy_is_named_where_an_answer_missing_kept_it_from_being_asked() -> None:
    answers = calm("A Example", "1990-01-01", "female")
    del answers["about.sex"]
    (pregnancy,) = [one for one in summary_of(answers).alerts if one.label == "Pregnancy"]
    assert pregnancy.found == "not asked: sex not answered"
    assert "Pregnancy" not in [one.label for one in made(about_sex="male").alerts]


def test_a_sign_that_showed_the_emergency_advice_comes_first() -> None:
    told = made(sx_weak="yes", sx_breath="yes", sx_breath_when=["still"])
    yes = [one.label for one in told.signs.danger if one.answer == "yes"]
    assert yes == ["Breathless on light tasks or lying flat", "Weakness"]


def test_what_is_said_of_a_tick_stands_with_it() -> None:
    drugs = made(life_drugs=["other"], life_drugs_other="laughing gas")
    assert line(drugs.life, "Daily life").found == "other street drug: “laughing gas”"
    both = made(exp_other=["infection", "injury"], exp_injury_what="whiplash")
    told = line(both.background, "3 months before").found
    assert told == "infection, muscle or nerve or spine injury; injury: “whiplash”"


def test_a_quotation_that_ends_with_a_stop_needs_no_other() -> None:
    fact = Fact("Conditions", "also: “Born early.”", absent="Ticked none: MS")
    assert runs_of(fact, STEP, Truncator())[1] == Run(" ")
    assert [stop_after(one) for one in ("also: “born early”", "thyroid", "")] == [". ", ". ", ""]


def test_of_two_drugs_in_one_entry_each_row_says_which_it_is() -> None:
    found = page({"name": "sertraline or citalopram"}).drugs
    rows = table_of(found, summary_of({}).terms, STEP)
    names = ["".join(one.text for one in flag_name(flag, rows, STEP, Truncator()))
             for flag in rows.flags]  # fmt: skip
    assert sorted(name.partition(" = ")[2] for name in names) == ["citalopram", "sertraline"]


def test_nothing_is_said_twice_of_a_medicine_or_of_none() -> None:
    (other,) = page({"name": "Strattera", "still": "no"}).drugs.others
    assert (other.note, other.taken) == ("", "stopped")
    unknown = page({"name": "Ramipril", "start": "unknown"}).drugs.others[0]
    assert unknown.taken == "start date not known"
    unnamed = made(med_took="unnamed")
    assert "Medicines taken" not in [one.label for one in unnamed.drugs.said]
    assert "takes some but cannot name them" in unnamed.drugs.checked


def test_an_old_start_does_not_press_what_lies_near_onset_together() -> None:
    from reports.page.timeline.scale import scale_of  # noqa: PLC0415

    spray = medicine("Beclometasone spray", "", "", "2019-01-01", "", "yes")
    cipro = medicine("Ciprofloxacin", "", "", "2026-11-09", "2026-11-15", "no")
    timeline = made(hpi_onset="2026-11-12", med=[spray, cipro]).drugs.timeline
    scale = scale_of(timeline, timeline.bars, 0, 100)
    assert isinstance(timeline.onset, Span)
    assert (timeline.onset.earliest - scale.begin).days == 105  # type: ignore[operator]

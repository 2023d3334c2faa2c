"""What the doctor reads of answers that were given to another version of the form."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import reports
from intake.commands.demo_answers import maya
from intake.questionnaires import Questionnaires, Response, load_all
from intake.submission import Submission, from_json
from intake.summarise import summarise
from intake.summarise.unasked import no_longer_asked, unasked_sections
from reports.summary import RecordEntry, RecordSection, Summary
from tests.changed_form import next_version

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
UNKNOWN = {"shoe.size": 42, "shots": [{"what": "flu"}, {}]}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Questionnaires:
    """Version 9.0.0 is current; the one that ships was released."""
    return next_version(tmp_path_factory.mktemp("changed") / "forms")


def summary(forms: Questionnaires, answers: dict[str, Any], version: str = "9.0.0") -> Summary:
    form = forms.nearest("muscle-twitching", version)
    assert form
    response = Response.of(form, answers)
    submission = Submission(
        reference="7KQ4-2MXP",
        version=1,
        questionnaire_id=form.id,
        questionnaire_version=version,
        clinic="Hilltop Clinic",
        time_zone=ZoneInfo("Europe/London"),
        visit_at=None,
        visit_kind="video",
        sent_at=NOON,
        saved_at=NOON,
        advice_shown=False,
        answers=response.whole,
    )
    made = summarise(response, submission)
    assert from_json(json.loads(made.attachment)) == submission
    return made


def sections(made: Summary) -> list[RecordSection]:
    return [one for one in made.record if one.title.startswith("No longer asked")]


def test_what_is_no_longer_asked_is_in_the_record_in_both_old_wordings(
    forms: Questionnaires,
) -> None:
    made = summary(forms, maya(date(2026, 11, 22)))

    (section,) = sections(made)
    assert section.title == "No longer asked: Background, habits and 3 months before onset"
    assert section.patient_title == "No longer asked: Your health, your family and your habits"
    assert section.entries == (
        RecordEntry(
            "Fluids",
            "How much do you drink on a normal day?",
            "fluids < 4 glasses a day",
            "Under 4 glasses",
            "answered",
        ),
    )


def test_a_medicine_keeps_what_is_no_longer_asked_of_it(forms: Questionnaires) -> None:
    listed = [{"med.name": "a"}, {"med.name": "b", "med.why": "my back", "odd": "x"}]
    made = summary(forms, {"med": listed})

    first, second = (one.entries[-2:] for one in made.record if one.number)
    assert [(one.question, one.answer, one.state) for one in first] == [
        ("Reason", "", "not asked"),
        ("odd", "", "not asked"),
    ]
    assert [(one.question, one.asked, one.answer) for one in second] == [
        ("Reason", "What is it for?", "my back"),
        ("odd", "odd", "x"),
    ]
    assert made.no_longer_asked == 2


def test_an_option_that_is_gone_is_printed_in_its_old_words(forms: Questionnaires) -> None:
    made = summary(forms, {"life.diet": "skips"})

    assert "often skips meals" in {fact.value for fact in made.life.facts}
    assert made.no_longer_asked == 0


def test_what_no_version_knows_is_printed_under_its_id(forms: Questionnaires) -> None:
    made = summary(forms, UNKNOWN)

    (section,) = sections(made)
    assert section.title == "No longer asked"
    assert [(one.question, one.answer) for one in section.entries] == [
        ("shoe.size", "42"),
        ("shots", "{'what': 'flu'}, {}"),
    ]
    assert made.no_longer_asked == 2


def test_a_page_of_entries_that_is_gone_is_printed_entry_by_entry(
    forms: Questionnaires,
) -> None:
    """Read under a made-up form without medicines, as a later version might be."""
    form = forms["muscle-twitching"]
    listed = [{"med.name": "a", "med.still": "yes"}, {"med.name": "b", "odd": 1}]
    (page,) = (page for page in form.pages if page.repeats)
    others = tuple(one for one in form.pages if one is not page)
    response = Response.of(replace(form, pages=others, retired=(page,)), {"med": listed})

    made = list(unasked_sections(response))
    assert [one.number for one in made] == [1, 2]
    assert {one.title for one in made} == {f"No longer asked: {page.clinician}"}
    assert [[entry.answer for entry in one.entries] for one in made] == [
        ["a", "still taking"],
        ["b", "1"],
    ]
    assert no_longer_asked(response) == 4


def test_nothing_is_no_answer(forms: Questionnaires) -> None:
    made = summary(forms, {"life.water": " ", "shots": [], "shoe.size": None})

    assert (made.no_longer_asked, sections(made)) == (0, [])


@pytest.mark.parametrize(("number", "noun"), [(1, "1 answer"), (2, "2 answers")])
def test_page_and_text_count_what_only_the_record_prints(
    forms: Questionnaires, number: int, noun: str
) -> None:
    given: dict[str, Any] = dict(list(UNKNOWN.items())[:number])
    words = f"{noun} to questions that the form no longer asks: see the record."

    made = summary(forms, {"hpi.words": "twitch " * 500, **given})

    assert f"\n{words}\n" in reports.render_text(made)


def test_a_form_of_which_nothing_is_gone_says_nothing(forms: Questionnaires) -> None:
    made = summary(forms, {"about.name": "Ana"})

    assert (made.no_longer_asked, sections(made)) == (0, [])
    assert "no longer asks" not in reports.render_text(made)


def test_a_version_that_is_not_kept_is_said_and_read_with_the_present_one(
    forms: Questionnaires,
) -> None:
    made = summary(forms, {**UNKNOWN, "about.name": "Ana"}, version="0.1.0")

    assert made.footer.form == "muscle-twitching 0.1.0, not kept: read with 9.0.0"
    assert made.footer.form in reports.record_text(made)
    assert made.header.name == "Ana"
    assert made.no_longer_asked == 2
    shipped = load_all()["muscle-twitching"].version
    assert summary(forms, {}, version=shipped).footer.form == f"muscle-twitching {shipped}"

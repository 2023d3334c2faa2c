"""Answers in, Summary out: who, signs, groups and the record."""

from __future__ import annotations

from intake.commands.demo_answers import maya, thomas
from tests.unit.summaries import (
    FORM,
    TODAY,
    fact,
    sign,
    summary,
)


def test_signs_keep_no_and_unanswered_apart() -> None:
    made = summary({"sx.weak": "no", "sx.thin": "unsure"})
    assert sign(made, "Weakness").answer == "no"
    assert sign(made, "Muscle wasting").answer == "unsure"
    assert sign(made, "Paralysis").answer == "unanswered"
    assert {one.answer for one in made.signs.emergency} == {"unanswered"}


def test_a_sign_prints_its_details() -> None:
    made = summary(thomas(TODAY))
    assert sign(made, "Weakness").detail == (
        "“right hand and arm, now left hand”; since Apr 2026; worse over the last weeks;"
        " harder: lifting an arm high, gripping; not ticked: rising from a chair, stairs,"
        " lifting the forefoot, holding the head up"
    )
    assert sign(made, "Twitching in tongue or throat").answer == "yes"


def test_a_ticked_emergency_prints_what_was_done_and_repeats_the_advice() -> None:
    made = summary({"safety.now": ["choke"], "safety.ack.choke": "not_yet"})
    answers = {one.label: one.answer for one in made.signs.emergency}
    assert answers["Cannot swallow or choking"] == "yes"
    assert answers["Loss of consciousness or seizure"] == "no"
    assert made.signs.emergency_action == "has not sought help yet"
    assert "999" in made.advice
    assert summary(maya(TODAY)).advice == ""


def test_an_action_stands_once_after_all_the_signs_it_is_about() -> None:
    ticked = ["choke", "breath", "stroke"]
    acks = {"safety.ack.choke": "not_yet", "safety.ack.breath": "not_yet"}
    made = summary({"safety.now": ticked, **acks, "safety.ack.stroke": "called"})
    assert made.signs.emergency_action.count("has not sought help yet") == 1


def test_ages_count_to_the_time_of_sending_in_the_clinics_zone() -> None:
    born = {"about.dob": "1998-11-23"}
    assert summary(born).header.age == "27 y"
    assert summary(born, zone="Pacific/Kiritimati").header.age == "28 y"


def test_an_unsent_form_says_so() -> None:
    header = summary({}, sent=False).header
    assert header.unsent
    assert header.sent == ""
    assert header.name == "Name not given"


def test_groups_print_answers_and_what_was_not_answered() -> None:
    made = summary(maya(TODAY))
    assert fact(made.history, "Onset") == "14 Oct 2026 (6 weeks ago); sudden start"
    assert fact(made.history, "Bother") == "8 of 10"
    other = next(one for one in made.symptoms.facts if one.label == "Other symptoms")
    assert other.found == "fatigue, cramps or spasms, sudden jerks"
    assert other.absent == "Ticked none: tremor, sustained pulling or twisting, new rash"
    assert "Anything else" in fact(made.wants, "Not answered")


def test_the_record_holds_every_question_and_keeps_its_state() -> None:
    made = summary(maya(TODAY))
    entries = [entry for section in made.record for entry in section.entries]
    asked = sum(len(page.questions) for page in FORM.pages if not page.repeats)
    medicine = next(page for page in FORM.pages if page.repeats)
    assert len(entries) == asked + 4 * len(medicine.questions)
    states = {entry.question: entry.state for entry in entries}
    assert states["Anything else"] == "unanswered"
    assert states["Action taken: cannot pass urine"] == "not asked"
    assert states["Weakness"] == "answered"


def test_every_symptom_and_question_of_the_article_reaches_page_and_record() -> None:
    made = summary(maya(TODAY))
    printed = {label.label for label in (*made.signs.danger, *made.signs.emergency)}
    for group in (made.history, made.symptoms, made.background, made.life, made.wants):
        printed |= {one.label for one in group.facts}
    for page in FORM.pages:
        for question in page.questions:
            if question.block in ("history", "symptoms", "background", "life", "wants"):
                answered = question.id in maya(TODAY)
                assert not answered or question.label in printed, question.id


def test_what_was_not_ticked_of_a_sign_is_said_too() -> None:
    made = summary(
        {
            "sx.breath": "yes",
            "sx.breath.when": ["tasks"],
            "sx.weak": "yes",
            "sx.weak.tasks": ["none"],
        }
    )
    breath = sign(made, "Breathless on light tasks or lying flat")
    assert breath.detail == (
        "on light tasks; not ticked: lying flat, sitting still, wakes at night, at other times"
    )
    assert sign(made, "Weakness").detail == "harder: no task, only feels weak"

"""The shipped form, and a small made-up one to break."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from intake.questionnaires import Questionnaire, Questionnaires, load, load_all

SMALL = """\
id: hiccups
version: 1.0.0
title: Hiccups
summary_title: "Pre-visit summary: hiccups"
article_title: All about hiccups
article_publisher: Example Press
pages:
  - id: safety
    patient: Are you safe?
    clinician: Safety
    notices:
      - {style: emergency, heading: "Call {emergency_number}", text: Do not wait.}
    questions:
      - id: now
        kind: choices
        sign: emergency
        block: signs
        required: true
        patient: Any of these?
        clinician: Emergency
        error: Tick what fits
        options:
          - {id: choke, patient: I choke, clinician: Choking, emergency: true, article: [A1]}
          - {id: none, patient: None of these, clinician: ticked none, exclusive: true}
  - id: about
    patient: About you
    clinician: Patient
    questions:
      - id: name
        kind: text
        role: name
        block: header
        required: true
        max_length: 20
        patient: Your name
        clinician: Name
        error: Enter your name
      - id: dob
        kind: date
        role: dob
        block: header
        patient: Date of birth
        clinician: Born
        error: Enter your date of birth
      - id: cups
        kind: number
        block: life
        label: Drinks
        minimum: 0
        maximum: 10
        patient: Cups a day
        clinician: Cups
        error: Enter a number of cups
      - id: which
        kind: text
        block: life
        label: Drinks
        max_length: 10
        shown_when: {question: cups, above: 0}
        patient: Cups of what?
        clinician: Drink
  - id: loud
    patient: How loud?
    clinician: Loudness
    shown_when: {question: now, values: [choke]}
    questions:
      - id: heard
        kind: yesno
        sign: danger
        block: signs
        required: true
        patient: Can others hear it?
        clinician: Audible
        error: Choose Yes, No or Not sure
      - id: heard.since
        kind: partdate
        block: signs
        detail_of: heard
        shown_when: {question: heard, values: ["yes"]}
        patient: Since when?
        clinician: Since
        error: Enter a date
      - id: often
        kind: yesno
        block: life
        label: Often
        shown_when: {question: heard, values: ["yes"]}
        patient: Often?
        clinician: Often
      - id: often.when
        kind: text
        block: life
        label: Often
        max_length: 20
        shown_when: {question: often, values: ["yes"]}
        patient: When?
        clinician: When
  - id: med
    patient: Medicines
    clinician: Medicines
    repeats: true
    questions:
      - id: med.name
        kind: text
        role: med.name
        block: drugs
        label: Name
        required: true
        max_length: 20
        patient: Name
        clinician: Name
        error: Enter a name
      - id: med.still
        kind: choice
        role: med.still
        block: drugs
        label: Still
        patient: Still?
        clinician: Still
        options:
          - {id: "yes", patient: "Yes", clinician: still taking}
          - {id: "no", patient: "No", clinician: stopped}
      - id: med.stop
        kind: partdate
        role: med.stop
        block: drugs
        label: Stopped
        shown_when: {question: med.still, values: ["no"]}
        patient: When?
        clinician: Stopped
        error: Enter a date
  - id: end
    patient: The end
    clinician: End
    shown_when: {question: heard, values: [unsure, "yes"]}
    questions:
      - id: else
        kind: text
        block: wants
        label: Also
        max_length: 20
        shown_when: {question: often, values: ["yes", "no"]}
        patient: Anything else?
        clinician: Else
  - id: last
    patient: The last page
    clinician: Last
    questions:
      - id: bye
        kind: text
        block: wants
        label: Bye
        max_length: 20
        shown_when: {question: often, values: ["yes"]}
        patient: Goodbye?
        clinician: Bye
printed: {A2: on the page}
excused: {A3: an advertisement}
"""
ROWS = "id,section,item\nA1,One,Choking\nA2,One,Boxes\nA3,Two,Advertisement\n"

Write = Callable[..., Path]
Versions = Callable[..., Questionnaires]
Thing = TypeVar("Thing")


def the(found: Thing | None) -> Thing:
    """What a form must have, found."""
    assert found is not None
    return found


@pytest.fixture(scope="session")
def form() -> Questionnaire:
    """The form that patients with muscle twitching fill in."""
    return load_all()["muscle-twitching"]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the small form, with some text exchanged, and give its path."""

    def written(old: str = "", new: str = "", rows: str = ROWS) -> Path:
        assert old in SMALL
        (tmp_path / "hiccups.csv").write_text(rows, encoding="utf-8")
        path = tmp_path / "hiccups.yaml"
        path.write_text(SMALL.replace(old, new, 1) if old else SMALL, encoding="utf-8")
        return path

    return written


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    """Load the small form as it is now, beside texts of it that were released."""

    def loaded(now: str, **released: str) -> Questionnaires:
        (tmp_path / "released").mkdir(exist_ok=True)
        (tmp_path / "hiccups.csv").write_text(ROWS, encoding="utf-8")
        (tmp_path / "hiccups.yaml").write_text(now, encoding="utf-8")
        for name, text in released.items():
            version = name.removeprefix("v").replace("_", ".")
            path = tmp_path / "released" / f"hiccups-{version}.yaml"
            path.write_text(text, encoding="utf-8")
        return load_all(tmp_path)

    return loaded


@pytest.fixture
def small_text() -> str:
    """The small form's file, version 1.0.0."""
    return SMALL


@pytest.fixture
def small(write: Write) -> Questionnaire:
    """The small form, loaded."""
    return load(write())

"""An invented form of another condition, with its own page: headache, as short as it can be."""

from __future__ import annotations

from pathlib import Path

from intake.questionnaires import Questionnaires, load_all

FORM = """\
id: headache
version: 1.0.0
title: Headache
summary_title: "Pre-visit summary: headache"
article_title: Headaches in over 12s
article_publisher: Example Guideline Press
pages:
  - id: safety
    patient: Before you start
    clinician: Safety
    notices:
      - {style: emergency, heading: "Call {emergency_number}", text: Do not wait.}
    questions:
      - id: now
        kind: choices
        sign: emergency
        role: emergency
        block: signs
        required: true
        patient: Do you have any of these now?
        clinician: Emergency signs now
        error: Tick what fits
        options:
          - {id: thunder, patient: The worst in 5 minutes, clinician: Thunderclap headache, emergency: true}
          - {id: none, patient: None of these, clinician: ticked none, exclusive: true}
  - id: about
    patient: About you
    clinician: Patient
    questions:
      - {id: name, kind: text, role: name, block: header, required: true, max_length: 80, patient: Your name, clinician: Name, error: Enter your name}
      - {id: dob, kind: date, role: dob, block: header, required: true, patient: Date of birth, clinician: Born, error: Enter your date of birth}
      - {id: phone, kind: text, role: phone, block: header, label: Phone, max_length: 40, patient: Your phone, clinician: Phone}
  - id: pain
    patient: Your headaches
    clinician: History of the headaches
    questions:
      - {id: words, kind: longtext, role: words, block: words, required: true, scan: true, max_length: 2000, patient: Tell us about your headaches, clinician: In the patient's words, error: Tell us in a few words}
      - {id: began, kind: partdate, role: onset, block: history, label: Began, required: true, patient: When was the first one?, clinician: First headache, error: Enter the year}
      - {id: days, kind: number, block: history, label: Days, unit: days a month, minimum: 0, maximum: 31, patient: On how many days a month?, clinician: Headache days, error: Enter a number}
      - {id: numb, kind: yesno, sign: danger, block: signs, required: true, patient: Is one side numb?, clinician: Numb on one side, error: Choose an answer}
      - id: with
        kind: choices
        block: symptoms
        label: With it
        patient: What comes with it?
        clinician: With the headache
        options:
          - {id: sick, patient: I feel sick, clinician: nausea}
          - {id: light, patient: Light hurts, clinician: photophobia}
          - {id: none, patient: None of these, clinician: "ticked none: nausea, photophobia", exclusive: true}
      - {id: want, kind: text, block: wants, label: Wants, max_length: 400, scan: true, patient: What do you want?, clinician: Wants from the visit}
  - id: meds
    patient: Medicines
    clinician: Medicines
    questions:
      - id: took
        kind: choice
        role: nomeds
        block: drugs
        label: Medicines taken
        required: true
        patient: Do you take any medicines?
        clinician: Takes medicines
        error: Choose an answer
        options:
          - {id: list, patient: "Yes", clinician: takes medicines}
          - {id: none, patient: "No", clinician: says takes none}
  - id: med
    patient: Your medicines
    clinician: Each medicine
    repeats: true
    shown_when: {question: took, values: [list]}
    questions:
      - {id: med.name, kind: text, role: med.name, block: drugs, label: Name, required: true, max_length: 200, patient: Name on the box, clinician: Name as typed, error: Enter the name}
      - {id: med.start, kind: partdate, role: med.start, block: drugs, label: Started, patient: When did you start?, clinician: Started, error: Enter the year}
excused: {}
printed: {}
"""  # noqa: E501
PAGE = """\
sections: {history: History of the headaches, symptoms: With the headaches, wants: Wants}
source: the guideline
onset: the first headache
drugs_title: Medicines the guideline names
timing_title: Timing against the first headache
onset_label: first headache {onset}
examined: [Blood pressure, Fundi]
worse_when: {days: more}
"""
ANSWERS = {
    "now": ["none"], "name": "Ana Example", "dob": "1990-05-17", "phone": "07700 900 555",
    "words": "It throbs since the prednisolone.", "began": "2026-08", "days": 9, "numb": "no",
    "with": ["sick"], "want": "Less pain", "took": "list",
    "med": [
        {"med.name": "Ciprofloxacin 500 mg", "med.start": "2026-07"},
        {"med.name": "Diazepam"}, {"med.name": "Efexor 75 mg", "med.start": "2020"},
        {"med.name": "my head pill"},
    ],
}  # fmt: skip


def only_headache(folder: Path) -> Questionnaires:
    """The forms of a service that has no other."""
    (folder / "page").mkdir(parents=True)
    (folder / "headache.yaml").write_text(FORM, encoding="utf-8")
    (folder / "page" / "headache.yaml").write_text(PAGE, encoding="utf-8")
    return load_all(folder)

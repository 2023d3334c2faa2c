"""Answers in, Summary out: what the doctor sees, worked out in one place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from intake.drugs import DRUG_LIST_VERSION
from intake.marking import Marking
from intake.questionnaires import Questionnaire
from intake.questionnaires.answers import emergency
from intake.submission import Submission
from intake.summarise.groups import group, words
from intake.summarise.header import footer, header
from intake.summarise.marks import marked
from intake.summarise.medicines import flags_json, medicines
from intake.summarise.record import record
from intake.summarise.signs import signs
from reports.summary import Summary

__all__ = ["summarise", "whole_json"]


def summarise(
    form: Questionnaire,
    submission: Submission,
    *,
    record_url: str = "",
    emergency_number: str = "",
    markings: Sequence[Marking] = (),
) -> Summary:
    """Everything the page, the record and the patient's copy print of a submission.

    `record_url` is where a signed-in clinician finds the record; `markings` is all that
    clinicians said of its medicines, in the order in which they said it. The answers must be
    valid (`intake.questionnaires.answers.validate`); any may be missing.
    """
    answers = submission.answers
    drugs = medicines(form, submission)
    whole = submission.to_json(flags_json(drugs))
    return Summary(
        header=header(form, submission),
        words=words(form, answers),
        signs=signs(form, answers),
        drugs=marked(drugs, markings, submission),
        history=group(form, submission, "history", "History of the twitching"),
        symptoms=group(form, submission, "symptoms", "Other symptoms"),
        background=group(form, submission, "background", "Background"),
        life=group(form, submission, "life", "Life and impact"),
        wants=group(form, submission, "wants", "Worries and wants"),
        record=record(form, answers),
        advice=_advice(form, submission, emergency_number),
        attachment=json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        footer=footer(form, submission, DRUG_LIST_VERSION, record_url),
    )


def whole_json(form: Questionnaire, submission: Submission) -> dict[str, Any]:
    """The submission's own JSON with its flags worked out by the present drug list."""
    return submission.to_json(flags_json(medicines(form, submission)))


def _advice(form: Questionnaire, submission: Submission, emergency_number: str) -> str:
    """The emergency advice again, for the patient's copy, where a sign was given."""
    notice = form.advice
    if notice is None or not emergency(form, submission.answers):
        return ""
    number = emergency_number or "your emergency number"
    return f"{notice.heading}. {notice.text}".replace("{emergency_number}", number)

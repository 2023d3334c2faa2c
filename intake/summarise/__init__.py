"""Answers in, Summary out: what the doctor sees, worked out in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from intake.drugs import ANYWHERE, Local
from intake.drugs import version as drug_list_version
from intake.questionnaires import Response
from intake.questionnaires.page_words import PageWords
from intake.submission import Submission
from intake.summarise.alerts import alerts
from intake.summarise.doubts import doubts
from intake.summarise.emergency_advice import emergency_advice
from intake.summarise.groups import group, words
from intake.summarise.header import footer, header
from intake.summarise.medicines import flags_json, medicines
from intake.summarise.notes import notes_section, with_notes
from intake.summarise.record import record
from intake.summarise.signs import signs_with_times
from intake.summarise.since.compare import Earlier, since
from intake.summarise.unasked import no_longer_asked
from intake.summarise.verifications import with_verifications
from intake.verification import Verification
from reports.summary import Drugs, Summary, Terms

__all__ = ["flags_json", "medicines", "summarise"]


def summarise(  # noqa: PLR0913 - all that a page is made of, in one place
    response: Response,
    submission: Submission,
    *,
    record_url: str = "",
    emergency_number: str = "",
    phone: str = "",
    verifications: Sequence[Verification] = (),
    booked_as: str = "",
    on_file: Mapping[str, str] | None = None,
    earlier: Earlier | None = None,
    local: Local = ANYWHERE,
    drugs: Drugs | None = None,
) -> Summary:
    """Everything the page, the record and the patient's copy print of a submission.

    `response` is the submission's answers under its form (`Response.of`): they must be valid
    (`intake.questionnaires.validation.validate`), and any may be missing. `record_url` is where
    a signed-in clinician finds the record; `phone` is the clinic's own; `verifications` is all
    that clinicians said of its medicines, in the order in which they said it; `booked_as` is
    whom the clinic booked the visit for, where that is somebody else by name or date of birth.
    `on_file` is the clinic's own record number of the patient, GP and referrer.
    `earlier` is the visit before, where a clinician linked it. `local` is what names of medicines
    mean at the clinic.
    `drugs` is what `medicines` makes of the response, where it is at hand already.
    """
    today = submission.moment.date()
    drugs = drugs or medicines(response, today, submission.added, local)
    whole = submission.to_json(flags_json(drugs))
    changed = since(earlier, response, local)
    return Summary(
        header=header(response, submission, booked_as, on_file or {}),
        words=words(response),
        signs=changed.in_signs(signs_with_times(response, submission)),
        drugs=changed.in_drugs(with_verifications(drugs, verifications, submission)),
        history=changed.in_group("history", group(response, today, "history")),
        symptoms=changed.in_group("symptoms", group(response, today, "symptoms")),
        background=changed.in_group("background", group(response, today, "background")),
        life=changed.in_group("life", group(response, today, "life")),
        wants=changed.in_group("wants", with_notes(group(response, today, "wants"), submission)),
        record=(*record(response, today, submission.sure), *notes_section(submission)),
        advice=emergency_advice(response, submission.clinic, phone, emergency_number),
        attachment=json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        footer=footer(response.form, submission, drug_list_version(), record_url),
        no_longer_asked=no_longer_asked(response),
        terms=_terms(response.form.words),
        alerts=alerts(response, drugs),
        since=changed.whole,
        doubts=doubts(response, today, submission.sure),
        language=response.form.worded_in,
    )


def _terms(words: PageWords) -> Terms:
    return Terms(words.source, words.drugs_title, words.timing_title, words.examined, words.ranks)

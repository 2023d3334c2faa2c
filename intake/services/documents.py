"""A visit's documents: its submission, its summary, and the PDFs made of them.

The doctor's page is made when the patient sends and kept sealed, so that the
download costs a decryption; it is made again when anything that shapes it has
changed. What is only saved is rendered on each request and never kept.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from flask import current_app

import reports
from intake import clock, store
from intake.marking import Marking, standing
from intake.questionnaires import Questionnaire, Questionnaires, Response
from intake.submission import Submission, from_json
from intake.summarise import summarise, whole_json
from reports.summary import Summary

Kind = Literal["page", "record", "copy"]
ROOT = Path(__file__).resolve().parent.parent.parent
SHAPERS = (
    "reports",
    "templates/report",
    "intake/drugs",
    "intake/questionnaires",
    "intake/summarise",
    "intake/wording.py",
    "intake/marking.py",
    "intake/partial_date.py",
    "intake/submission.py",
    "package-lock.json",  # pins the fonts
    "requirements.txt",  # pins the libraries
)
SOURCES = {".py", ".html", ".css", ".csv", ".txt", ".yaml", ".json"}


def questionnaire_of(questionnaire_id: str) -> Questionnaire:
    """The form of this id. Raises LookupError if the service no longer has it."""
    forms: Questionnaires = current_app.extensions["questionnaires"]
    if questionnaire_id not in forms:
        raise LookupError(f"no questionnaire {questionnaire_id}")
    return forms[questionnaire_id]


def response_of(submission: Submission) -> Response:
    """The submission's answers under the form as it was; under the present one if it is not kept.

    Raises LookupError if the service no longer has the form.
    """
    forms: Questionnaires = current_app.extensions["questionnaires"]
    form = forms.nearest(submission.questionnaire_id, submission.questionnaire_version)
    if form is None:
        raise LookupError(f"no questionnaire {submission.questionnaire_id}")
    return Response.of(form, submission.answers)


def first_questionnaire() -> Questionnaire:
    """The form that new visits get, until a clinic can choose among several."""
    forms: Questionnaires = current_app.extensions["questionnaires"]
    return forms.first


def submission_of(visit: store.Visit) -> Submission | None:
    """What was sent, else what is saved; None while there is nothing."""
    stored = store.submission(visit)
    if stored:
        return from_json(stored.content)
    return saved_submission(visit) if visit.saved_at else None


def saved_submission(visit: store.Visit) -> Submission:
    """The saved answers as a submission that was not sent."""
    form = questionnaire_of(visit.questionnaire_id)
    return Submission(
        reference=visit.reference,
        version=0,
        questionnaire_id=form.id,
        questionnaire_version=form.version,
        clinic=visit.clinic.name,
        time_zone=ZoneInfo(visit.clinic.time_zone),
        visit_at=visit.scheduled_at,
        visit_kind=visit.kind,
        sent_at=None,
        saved_at=visit.saved_at or clock.now(),
        advice_shown=False,
        answers=Response.of(form, store.saved_answers(visit)).whole,
    )


def summary_of(visit: store.Visit) -> Summary | None:
    """What the doctor sees of this visit; None while there is nothing."""
    submission = submission_of(visit)
    return _summary(submission, visit, store.markings(visit)) if submission else None


def text_of(visit: store.Visit) -> str | None:
    """The page's facts as plain text; None while there is nothing."""
    summary = summary_of(visit)
    return reports.render_text(summary) if summary else None


def record_html_of(visit: store.Visit) -> str | None:
    """The record as a web page, which needs no PDF; None while there is nothing."""
    summary = summary_of(visit)
    return reports.page_html(summary) if summary else None


def record_text_of(visit: store.Visit) -> str | None:
    """The record as plain text; None while there is nothing."""
    summary = summary_of(visit)
    return reports.record_text(summary) if summary else None


def pdf_of(visit: store.Visit, kind: Kind) -> bytes | None:
    """One of the visit's PDFs; None while there is nothing. Raises reports.RenderError."""
    stored = store.submission(visit)
    if stored is None:
        summary = summary_of(visit)
        return _render(summary, visit, kind) if summary else None
    markings = store.markings(visit)
    digest = _digest(stored, visit, markings)
    kept = store.kept_document(visit, kind, digest)
    if kept is not None:
        return kept
    pdf = _render(_summary(from_json(stored.content), visit, markings), visit, kind)
    store.keep_document(visit, kind, digest, pdf)
    return pdf


def submission_json(submission: Submission) -> dict[str, Any]:
    """The submission's own JSON with its flags worked out by the present drug list."""
    return whole_json(response_of(submission), submission)


def _summary(submission: Submission, visit: store.Visit, markings: Sequence[Marking]) -> Summary:
    base = current_app.config["SETTINGS"].base_url
    return summarise(
        response_of(submission),
        submission,
        record_url=f"{base}/clinic/visits/{visit.reference}",
        emergency_number=visit.clinic.emergency_number,
        markings=markings,
    )


def _render(summary: Summary, visit: store.Visit, kind: Kind) -> bytes:
    render = {
        "page": reports.render_page,
        "record": reports.render_record,
        "copy": reports.render_copy,
    }[kind]
    try:
        return render(summary, visit.clinic.paper)
    except reports.RenderError as error:
        # The reference is the service's own; the error's text could quote an answer.
        current_app.logger.error("%s of %s: %s", kind, visit.reference, type(error).__name__)
        raise


def _digest(stored: store.Stored, visit: store.Visit, markings: Sequence[Marking]) -> str:
    content = json.dumps(stored.content, sort_keys=True)
    base = current_app.config["SETTINGS"].base_url
    # A frozen record's repr says all it holds.
    parts = (content, visit.clinic.paper, base, _shape(), repr(standing(markings)))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def _shape() -> str:
    """A digest of the code, words and pinned versions that shape a page.

    Only sources count: what is built beside them, as the fonts' cache, changes by itself.
    """
    digest = hashlib.sha256(importlib.metadata.version("weasyprint").encode())
    for shaper in SHAPERS:
        path = ROOT / shaper
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in SOURCES and file.is_file():
                digest.update(file.read_bytes())
    return digest.hexdigest()

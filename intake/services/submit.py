"""Sending: saved answers become a submission, once, and its page is made ahead."""

from __future__ import annotations

from dataclasses import replace

from flask import current_app

from intake import clock, store
from intake.questionnaires import Response
from intake.services import documents
from reports import RenderError


class IncompleteError(Exception):
    """Required answers are missing; nothing was sent."""


def submit(visit: store.Visit, *, advice_shown: bool) -> store.Stored:
    """Send what the patient saved; sending twice gives the first submission again.

    Raises IncompleteError while required answers are missing.
    """
    already = store.submission(visit)
    if already:
        return already
    saved = documents.saved_submission(visit)
    if Response.of(documents.questionnaire_of(visit.questionnaire_id), saved.answers).missing:
        raise IncompleteError
    moment = clock.now()
    sent = replace(saved, version=1, sent_at=moment, saved_at=moment, advice_shown=advice_shown)
    stored = store.insert_submission(visit, documents.submission_json(sent), moment)
    _make_page(visit)
    return stored


def _make_page(visit: store.Visit) -> None:
    """Make the doctor's page before it is asked for. What was sent is safe either way."""
    try:
        documents.pdf_of(visit, "page")
    except RenderError:
        return  # told in the log; the doctor's click tries again
    except Exception as error:  # a page that cannot be kept is no reason to refuse the patient
        current_app.logger.error("page of %s: %s", visit.reference, type(error).__name__)

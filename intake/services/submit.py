"""Submitting: saved answers become a submission, once, and its page is made ahead."""

from __future__ import annotations

from dataclasses import replace

from flask import current_app

from intake import clock, store
from intake.draft import stamp
from intake.questionnaires import Response
from intake.services import audit, documents
from intake.services.answers import ChangedError, ClosedError, keep_headline
from intake.services.form_library import form_of
from intake.submission import AuditHead, Submission
from intake.summarise import flags_json, medicines
from reports.summary import Drugs


class IncompleteError(Exception):
    """Required answers are missing; nothing was sent."""


def submit(visit: store.Visit, seen: str = "", opening_key: str = "") -> store.Stored:
    """Send what the patient saved; sending twice gives the first submission again.

    What is sent is exactly the draft that was checked, under one lock. It holds the head of the
    clinic's audit as it stands then, so that nobody can cut the audit off unseen. With `seen`, the
    stamp of the answers that the patient looked at, others are not sent. `opening_key` is of the
    browser that sends: it alone gets the copy. Raises IncompleteError, ChangedError and
    ClosedError.
    """
    with store.transaction():
        locked = store.lock_visit(visit)
        already = store.submission(locked) if locked.status == "sent" else None
        if already:
            return already
        if not locked.open_to_patient or locked.link_serial != visit.link_serial:
            raise ClosedError
        sent, response = _checked(locked, seen)
        drugs = medicines(response, sent.moment.date())
        head = audit.write("patient", "sent", locked)
        sent = replace(sent, audit=AuditHead(head.number, head.mac.hex()))
        content = sent.to_json(flags_json(drugs))
        stored = store.insert_submission(locked, content, sent.saved_at, opening_key)
        store.drop_draft(locked)
        keep_headline(locked, response, drugs)
    _begin_page(locked, stored, response, drugs)
    return stored


def _checked(locked: store.Visit, seen: str) -> tuple[Submission, Response]:
    draft = store.saved_draft(locked)
    if seen and seen != stamp(draft.given):
        raise ChangedError(draft.given)
    response = Response.of(form_of(locked), draft.given)
    if response.missing:
        raise IncompleteError
    return documents.submission_now(locked, response, sent_at=clock.now()), response


def _begin_page(visit: store.Visit, stored: store.Stored, response: Response, drugs: Drugs) -> None:
    """Begin the doctor's page before it is asked for. What was sent is safe either way."""
    try:
        documents.begin_page(visit, stored, response, drugs)
    except Exception as error:  # a page that cannot be kept is no reason to refuse the patient
        current_app.logger.error("page of %s: %s", visit.reference, type(error).__name__)

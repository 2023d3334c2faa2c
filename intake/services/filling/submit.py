"""Submitting: saved answers become a submission, once. Its page is drawn after it, by another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from intake import clock, store
from intake.deeds import Deed
from intake.draft import Draft, stamp
from intake.questionnaires import Response
from intake.services import audit, documents
from intake.services.filling.answers import (
    ChangedError,
    ClosedError,
    is_other,
    takes_answers,
    tell_clinic,
)
from intake.services.filling.headlines import keep_headline, keep_sent_headline
from intake.services.filling.saved import Saved
from intake.services.form_library import form_of
from intake.services.reading import drugs_of, local_of
from intake.submission import AuditHead, Submission, from_json
from intake.summarise import flags_json
from intake.watch.counts import BOARD
from reports.summary import Drugs


class IncompleteError(Exception):
    """Required answers are missing; nothing was sent."""


def submit(visit: store.Visit, seen: str = "", opening_key: str = "") -> store.Stored:
    """Send what the patient saved; sending twice gives the same submission again.

    Changes of what was sent are sent the same way, as its next version.

    What is sent is exactly the draft that was checked, under one lock. It holds the head of the
    clinic's audit as it stands then, so that nobody can cut the audit off unseen. With `seen`, the
    stamp of the answers that the patient looked at, others are not sent. `opening_key` is of the
    browser that sends: it alone gets the copy. Raises IncompleteError, ChangedError and
    ClosedError.
    """
    # Reading the medicines of a long form takes a while: done before others have to wait.
    ahead = _read(visit, store.saved_draft(visit))
    with store.transaction():
        locked = store.lock_visit(visit)
        already = store.submission(locked) if locked.status == "sent" else None
        if already and not locked.amending:
            return already
        if is_other(locked, visit) or not takes_answers(locked):
            raise ClosedError
        draft = store.saved_draft(locked)
        if seen and seen != stamp(draft.given):
            raise ChangedError(draft.given)
        read = ahead if ahead.draft == draft else _read(locked, draft)
        if read.response.missing or draft.unread:
            raise IncompleteError
        store.drop_draft(locked)
        if already and _is_as_sent(read, already):
            keep_sent_headline(locked)
            return already
        sent = documents.submission_now(
            locked, read.response, draft, sent_at=read.at, after=already
        )
        deed: Deed = "amended" if already else "sent"
        stored = insert_version(locked, sent, read.drugs, deed, opening_key)
        keep_headline(locked, Saved(read.draft, read.response), read.drugs)
        if already:
            tell_clinic(locked, read.response)
    BOARD.add("intake_sends_total", "changes" if already else "journey")  # and it is drawn
    return stored


def insert_version(
    locked: store.Visit, submission: Submission, drugs: Drugs, deed: Deed, opening_key: str = ""
) -> store.Stored:
    """Keep a version with the head of the clinic's audit, which tells of this deed by then.

    PDFs of the version before go.
    """
    head = audit.write("patient", deed, locked)
    # Versions follow each other, whatever another machine's clock said of the one before.
    at = max(submission.saved_at, locked.sent_at or submission.saved_at)
    sent = replace(
        submission, sent_at=at, saved_at=at, audit=AuditHead(head.number, head.mac.hex())
    )
    if locked.sent_at:
        store.drop_documents(locked)
    content = sent.to_json(flags_json(drugs))
    return store.insert_submission(locked, content, sent.saved_at, opening_key)


def _is_as_sent(read: _Read, stored: store.Stored) -> bool:
    """Whether the changes come to nothing; a sign ticked and taken back is something."""
    sent = from_json(stored.content)
    same = read.response.whole == sent.answers
    return same and (read.draft.signs, read.draft.sure) == (sent.sign_times, sent.sure)


@dataclass(frozen=True)
class _Read:
    """A draft, what counts of it, and its medicines as they are read at the moment of sending."""

    draft: Draft
    at: datetime
    response: Response
    drugs: Drugs


def _read(visit: store.Visit, draft: Draft) -> _Read:
    now = clock.now()
    response = Response.of(form_of(visit), draft.given)
    before = store.submission(visit) if visit.amending else None
    sent = documents.submission_now(visit, response, draft, sent_at=now, after=before)
    drugs = drugs_of(response, sent.moment.date(), sent.added, local_of(visit.clinic))
    return _Read(draft, now, response, drugs)

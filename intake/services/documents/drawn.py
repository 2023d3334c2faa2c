"""A visit's documents: its submission, its summary, and the PDFs made of them.

The doctor's page is made once the patient has sent (pages.py) and kept sealed, so
that the download costs a decryption; it is made again when anything that shapes it has changed.
A PDF of what is only saved goes with the next save.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from flask import current_app

import reports
from intake import clock, store, wording
from intake.draft import Draft
from intake.drugs import Local
from intake.questionnaires import Response
from intake.services.documents.digest import digest_of, is_current
from intake.services.documents.earlier import earlier_of
from intake.services.documents.making import PATIENCE, begin, made
from intake.services.form_library import form_of, forms, spoken_by
from intake.services.reading import drugs_of, local_of
from intake.submission import Submission, from_json
from intake.summarise import summarise
from intake.summarise.since.compare import Earlier
from intake.verification import Verification
from intake.watch.counts import BOARD
from reports import Kind
from reports.summary import Summary


@dataclass(frozen=True)
class Sources:
    """All that a visit's summary is made of; each field but the submission goes to `summarise`.

    What it takes besides, the response and the drugs, is worked out of the submission.
    """

    submission: Submission
    record_url: str
    emergency_number: str
    phone: str  # the clinic's
    verifications: tuple[Verification, ...]
    booked_as: str
    on_file: store.OnFile
    earlier: Earlier | None  # what was sent for the visit before, where a clinician linked it
    local: Local  # what names of medicines mean at the clinic
    worded_in: str = "en"  # what the patient's copy is in; the clinic's pages are in English


def sources_of(
    visit: store.Visit, submission: Submission, verifications: Sequence[Verification] | None = None
) -> Sources:
    """What the summary of this submission is made of now; `verifications` if they are at hand."""
    if verifications is None:
        verifications = store.verifications(visit) if submission.sent_at else ()
    base = current_app.config["SETTINGS"].base_url
    return Sources(
        submission,
        record_url=f"{base}/clinic/visits/{visit.reference}",
        emergency_number=visit.clinic.emergency_number,
        phone=visit.clinic.phone,
        verifications=tuple(verifications),
        booked_as=booked_as(visit),
        on_file=store.on_file(visit),
        earlier=earlier_of(visit, submission),
        local=local_of(visit.clinic),
    )


def booked_as(visit: store.Visit) -> str:
    """Whom the clinic booked the visit for, where the answers say otherwise or no name, else ""."""
    if visit.given.name and not visit.differs:
        return ""
    born = visit.booked.born
    day = f"born {wording.day(born)}" if born else ""
    return ", ".join(part for part in (visit.booked.name, day) if part)


def submission_of(visit: store.Visit) -> Submission | None:
    """What was sent, else what is saved; None while there is nothing."""
    draft = store.saved_draft(visit) if visit.status != "sent" else Draft()
    # No draft: nothing was saved, or it was sent, perhaps since this visit was read.
    stored = None if draft.given else store.submission(visit)
    if stored:
        return from_json(stored.content)
    if not draft.given:
        return None
    response = Response.of(form_of(visit), draft.given)
    return submission_now(visit, response, draft, sent_at=None)


def submission_now(
    visit: store.Visit,
    response: Response,
    draft: Draft,
    *,
    sent_at: datetime | None,
    after: store.Stored | None = None,
) -> Submission:
    """The answers as a submission that is sent now or, without `sent_at`, only saved.

    `response` is what counts of the draft.
    `after` is the version before it, whose notes stay.
    """
    return Submission(
        reference=visit.reference,
        version=(after.version if after else 0) + 1 if sent_at else 0,
        questionnaire_id=response.form.id,
        questionnaire_version=response.form.version,
        clinic=visit.clinic.name,
        time_zone=ZoneInfo(visit.clinic.time_zone),
        visit_at=visit.scheduled_at,
        visit_kind=visit.kind,
        sent_at=sent_at,
        saved_at=sent_at or visit.saved_at or clock.now(),
        advice_shown=response.emergency if sent_at else False,
        answers=response.whole,
        notes=from_json(after.content).notes if after else (),
        sign_times=draft.signs,
        sure=draft.sure,
        language=response.form.filled_in,
        typed_in=draft.typed_in,
    )


def response_to(submission: Submission, worded_in: str = "en") -> Response:
    """A submission's answers under its form as it was; as it is now if that is not kept.

    The patient's words are in `worded_in`. Raises LookupError for a form that is gone.
    """
    form = forms().nearest(submission.questionnaire_id, submission.questionnaire_version)
    if form is None:
        raise LookupError(f"no questionnaire {submission.questionnaire_id}")
    worded = forms().worded(form, worded_in)
    return Response.of(replace(worded, filled_in=submission.language), submission.answers)


def summary_of(visit: store.Visit) -> Summary | None:
    """What the doctor sees of this visit; None while there is nothing."""
    submission = submission_of(visit)
    return _summary(sources_of(visit, submission)) if submission else None


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
    """One of the visit's PDFs; None while there is nothing.

    Raises reports.RenderError, and BeingMadeError where it takes longer than a request may.
    """
    submission = submission_of(visit)
    if submission is None:
        return None
    sources = _sources(visit, submission, kind)
    digest = digest_of(sources, visit.clinic.paper)
    kept = store.kept_document(visit, kind, digest)
    if kept is not None:
        return kept
    make = partial(_make, visit, kind, digest, partial(_summary, sources))
    # What is not kept could never be found again.
    return made(visit, kind, digest, make, PATIENCE if is_current() else None)


def is_page_kept(visit: store.Visit) -> bool:
    """Whether the doctor's page is kept as it would be made now, and can be read."""
    submission = submission_of(visit)
    if submission is None:
        return False
    digest = digest_of(sources_of(visit, submission), visit.clinic.paper)
    return store.kept_document(visit, "page", digest) is not None


def begin_page(visit: store.Visit) -> None:
    """Begin to make the doctor's page of what was sent, before somebody asks for it."""
    submission = submission_of(visit)
    if submission is None:
        return
    sources = sources_of(visit, submission)
    digest = digest_of(sources, visit.clinic.paper)
    begin(visit, "page", partial(_make, visit, "page", digest, partial(_summary, sources)))


def _make(visit: store.Visit, kind: Kind, digest: str, summary: Callable[[], Summary]) -> bytes:
    """Make and keep a PDF; while it stood in line another may have kept it."""
    kept = store.kept_document(visit, kind, digest)
    if kept is not None:
        return kept
    began = time.perf_counter()
    drawn = summary()
    pdf = reports.draw(kind, drawn, visit.clinic.paper)
    BOARD.add("intake_renders_total", kind)
    BOARD.add("intake_render_seconds_total", kind, by=time.perf_counter() - began)
    if is_current():  # no files were replaced under the service since it started
        with suppress(LookupError), store.transaction():  # it may have been erased meanwhile
            locked = store.lock_visit(visit)
            # Answers that were replaced since are not kept, in a PDF neither, nor what is told of
            # a visit before, which may have been erased.
            if _digest_now(locked, kind) == digest:
                store.keep_document(locked, kind, digest, pdf)
    return pdf


def _sources(visit: store.Visit, submission: Submission, kind: Kind) -> Sources:
    sources = sources_of(visit, submission)
    return replace(sources, worded_in=spoken_by(visit).code) if kind == "copy" else sources


def _digest_now(visit: store.Visit, kind: Kind) -> str:
    submission = submission_of(visit)
    return digest_of(_sources(visit, submission, kind), visit.clinic.paper) if submission else ""


def _summary(sources: Sources) -> Summary:
    submission = sources.submission
    response = response_to(submission, sources.worded_in)
    return summarise(
        response,
        submission,
        record_url=sources.record_url,
        emergency_number=sources.emergency_number,
        phone=sources.phone,
        verifications=sources.verifications,
        booked_as=sources.booked_as,
        on_file=vars(sources.on_file),
        earlier=sources.earlier,
        local=sources.local,
        drugs=drugs_of(response, submission.moment.date(), submission.added, sources.local),
    )

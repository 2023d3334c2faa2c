"""What the record page shows of a visit's answers, and no more than that.

The page of the same visit is a whole summary; opening the record works out only what
stands on it: how the medicines were read, and every question with its answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from intake import drugs, store, wording
from intake.services import documents
from intake.submission import Submission
from intake.summarise.medicines import medicines
from intake.summarise.record import record
from reports.summary import Drugs, RecordSection


@dataclass(frozen=True)
class Record:
    """A visit's answers as the record page shows them."""

    unsent: bool
    saved: str  # when, in the clinic's time zone, in words
    version: int  # of the submission; 0 for answers that are only saved
    drug_list: str  # the version that read the medicines
    drugs: Drugs
    sections: tuple[RecordSection, ...]


def record_of(visit: store.Visit) -> Record | None:
    """The visit's answers, sent or only saved; None while there is nothing."""
    submission = documents.submission_of(visit)
    return _record(submission) if submission else None


def _record(submission: Submission) -> Record:
    response = documents.response_to(submission)
    return Record(
        unsent=submission.sent_at is None,
        saved=wording.moment(submission.saved_at.astimezone(submission.time_zone)),
        version=submission.version,
        drug_list=drugs.version(),
        drugs=medicines(response, submission.moment.date()),
        sections=record(response),
    )

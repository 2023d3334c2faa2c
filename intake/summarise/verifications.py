"""What clinicians said of a match, put beside the flag or the question it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intake import wording
from intake.submission import Submission
from intake.verification import Reading, Verification, current
from reports.summary import DrugFlag, DrugQuestion, Drugs, Mark


def reading_of(read: DrugFlag | DrugQuestion, drug_list: str = "") -> Reading:
    """The medicine text and what this version of the list read it as: what is marked."""
    if isinstance(read, DrugQuestion):
        return Reading(read.typed, read.reason, (), drug_list)
    return Reading(read.typed, read.ingredient, read.classes, drug_list)


def with_verifications(
    drugs: Drugs, verifications: Sequence[Verification], submission: Submission
) -> Drugs:
    """The drugs with what counts of the verifications up to this version, flags unchanged."""
    so_far = [one for one in verifications if one.version <= submission.version]
    marks: dict[Reading, tuple[Mark, ...]] = {}
    for one in current(so_far):
        marks[one.reading] = (*marks.get(one.reading, ()), _mark(one, submission))

    def with_marks(flag: DrugFlag) -> DrugFlag:
        return replace(flag, marks=marks.get(reading_of(flag), ()))

    return replace(
        drugs,
        flags=tuple(map(with_marks, drugs.flags)),
        treatments=tuple(map(with_marks, drugs.treatments)),
        questions=tuple(
            replace(asked, marks=marks.get(reading_of(asked), ())) for asked in drugs.questions
        ),
    )


def _mark(verification: Verification, submission: Submission) -> Mark:
    at = verification.at.astimezone(submission.time_zone)
    return Mark(
        verdict="right" if verification.verdict.outcome == "right" else "wrong",
        by=verification.by,
        day=wording.day(at),
        moment=wording.long_moment(at),
        note=verification.verdict.note,
        on_version=verification.version if verification.version < submission.version else 0,
    )

"""What clinicians said of a match, put beside the flag or the question it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intake import wording
from intake.marking import Marking, Reading, standing
from intake.submission import Submission
from reports.summary import DrugFlag, DrugQuestion, Drugs, Mark


def reading_of(read: DrugFlag | DrugQuestion, drug_list: str = "") -> Reading:
    """The medicine text and what this version of the list read it as: what is marked."""
    if isinstance(read, DrugQuestion):
        return Reading(read.typed, read.reason, (), drug_list)
    return Reading(read.typed, read.ingredient, read.classes, drug_list)


def marked(drugs: Drugs, markings: Sequence[Marking], submission: Submission) -> Drugs:
    """The drugs with what counts of the markings up to this version, flags unchanged."""
    so_far = [marking for marking in markings if marking.version <= submission.version]
    marks: dict[Reading, tuple[Mark, ...]] = {}
    for marking in standing(so_far):
        marks[marking.reading] = (*marks.get(marking.reading, ()), _mark(marking, submission))

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


def _mark(marking: Marking, submission: Submission) -> Mark:
    at = marking.at.astimezone(submission.time_zone)
    return Mark(
        verdict="right" if marking.word.verdict == "right" else "wrong",
        by=marking.by,
        day=wording.day(at),
        moment=wording.long_moment(at),
        note=marking.word.note,
        on_version=marking.version if marking.version < submission.version else 0,
    )

"""What clinicians said of a match, put beside the flag or the question it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intake import wording
from intake.marking import Marking, Reading, standing
from intake.submission import Submission
from reports.summary import DrugFlag, DrugQuestion, Drugs, Mark


def reading_of(one: DrugFlag | DrugQuestion, drug_list: str = "") -> Reading:
    """The medicine text and what this version of the list read it as: what is marked."""
    if isinstance(one, DrugQuestion):
        return Reading(one.typed, one.reason, (), drug_list)
    return Reading(one.typed, one.ingredient, one.classes, drug_list)


def marked(drugs: Drugs, markings: Sequence[Marking], submission: Submission) -> Drugs:
    """The drugs with what counts of the markings up to this version, flags unchanged."""
    so_far = [one for one in markings if one.version <= submission.version]
    found: dict[Reading, tuple[Mark, ...]] = {}
    for one in standing(so_far):
        found[one.reading] = (*found.get(one.reading, ()), _mark(one, submission))

    def with_marks(flag: DrugFlag) -> DrugFlag:
        return replace(flag, marks=found.get(reading_of(flag), ()))

    return replace(
        drugs,
        flags=tuple(with_marks(one) for one in drugs.flags),
        treatments=tuple(with_marks(one) for one in drugs.treatments),
        questions=tuple(
            replace(one, marks=found.get(reading_of(one), ())) for one in drugs.questions
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

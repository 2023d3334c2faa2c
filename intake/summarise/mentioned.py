"""Drugs found in free text outside the list: mentioned, not listed, to ask about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.drugs import CLASSES, DrugRead, Flagging, mentions
from intake.questionnaires import Answers, Questionnaire
from intake.summarise.phrases import asked
from reports.summary import DrugFlag, OtherDrug

NOT_LISTED = "mentioned, not listed: ask"
DATE_UNKNOWN = 4  # the rank of a drug whose dates are unknown
STATUS = {
    "allergy": "allergy",
    "planned": "planned, not started",
    "negated": "not taken",
    "other_person": "taken by someone else",
}


@dataclass(frozen=True)
class Mentioned:
    """What free text adds to the list."""

    flags: tuple[DrugFlag, ...]
    treatments: tuple[DrugFlag, ...]
    others: tuple[OtherDrug, ...]


def mentioned(form: Questionnaire, answers: Answers, found: Flagging) -> Mentioned:
    """Read every answer that the form marks for it, less what the list already holds."""
    listed = (*found.causes, *found.treatments)
    known = {one.ingredient for one in listed} | {one.drug.ingredient for one in found.others}
    new: dict[str, DrugRead] = {}
    for drug in _read(form, answers):
        if drug.ingredient not in known:
            new.setdefault(drug.ingredient, drug)
    named = [_flag(drug) for drug in new.values() if drug.classes and drug.taken]
    return Mentioned(
        flags=tuple(one for one in named if one.role == "cause"),
        treatments=tuple(one for one in named if one.role == "treatment"),
        others=tuple(
            OtherDrug(drug.typed, STATUS.get(drug.status, NOT_LISTED))
            for drug in new.values()
            if not (drug.classes and drug.taken)
        ),
    )


def _read(form: Questionnaire, answers: Answers) -> Iterator[DrugRead]:
    for question in asked(form, answers):
        if question.scan and question.id in answers:
            yield from mentions(str(answers[question.id]))


def _flag(drug: DrugRead) -> DrugFlag:
    classes = [CLASSES[key] for key in drug.classes]
    cause = any(one.role == "cause" for one in classes)
    return DrugFlag(
        typed=drug.typed,
        ingredient=drug.ingredient,
        classes=tuple(one.short for one in classes),
        article_words=" ".join(dict.fromkeys(one.article_words for one in classes)),
        role="cause" if cause else "treatment",
        certainty=drug.how,
        timing=NOT_LISTED,
        rank=DATE_UNKNOWN if cause else 0,
        taken="",
        listed=False,
    )

"""Drugs found in free text outside the list: mentioned, not listed, to ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake.drugs import (
    ANYWHERE,
    Doubt,
    DrugRead,
    Flagging,
    Listed,
    Local,
    classes,
    is_local,
    known_elsewhere,
    mentions,
)
from intake.questionnaires import Response
from intake.summarise.phrases import repeating_page
from reports.summary import DrugFlag, DrugQuestion, ElsewhereDrug, OtherDrug

NOT_LISTED = "mentioned, not listed: ask"
DATE_UNKNOWN = 4  # the rank of a drug whose dates are unknown
BESIDE = ("med.dose", "med.why")  # own words beside a listed name
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
    questions: tuple[DrugQuestion, ...]
    elsewhere: tuple[ElsewhereDrug, ...]
    local: frozenset[str]  # the ingredients of flags that act where they are put


def mentioned(
    response: Response, flagging: Flagging, added: Iterable[str] = (), local: Local = ANYWHERE
) -> Mentioned:
    """Read every answer that the form marks for it and what was added, less what the list holds.

    Each mention is judged by itself: a drug that one of them says is taken is taken.
    """
    read = [mentions(text, local) for text in (*_texts(response), *added)]
    new = _new([drug for text in read for drug in text.drugs], flagging)
    named = [
        _flag(drug, _unlike(drug, flagging)) for drug in new.values() if drug.classes and drug.taken
    ]
    return Mentioned(
        flags=tuple(flag for flag in named if flag.role == "cause"),
        treatments=tuple(flag for flag in named if flag.role == "treatment"),
        others=tuple(
            OtherDrug(drug.typed, STATUS.get(drug.status, NOT_LISTED))
            for drug in new.values()
            if not (drug.classes and drug.taken)
        ),
        questions=(
            *(DrugQuestion(drug.typed, drug.abroad_words) for drug in new.values() if drug.abroad),
            *_questions([kind for text in read for kind in text.kinds], flagging, new),
        ),
        elsewhere=tuple(one for drug in new.values() if drug.taken for one in _elsewhere(drug)),
        local=frozenset(
            name for name, drug in new.items() if is_local(drug.details.route, drug.classes)
        ),
    )


def _new(drugs: list[DrugRead], flagging: Flagging) -> dict[str, DrugRead]:
    """By ingredient, the mention that counts: the first, but any by which it is taken.

    What the list says is not taken does not silence own words that say otherwise.
    """
    flags = (*flagging.causes, *flagging.treatments)
    flagged = {flag.ingredient for flag in flags}
    others = {listed.drug.ingredient for listed in flagging.others}
    untaken = {listed.drug.ingredient for listed in _not_taken(flagging)}
    new: dict[str, DrugRead] = {}
    for drug in sorted(drugs, key=lambda drug: not drug.taken):
        known = others - untaken if drug.taken else others
        if drug.ingredient not in flagged | known:
            new.setdefault(drug.ingredient, drug)
    return new


def _not_taken(flagging: Flagging) -> list[Listed]:
    return [listed for listed in flagging.others if listed.drug.classes and not listed.drug.taken]


def _unlike(drug: DrugRead, flagging: Flagging) -> str:
    """What the list says against a drug that other words say is taken."""
    notes = {listed.drug.ingredient: listed.note for listed in _not_taken(flagging)}
    note = notes.get(drug.ingredient)
    return f"the list says {note}" if note else ""


def _questions(
    kinds: list[Doubt], flagging: Flagging, new: Mapping[str, DrugRead]
) -> Iterator[DrugQuestion]:
    """A question for each kind of medicine that no named drug is of."""
    flags = (*flagging.causes, *flagging.treatments)
    named = {key for flag in flags for key in flag.class_keys}
    named |= {key for drug in new.values() if drug.taken for key in drug.classes}
    once: dict[tuple[str, ...], str] = {}
    for kind in kinds:
        once.setdefault(tuple(key for drug in kind.candidates for key in drug.classes), kind.typed)
    for keys, typed in once.items():
        if named.isdisjoint(keys):
            names = " or ".join(classes()[key].short for key in keys)
            yield DrugQuestion(typed, f"mentioned, not listed: {names}?")


def _texts(response: Response) -> Iterator[str]:
    """Each answer that the form marks for it, and the words beside a listed name."""
    for question in response.asked:
        if question.scan and question.id in response.answers:
            yield str(response.answers[question.id])
    page = repeating_page(response.form)
    beside = [one.id for one in page.questions if one.role in BESIDE] if page else []
    for entry in response.entries(page) if page else ():
        for question_id in beside:
            if question_id in entry:
                yield str(entry[question_id])


def _elsewhere(drug: DrugRead) -> Iterator[ElsewhereDrug]:
    for fact in known_elsewhere(drug.ingredient, drug.details.route):
        yield ElsewhereDrug(
            drug.typed, fact.ingredient, drug.how, fact.known_for, fact.source, NOT_LISTED
        )


def _flag(drug: DrugRead, unlike: str) -> DrugFlag:
    named = [classes()[key] for key in drug.classes]
    cause = any(drug_class.role == "cause" for drug_class in named)
    return DrugFlag(
        typed=drug.typed,
        ingredient=drug.ingredient,
        classes=tuple(drug_class.short for drug_class in named),
        article_words=" ".join(dict.fromkeys(drug_class.article_words for drug_class in named)),
        role="cause" if cause else "treatment",
        certainty=drug.how,
        timing=NOT_LISTED,
        rank=DATE_UNKNOWN if cause else 0,
        taken="",
        conflict=unlike,
        listed=False,
    )

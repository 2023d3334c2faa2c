"""Drugs found in free text outside the list: mentioned, not listed, to ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake.drugs import (
    ANYWHERE,
    UNCLEAR,
    Doubt,
    DrugRead,
    Flagging,
    Listed,
    Local,
    classes,
    is_local,
    known_elsewhere,
)
from intake.drugs.tables.rows import UNNAMED
from intake.questionnaires import Response
from intake.questionnaires.page_words import PageWords
from intake.summarise.drugs.condition import named_by
from intake.summarise.drugs.passages import InPassage, read_passages
from intake.summarise.phrases import joined
from reports.summary import DrugFlag, DrugQuestion, ElsewhereDrug, OtherDrug

NOT_LISTED = "mentioned, not listed: ask"
DATE_UNKNOWN = 4  # the rank of a drug whose dates are unknown
STATUS = {
    "allergy": "allergy",
    "planned": "planned, not started",
    "negated": "not taken",
    "other_person": "taken by someone else",
    "unclear": UNCLEAR,
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
    read: tuple[tuple[str, DrugRead], ...]  # what was typed, and the drug it was read as
    against: Mapping[str, str]  # by listed ingredient: what the words say against the list

    @property
    def number(self) -> int:
        """How many drugs are mentioned and not listed."""
        return len(self.read)


def mentioned(
    response: Response, flagging: Flagging, added: Iterable[str] = (), local: Local = ANYWHERE
) -> Mentioned:
    """Read every answer that the form marks for it and what was added, less what the list holds.

    Each mention is judged by itself: a drug that one of them says is taken is taken.
    """
    passages = list(read_passages(response, added, local))
    words = response.form.words
    asked = {name for key, name in words.asked_apart.items() if key in response.answers}
    every = [one for passage in passages for one in passage.drugs]
    new = _new(every, flagging, asked)
    taken = {name: one for name, one in new.items() if _is_named(one, words)}
    named = [_flag(one, _unlike(one.drug, flagging)) for one in taken.values()]
    kinds = [kind for passage in passages for kind in passage.kinds]
    return Mentioned(
        flags=tuple(flag for flag in named if flag.role == "cause"),
        treatments=tuple(flag for flag in named if flag.role == "treatment"),
        others=tuple(
            OtherDrug(one.drug.typed, _note(one), where=one.where, words=one.words)
            for name, one in new.items()
            if name not in taken and not one.is_to_ask  # which stands among the questions
        ),
        questions=(
            *(
                DrugQuestion(one.drug.typed, one.drug.abroad_words)
                for one in new.values()
                if one.drug.abroad
            ),
            *(_unclear(one) for one in new.values() if one.is_to_ask),
            *_questions(kinds, flagging, new, words),
        ),
        elsewhere=tuple(
            fact
            for one in new.values()
            if one.taken and words.elsewhere
            for fact in _elsewhere(one.drug)
        ),
        local=frozenset(
            name for name, one in new.items() if is_local(one.drug.details.route, one.drug.classes)
        ),
        read=tuple((one.drug.typed, one.drug) for one in new.values()),
        against=_against(every),
    )


def _against(every: list[InPassage]) -> dict[str, str]:
    """The drugs of which some words say that they were not taken, and none that they were."""
    denied = {one.drug.ingredient for one in every if one.is_denied}
    taken = {one.drug.ingredient for one in every if one.taken and not one.is_denied}
    return dict.fromkeys(denied - taken, f"the words say {STATUS['negated']}")


def _is_named(one: InPassage, words: PageWords) -> bool:
    """Whether it is said to be taken and is of a class that the form's source names."""
    return one.taken and named_by(words, one.drug.classes)


def _note(one: InPassage) -> str:
    """How it is mentioned; of one that is only asked about, the class it would be of."""
    if one.is_asked_about:
        named = " or ".join(classes()[key].short for key in one.drug.classes)
        return joined((named, "asked about, not said to be taken"))
    return STATUS.get(one.drug.status, "")


def _new(drugs: list[InPassage], flagging: Flagging, answered: set[str]) -> dict[str, InPassage]:
    """By ingredient, the mention that counts: the first by which it is taken, may be, or is not.

    What the list says is not taken does not silence own words that say otherwise; what was
    `answered` by itself, as the cups of coffee, does. Whether "her ADHD tablets" are taken is not
    asked where the list names one of that kind.
    """
    flags = (*flagging.causes, *flagging.treatments)
    flagged = {flag.ingredient for flag in flags}
    listed = {key for flag in flags for key in flag.class_keys}
    others = {listed.drug.ingredient for listed in flagging.others} | answered
    untaken = {listed.drug.ingredient for listed in _not_taken(flagging)}
    new: dict[str, InPassage] = {}
    for one in sorted(drugs, key=lambda one: (not one.taken, not one.drug.perhaps_taken)):
        known = others - untaken if one.taken else others
        kind = one.is_to_ask and one.drug.ingredient.endswith(UNNAMED)
        if kind and not listed.isdisjoint(one.drug.classes):
            continue
        if one.drug.ingredient not in flagged | known:
            new.setdefault(one.drug.ingredient, one)
    return new


def _not_taken(flagging: Flagging) -> list[Listed]:
    return [listed for listed in flagging.others if listed.drug.classes and not listed.drug.taken]


def _unlike(drug: DrugRead, flagging: Flagging) -> str:
    """What the list says against a drug that other words say is taken."""
    notes = {listed.drug.ingredient: listed.note for listed in _not_taken(flagging)}
    note = notes.get(drug.ingredient)
    return f"the list says {note}" if note else ""


def _unclear(one: InPassage) -> DrugQuestion:
    named = " + ".join(classes()[key].short for key in one.drug.classes)
    return DrugQuestion(one.words, f"{UNCLEAR}: {one.drug.ingredient} ({named})")


def _questions(
    kinds: list[Doubt], flagging: Flagging, new: Mapping[str, InPassage], words: PageWords
) -> Iterator[DrugQuestion]:
    """A question for each kind of medicine that no named drug is of."""
    flags = (*flagging.causes, *flagging.treatments)
    named = {key for flag in flags for key in flag.class_keys}
    named |= {key for one in new.values() if one.taken for key in one.drug.classes}
    once: dict[tuple[str, ...], str] = {}
    for kind in kinds:
        once.setdefault(tuple(key for drug in kind.candidates for key in drug.classes), kind.typed)
    for keys, typed in once.items():
        if named.isdisjoint(keys) and named_by(words, keys):
            names = " or ".join(classes()[key].short for key in keys)
            yield DrugQuestion(typed, f"mentioned, not listed: {names}?")


def _elsewhere(drug: DrugRead) -> Iterator[ElsewhereDrug]:
    for fact in known_elsewhere(drug.ingredient, drug.details.route):
        yield ElsewhereDrug(
            drug.typed, fact.ingredient, drug.how, fact.known_for, fact.source, NOT_LISTED
        )


def _flag(one: InPassage, unlike: str) -> DrugFlag:
    drug = one.drug
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
        where=one.where,
        words=one.words,
    )

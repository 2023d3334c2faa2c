"""Own words in which drugs may be named, each drug with its question and its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from intake.drugs import Doubt, DrugRead, Local, mentions, speaks_of_own
from intake.questionnaires import Response
from intake.summarise.phrases import repeating_page

STATES = {  # around what a medicine is for, in the languages that are read
    *("for", "low", "high", "too", "my", "deficiency"),
    *("para", "por", "bajo", "baja", "alto", "alta", "falta", "de", "mi", "baixo", "baixa", "meu"),
    *("pour", "bas", "basse", "haut", "haute", "manque", "carence", "mon", "ma", "minha"),
    *("für", "zu", "niedrig", "hoch", "mangel", "mein"),
    *("per", "basso", "bassa", "carenza", "di", "mio", "mia"),
}
ADDED = "Note added after sending"
REASON = "med.why"
BESIDE = ("med.dose", REASON)  # own words beside a listed name
_SENTENCES = re.compile(r"[^.!?\n]*(?:\.(?=\S)[^.!?\n]*)*[.!?]*")
# "potassium 3.1" is a result; "magnesium 300 mg" is a medicine.
_VALUE = re.compile(
    r"\s*(?:[:=<>]|is|was|of)?\s*[<>]?\s*\d[\d.,]*+(?!\s*(?:mg|mcg|µg|g|ml|IU)\b(?!/))", re.I
)


@dataclass(frozen=True)
class InPassage:
    """A drug in somebody's own words."""

    drug: DrugRead
    where: str  # the question, in the clinician's words
    words: str  # the sentence

    @cached_property
    def is_asked_about(self) -> bool:
        """Whether the patient only asks about it.

        "Could metronidazole have done it?" names none taken; "could it be the Zoloft I take?" does.
        """
        asks = self.drug.perhaps_taken and self.words.endswith("?")
        return asks and not speaks_of_own(self.words)

    @property
    def is_to_ask(self) -> bool:
        """Whether the words leave unclear that the patient takes what the source names."""
        return self.drug.is_to_ask and not self.is_asked_about

    @property
    def is_denied(self) -> bool:
        """Whether the words say that the patient did not take it."""
        return self.drug.status == "negated"

    @property
    def taken(self) -> bool:
        """Whether the words say that the patient takes or took it."""
        return self.drug.taken and not self.is_asked_about


@dataclass(frozen=True)
class Passage:
    """What one answer names."""

    drugs: tuple[InPassage, ...]
    kinds: tuple[Doubt, ...]


def read_passages(response: Response, added: Iterable[str], local: Local) -> Iterator[Passage]:
    """Each answer that the form marks for it, the words beside a listed name, the notes added."""
    results = response.form.words.results
    for question in response.asked:
        if question.scan and question.id in response.answers:
            text = str(response.answers[question.id])
            yield _passage(text, question.clinician, question.id in results, local)
    page = repeating_page(response.form)
    beside = [one for one in page.questions if one.role in BESIDE] if page else []
    for entry in response.entries(page) if page else ():
        for question in beside:
            if question.id in entry:
                text = str(entry[question.id])
                found = _passage(text, question.clinician, False, local)
                yield _without_reason(found, text) if question.role == REASON else found
    for note in added:
        yield _passage(note, ADDED, False, replace(local, by_another=True))  # by whom, nobody says


def _passage(text: str, where: str, results: bool, local: Local) -> Passage:
    read = mentions(text, local)
    drugs = tuple(
        InPassage(drug, where, _sentence(text, drug.start))
        for drug in read.drugs
        if not (results and _VALUE.match(text, drug.start + len(drug.typed)))
    )
    return Passage(drugs, tuple(read.kinds))


def _without_reason(passage: Passage, text: str) -> Passage:
    """Less a substance that is all of the reason: a medicine "for alcohol" or "low iron".

    What the source names is kept: "diazepam" for a reason is asked about.
    """
    said = " ".join(word for word in text.casefold().split() if word not in STATES)
    kept = (one for one in passage.drugs if one.drug.classes or one.drug.typed.casefold() != said)
    return replace(passage, drugs=tuple(kept))


def _sentence(text: str, place: int) -> str:
    """The sentence in which something stands."""
    for found in _SENTENCES.finditer(text):
        if found.end() > place:
            return found[0].strip()
    return text.strip()

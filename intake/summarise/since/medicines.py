"""What changed in the list of medicines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.drugs import Local, read_line
from intake.questionnaires import Response
from intake.questionnaires.display import display
from intake.questionnaires.model import Page, Question
from intake.summarise.phrases import joined, repeating_page
from intake.summarise.since.amounts import amount
from intake.summarise.since.difference import Difference


@dataclass(frozen=True)
class Listed:
    """One entry of a list: what was typed, its dose, and whether it is still taken."""

    typed: str
    dose: str
    taken: bool
    start: str = ""

    @property
    def whole(self) -> str:
        """The medicine with its dose, as typed."""
        return joined((self.typed, self.dose), " ")


def differences(before: Response, after: Response, local: Local) -> Iterator[Difference]:
    """What was begun, stopped, taken off the list, or is taken in another dose."""
    old, new = _listed(before), _listed(after)
    for now in new:
        was = _same(now, old, local)
        if was is None:
            yield Difference("new", now.typed if now.taken else f"{now.typed} (stopped)")
            continue
        old.remove(was)
        if was.taken != now.taken:
            yield Difference(*_taken(now))
            continue
        if _amount(was, local) != _amount(now, local):
            yield Difference("dose", f"{was.whole} → {now.whole}")
        if was.start and now.start and was.start != now.start:
            yield Difference("changed", f"{now.typed} (started: {was.start} → {now.start})")
    yield from (Difference("gone", f"{one.typed} (not listed)") for one in old if one.taken)


def _amount(one: Listed, local: Local) -> list[str]:
    """How much of it, and how often, without the names that it was read by."""
    names = [drug.typed for drug in read_line(one.typed, local).drugs]
    return amount(one.typed, one.dose, names)


def _taken(now: Listed) -> Difference:
    if now.taken:
        return Difference("new", f"{now.typed} (taken again)")
    return Difference("gone", f"{now.typed} (stopped)")


def _listed(response: Response) -> list[Listed]:
    page = repeating_page(response.form)
    return [_entry(page, one) for one in response.entries(page)] if page else []


def _entry(page: Page, answers: Mapping[str, Any]) -> Listed:
    by_role = {question.role: question for question in page.questions}
    still = answers.get(_id(by_role, "med.still"))
    return Listed(
        typed=_said(by_role.get("med.name"), answers),
        dose=_said(by_role.get("med.dose"), answers),
        start=_said(by_role.get("med.start"), answers),
        taken=still != "no" and not answers.get(_id(by_role, "med.stop")),
    )


def _id(by_role: Mapping[str, Question], role: str) -> str:
    return by_role[role].id if role in by_role else ""


def _said(question: Question | None, answers: Mapping[str, Any]) -> str:
    if question is None or question.id not in answers:
        return ""
    return " ".join(display(question, answers[question.id], "clinician").split())


def _same(now: Listed, old: list[Listed], local: Local) -> Listed | None:
    """The entry of before that is the same medicine: by its words, else by what they are read as.

    The strength often stands in the name: with other figures it is the same medicine.
    """
    for one in old:
        if one.typed.casefold() == now.typed.casefold():
            return one
    read = _read(now, local)
    return next((one for one in old if read and _read(one, local) == read), None)


def _read(one: Listed, local: Local) -> frozenset[str]:
    return frozenset(drug.ingredient for drug in read_line(one.typed, local).drugs)

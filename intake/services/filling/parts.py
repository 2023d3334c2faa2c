"""The parts of a form with the state of each, by the rules that decide what sending still needs."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from intake.forms.build import is_input_of
from intake.questionnaires import Page, Question
from intake.services.filling.answers import Saved

State = Literal["done", "begun", "not started", "optional"]
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """One page of the form, and how far it is."""

    page: Page
    state: State
    left: int  # answers that keep the form from being sent: missing, or not to be read
    added: int  # what stands on its list


def parts(saved: Saved, confirmed: Set[str] = NOTHING) -> list[Part]:
    """Every part that the answers show, in order.

    A part is done once sending needs nothing more of it and something was answered there.
    `confirmed` are answers that were not asked for there and begin no part.
    """
    left = [page.id for page, _question in gaps(saved)]
    return [
        Part(page, _state(saved, page, left.count(page.id), confirmed), left.count(page.id), added)
        for page in saved.response.pages
        for added in [len(saved.draft.entries.get(page.id, {}))]
    ]


def gaps(saved: Saved) -> list[tuple[Page, Question]]:
    """The required questions without an answer and what could not be read, with their pages."""
    missing = saved.response.missing
    unread = [pair for pair in _unread(saved) if pair not in missing]
    order = {page.id: number for number, page in enumerate(saved.response.pages)}
    return sorted([*missing, *unread], key=lambda pair: order[pair[0].id])


def _state(saved: Saved, page: Page, left: int, confirmed: Set[str]) -> State:
    begun = _is_begun(saved, page, confirmed)
    if left:
        return "begun" if begun else "not started"
    if begun:
        return "done"
    return "not started" if page.repeats else "optional"  # a list that was to be written


def _is_begun(saved: Saved, page: Page, confirmed: Set[str]) -> bool:
    if page.repeats:
        return bool(saved.draft.entries.get(page.id))
    own = page.ids - confirmed
    return page.id in saved.draft.unread or not own.isdisjoint(saved.response.answers)


def _unread(saved: Saved) -> Iterator[tuple[Page, Question]]:
    """The questions where something was typed that is no answer yet."""
    for place, typed in saved.draft.unread.items():
        shown = (page for page in saved.response.pages if page.id == place.partition("/")[0])
        for page in shown:
            for question in page.questions:
                if any(is_input_of(question.id, name) for name in typed):
                    yield page, question

"""The parts of a form with the state of each, by the rules that decide what sending still needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from intake import store
from intake.forms.build import is_input_of
from intake.questionnaires import Page, Question, Questionnaire, Response
from intake.questionnaires.model import ACKS, NOT_YET, RING_ACK
from intake.services.filling.saved import Saved

State = Literal["done", "not yet", "begun", "not started", "optional"]
Card = Literal["emergency", "ring"]
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """One page of the form, and how far it is."""

    page: Page
    state: State
    left: int  # answers that keep the form from being sent: missing, or not to be read
    added: int  # what stands on its list


def parts_of(visit: store.Visit, saved: Saved) -> list[Part]:
    """The parts of a visit's form; what was confirmed on the invitation begins none."""
    booked = booked_answers(saved.response.form, visit.booked)
    is_confirmed = booked.items() <= saved.draft.answers.items()
    return parts(saved, booked.keys() if is_confirmed else NOTHING)


def parts(saved: Saved, confirmed: Set[str] = NOTHING) -> list[Part]:
    """Every part that the answers show, in order.

    A part is done once sending needs nothing more of it and something was answered there; it is
    "not yet" while it says that nobody was called about a sign.
    `confirmed` are answers that were not asked for there and begin no part.
    """
    left = [page.id for page, _question in gaps(saved)]
    return [
        Part(page, _state(saved, page, left.count(page.id), confirmed), left.count(page.id), added)
        for page in saved.response.pages
        for added in [len(saved.draft.entries.get(page.id, {}))]
    ]


def count(found: Sequence[Part]) -> tuple[int, int]:
    """How many parts are done, and how many there are: what patient and clinic are told."""
    return sum(part.state == "done" for part in found), len(found)


def booked_answers(form: Questionnaire, booked: store.Identity) -> dict[str, str]:
    """What the clinic booked of name and date of birth, by question; {} without the date."""
    if booked.born is None:
        return {}
    known = {"name": booked.name, "dob": booked.born.isoformat()}
    asked = {role: one.id for role in known if (one := form.by_role(role))}
    return {asked[role]: known[role] for role in asked if known[role]}


def nobody_called(response: Response, kind: Card, page: Page | None = None) -> bool:
    """Whether the answers, or those of a page, say "not yet" about a sign with such a card."""
    asked = response.questions(page) if page else response.asked
    roles = ACKS if kind == "emergency" else (RING_ACK,)
    return any(one.role in roles and response.answers.get(one.id) == NOT_YET for one in asked)


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
        uncalled = any(nobody_called(saved.response, kind, page) for kind in ("emergency", "ring"))
        return "not yet" if uncalled else "done"
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

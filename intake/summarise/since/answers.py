"""What changed in the answers to the questions of one block of the page."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from intake.questionnaires import Response
from intake.questionnaires.display import display
from intake.questionnaires.model import Question
from intake.questionnaires.number_range import ends
from intake.summarise.groups import TEXTS
from intake.summarise.since.difference import Difference, Kind

_ID = attrgetter("id")
NOT_ANSWERED = "not answered"
UNSAID = ("unsure", "unsaid", "unknown")  # answers that are neither more nor less than another


def differences(before: Response, after: Response, question: Question) -> Iterator[Difference]:
    """How the answer differs from that of the visit before; nothing where it was not asked there.

    An option that counts as a danger sign is told with the signs.
    """
    old, new = before.answers.get(question.id), after.answers.get(question.id)
    if old == new or before.form.question(question.id) is None:
        return
    if old is None and question.shown_when and question.id not in map(_ID, before.asked):
        return  # it asks for more about what is told already
    if question.kind in TEXTS:
        yield Difference("changed", f"{question.clinician} (own words)")
    elif old is None or new is None:
        yield Difference("changed", _both(question, old, new))
    elif question.kind == "choices":
        yield from _ticks(question, old, new)
    elif question.kind == "yesno" and {old, new} == {"yes", "no"}:
        yield Difference("new" if new == "yes" else "gone", question.clinician)
    else:
        kind = graded(after, question, old, new) or "changed"
        yield Difference(kind, _both(question, old, new))


def graded(after: Response, question: Question, old: Any, new: Any) -> Kind | None:
    """Whether it is worse or better, by what the form's page says of the question, else None."""
    worse_when = after.form.words.worse_when.get(question.id)
    places = (_place(question, old), _place(question, new))
    if worse_when is None or None in places or places[0] == places[1]:
        return None
    more = places[0] < places[1]  # type: ignore[operator]  # neither is None
    return "worse" if more == (worse_when == "more") else "better"


def _place(question: Question, value: Any) -> float | None:
    """Where an answer stands among those that can be given; None if that cannot be said."""
    if said := ends(value):
        return sum(said) / 2
    ids = [option.id for option in question.options if option.id not in UNSAID]
    return float(ids.index(value)) if value in ids else None


def _ticks(question: Question, old: list[str], new: list[str]) -> Iterator[Difference]:
    plain = [one for one in question.offered([*old, *new]) if not (one.exclusive or one.danger)]
    changes: tuple[tuple[Kind, list[str], list[str]], ...] = (("new", new, old), ("gone", old, new))
    for kind, there, not_there in changes:
        for option in plain:
            if option.id in there and option.id not in not_there:
                yield Difference(kind, option.clinician)


def _both(question: Question, old: Any, new: Any) -> str:
    words = [
        NOT_ANSWERED if one is None else display(question, one, "clinician") for one in (old, new)
    ]
    return f"{question.clinician} {' → '.join(words)}"

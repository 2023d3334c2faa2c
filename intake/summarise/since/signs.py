"""What changed in the danger signs."""

from __future__ import annotations

from collections.abc import Iterator

from intake.questionnaires import Response
from intake.summarise.signs import signs
from intake.summarise.since.answers import graded
from intake.summarise.since.difference import Difference, Kind
from reports.summary import Sign

SAID = {"yes": "yes", "no": "no", "unsure": "not sure", "unanswered": "not answered"}


def differences(before: Response, after: Response) -> Iterator[Difference]:
    """Each sign that came, went or is told otherwise; a No for what was not answered is none."""
    were = {one.label: one for one in _every(before)}
    for sign in _every(after):
        was = were.get(sign.label)
        if was is None:
            if sign.answer == "yes":
                yield Difference("new", f"{sign.label} (not asked before)")
        else:
            yield from _difference(was, sign, _grade(before, after, sign.label))


def _every(response: Response) -> tuple[Sign, ...]:
    found = signs(response)
    return (*found.emergency, *found.danger)


def _difference(was: Sign, now: Sign, grade: Kind | None) -> Iterator[Difference]:
    if was.answer == now.answer:
        if now.answer == "yes" and was.detail != now.detail:
            before = was.detail or "no more said"
            yield Difference(grade or "changed", f"{now.label} (was: {before})")
    elif now.answer == "yes":
        before = "" if was.answer == "no" else f" ({SAID[was.answer]} before)"
        yield Difference("new", f"{now.label}{before}")
    elif (was.answer, now.answer) == ("yes", "no"):
        yield Difference("gone", now.label)
    elif was.answer != "unanswered":
        yield Difference("changed", f"{now.label} {SAID[was.answer]} → {SAID[now.answer]}")


def _grade(before: Response, after: Response, label: str) -> Kind | None:
    """What the details of a sign come to, where all that can be graded say the same."""
    sign = next((one for one in after.asked if one.sign and one.clinician == label), None)
    found = {
        graded(after, detail, before.answers.get(detail.id), after.answers.get(detail.id))
        for detail in after.asked
        if sign and detail.detail_of == sign.id
    } - {None}
    return found.pop() if len(found) == 1 else None

"""What changed between two versions of a submission: question, before, after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.questionnaires import Response
from intake.questionnaires.display import display
from intake.questionnaires.model import Page, Question

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """An answer that is not what it was; "" where there was or is none."""

    section: str  # the page in the clinician's words, with the entry's name for an entry
    question: str  # in the clinician's words; "" for an entry as a whole
    before: str
    after: str


def changes(before: Response, after: Response) -> list[Change]:
    """Every difference in what is kept, in the form's order; what is no longer asked comes last.

    Entries (medicines) are compared by what they hold: one that only stands at another place is
    no change, one of the same name is the same entry, and the rest came or went as a whole.
    """
    single = (change for page in after.form.pages for change in _of_page(page, before, after))
    return [*single, *_no_longer_asked(before, after)]


def _of_page(page: Page, before: Response, after: Response) -> Iterator[Change]:
    if page.repeats:
        yield from _of_entries(page, before.whole.get(page.id), after.whole.get(page.id))
        return
    yield from _differences(page.clinician, page.questions, before.whole, after.whole)


def _differences(
    section: str, questions: tuple[Question, ...], before: Entry, after: Entry
) -> Iterator[Change]:
    for question in questions:
        old, new = before.get(question.id), after.get(question.id)
        if old != new:
            yield Change(section, question.clinician, _said(question, old), _said(question, new))


def _of_entries(page: Page, before: Any, after: Any) -> Iterator[Change]:
    gone, came = _entries(before), _entries(after)
    for entry in list(gone):
        if entry in came:
            gone.remove(entry)
            came.remove(entry)
    for entry in list(came):
        same = next((one for one in gone if _name(page, one) == _name(page, entry)), None)
        if same is not None:
            gone.remove(same)
            came.remove(entry)
            title = f"{page.clinician}: {_title(page, entry)}"
            yield from _differences(title, page.questions, same, entry)
    yield from (Change(page.clinician, "", "", _whole(page, entry)) for entry in came)
    yield from (Change(page.clinician, "", _whole(page, entry), "") for entry in gone)


def _no_longer_asked(before: Response, after: Response) -> Iterator[Change]:
    known = {q.id for page in after.form.pages for q in page.questions}
    known |= {page.id for page in after.form.pages}
    old, new = before.whole, after.whole
    for key in dict.fromkeys((*old, *new)):
        if key not in known and old.get(key) != new.get(key):
            yield Change("No longer asked", key, _plain(old.get(key)), _plain(new.get(key)))


def _entries(value: Any) -> list[Entry]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _name(page: Page, entry: Entry) -> str:
    """What tells one entry from another: its first question's answer, case and spaces aside."""
    return " ".join(_title(page, entry).casefold().split())


def _title(page: Page, entry: Entry) -> str:
    first = page.questions[0]
    return _said(first, entry.get(first.id))


def _whole(page: Page, entry: Entry) -> str:
    said = (_said(question, entry.get(question.id)) for question in page.questions)
    return ", ".join(one for one in said if one)


def _said(question: Question, value: Any) -> str:
    return "" if value is None else display(question, value, "clinician")


def _plain(value: Any) -> str:
    return "" if value is None else str(value)

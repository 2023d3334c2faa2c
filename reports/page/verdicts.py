"""What clinicians decided about a match, as short as the page needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.layout.clean import clean
from reports.summary import DrugFlag, Mark
from reports.wording import plural, verdict

NAME = 40  # characters of a clinician's name on the page


def newest_verdicts(marks: Sequence[Mark]) -> str:
    """The newest of each verdict and how many agree; "" where there is none.

    "Marked wrong by Dr Osei, 22 Nov 2026; marked right by Dr Lund and 1 other, 21 Nov 2026"
    """
    words = "; ".join(_each(marks))
    return words[:1].upper() + words[1:]


def count_wrong(flags: Sequence[DrugFlag]) -> int:
    """How many of the flags somebody marked wrong."""
    return sum(any(mark.verdict == "wrong" for mark in flag.marks) for flag in flags)


def _each(marks: Sequence[Mark]) -> Iterator[str]:
    for one in dict.fromkeys(mark.verdict for mark in marks):
        newest, *others = [mark for mark in marks if mark.verdict == one]
        more = f" and {len(others)} {plural(len(others), 'other')}" if others else ""
        yield f"marked {verdict(newest)} by {clean(newest.by, NAME)}{more}, {newest.day}"

"""What clinicians said of a match, in words: short for the page, whole elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.clean import clean
from reports.summary import DrugFlag, Mark

NAME = 40  # characters of a clinician's name on the page


def short(marks: Sequence[Mark]) -> str:
    """The newest mark of each verdict and how many agree; "" where there is none.

    "Marked wrong by Dr Osei, 22 Nov 2026; marked right by Dr Lund and 1 other, 21 Nov 2026"
    """
    words = "; ".join(_short(marks))
    return words[:1].upper() + words[1:]


def full(mark: Mark) -> str:
    """One mark with its time and note: "Marked wrong by Dr Osei, 22 November 2026, 14:05: “…”"."""
    note = f": “{mark.note}”" if mark.note else ""
    return f"Marked {_verdict(mark)} by {mark.by}, {mark.moment}{note}"


def count_wrong(flags: Sequence[DrugFlag]) -> int:
    """How many of the flags somebody marked wrong."""
    return sum(any(mark.verdict == "wrong" for mark in flag.marks) for flag in flags)


def _short(marks: Sequence[Mark]) -> Iterator[str]:
    for verdict in dict.fromkeys(mark.verdict for mark in marks):
        newest, *others = [mark for mark in marks if mark.verdict == verdict]
        more = f" and {len(others)} other{'s' if len(others) > 1 else ''}" if others else ""
        yield f"marked {_verdict(newest)} by {clean(newest.by, NAME)}{more}, {newest.day}"


def _verdict(mark: Mark) -> str:
    return f"{mark.verdict} on version {mark.on_version}" if mark.on_version else mark.verdict

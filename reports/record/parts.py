"""What the record and the patient's copy are made of: sections of rows and of items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reports.summary import RecordSection

Clean = Callable[[str], str]


class Row(NamedTuple):
    """A question and its answer."""

    question: str
    asked: str
    answer: str
    state: str


class Item(NamedTuple):
    """One of many of a kind, in one paragraph: two hundred tables would take a minute."""

    head: str
    text: str
    said: str = ""  # what clinicians said of it


class Section(NamedTuple):
    """One page of the form: its rows, or its items where the page repeats."""

    title: str
    rows: list[Row]
    asked: str = ""  # what was asked of each item
    items: Sequence[Item] = ()


def grouped(sections: Iterable[RecordSection]) -> list[list[RecordSection]]:
    """The items of a page that repeats together, every other section alone."""
    groups: list[list[RecordSection]] = []
    for section in sections:
        if section.number > 1 and groups and groups[-1][0].number:
            groups[-1].append(section)
        else:
            groups.append([section])
    return groups

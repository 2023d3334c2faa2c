"""The whole form as the clinician reads it: each question in both wordings, with its answer."""

from __future__ import annotations

from collections.abc import Iterable

from reports.record.parts import Clean, Item, Row, Section, grouped
from reports.summary import RecordEntry, RecordSection

BLANK = {"unanswered": "Not answered", "not asked": "Not asked"}


def sections_of(record: Iterable[RecordSection], clean: Clean) -> list[Section]:
    """The whole form as the clinician reads it."""
    return [
        _items(group, clean) if group[0].number else _table(group[0], clean)
        for group in grouped(record)
    ]


def row_of(entry: RecordEntry, clean: Clean) -> Row:
    """A question in both wordings, and its answer or why there is none."""
    answer = clean(entry.answer) if entry.state == "answered" else BLANK[entry.state]
    return Row(clean(entry.question), clean(entry.asked), answer, entry.state)


def _table(section: RecordSection, clean: Clean) -> Section:
    return Section(clean(section.title), [row_of(entry, clean) for entry in section.entries])


def _items(group: list[RecordSection], clean: Clean) -> Section:
    """Both wordings once, then each item's answers under the clinician's."""
    asked = "; ".join(f"{entry.question} (“{entry.asked}”)" for entry in group[0].entries)
    items = []
    for section in group:
        name, *rest = section.entries
        said = [f"{entry.question}: {entry.answer}" for entry in rest if entry.state == "answered"]
        for state, words in BLANK.items():
            blank = ", ".join(entry.question for entry in rest if entry.state == state)
            said += [f"{words}: {blank}"] if blank else []
        head = f"{section.number}. {name.answer or BLANK['unanswered']}"
        items.append(Item(clean(head), clean(" · ".join(said))))
    return Section(clean(group[0].title), [], f"Asked of each: {clean(asked)}", items)

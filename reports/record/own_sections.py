"""What the patient was asked, as they read it: for their own copy."""

from __future__ import annotations

from collections.abc import Iterable

from reports.record.parts import Clean, Item, Row, Section, grouped
from reports.summary import RecordSection


def own_sections_of(record: Iterable[RecordSection], clean: Clean, blank: str) -> list[Section]:
    """Every section in which the patient was asked something; `blank` says that of no answer."""
    every = [
        _items(group, clean, blank) if group[0].number else _table(group[0], clean, blank)
        for group in grouped(record)
    ]
    return [section for section in every if section.rows or section.items]


def _table(section: RecordSection, clean: Clean, unanswered: str) -> Section:
    rows = []
    for entry in section.entries:
        if entry.state == "not asked":
            continue
        answer = clean(entry.patient_answer) if entry.state == "answered" else unanswered
        rows.append(Row(clean(entry.asked), "", answer, entry.state))
    return Section(clean(section.patient_title), rows)


def _items(group: list[RecordSection], clean: Clean, unanswered: str) -> Section:
    """Each item's answers under the patient's wording."""
    items = []
    for section in group:
        name, *rest = section.entries
        said = [
            f"{entry.asked}{'' if entry.asked.endswith('?') else ':'} {entry.patient_answer}"
            for entry in rest
            if entry.state == "answered"
        ]
        blank = " / ".join(entry.asked for entry in rest if entry.state == "unanswered")
        said += [f"{unanswered}: {blank}"] if blank else []
        head = f"{section.number}. {name.patient_answer or unanswered}"
        items.append(Item(clean(head), clean("\n".join(said))))
    return Section(clean(group[0].patient_title), [], "", items)

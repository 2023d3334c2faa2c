"""The parts of the record and of the patient's copy: rows, items, how each medicine was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reports.marks import full
from reports.summary import DrugFlag, Drugs, RecordEntry, RecordSection
from reports.wording import distinct, joined

BLANK = {"unanswered": "Not answered", "not asked": "Not asked"}
RANKS = {
    0: "not ranked",
    1: "started or raised in the 92 days before onset",
    2: "may overlap onset, which the answers do not settle",
    3: "started and last raised more than 92 days before onset",
    4: "date not known",
    5: "started after onset",
}
COPY_BLANK = "You did not answer this"
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


def sections_of(record: Iterable[RecordSection], clean: Clean) -> list[Section]:
    """The whole form as the clinician reads it."""
    return [
        _items(group, clean) if group[0].number else _table(group[0], clean)
        for group in _grouped(record)
    ]


def own_sections_of(record: Iterable[RecordSection], clean: Clean) -> list[Section]:
    """What the patient was asked, as they read it."""
    every = [
        _own_items(group, clean) if group[0].number else _own_table(group[0], clean)
        for group in _grouped(record)
    ]
    return [section for section in every if section.rows or section.items]


def _grouped(sections: Iterable[RecordSection]) -> list[list[RecordSection]]:
    """The items of a page that repeats together, every other section alone."""
    groups: list[list[RecordSection]] = []
    for section in sections:
        if section.number > 1 and groups and groups[-1][0].number:
            groups[-1].append(section)
        else:
            groups.append([section])
    return groups


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


def row_of(entry: RecordEntry, clean: Clean) -> Row:
    """A question in both wordings, and its answer or why there is none."""
    answer = clean(entry.answer) if entry.state == "answered" else BLANK[entry.state]
    return Row(clean(entry.question), clean(entry.asked), answer, entry.state)


def _own_table(section: RecordSection, clean: Clean) -> Section:
    rows = []
    for entry in section.entries:
        if entry.state == "not asked":
            continue
        answer = clean(entry.patient_answer) if entry.state == "answered" else COPY_BLANK
        rows.append(Row(clean(entry.asked), "", answer, entry.state))
    return Section(clean(section.patient_title), rows)


def _own_items(group: list[RecordSection], clean: Clean) -> Section:
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
        said += [f"{COPY_BLANK}: {blank}"] if blank else []
        head = f"{section.number}. {name.patient_answer or COPY_BLANK}"
        items.append(Item(clean(head), clean("\n".join(said))))
    return Section(clean(group[0].patient_title), [], "", items)


def working(drugs: Drugs) -> Iterable[Item]:
    """How each medicine was read: flags, treatments, questions."""
    notes = notes_of(drugs)
    yield from (_working(flag, notes) for flag in (*drugs.flags, *drugs.treatments))
    for question in drugs.questions:
        marked = joined(*map(full, question.marks))
        yield Item(question.typed or "Not in the list", f"Ask: {question.reason}", marked)


def _working(flag: DrugFlag, notes: list[str]) -> Item:
    """Typed text, drug and class, the article's words by number, timing against onset."""
    sure = "" if flag.certainty == "exact" else " (probable: confirm)"
    role = (
        "named as treatment"
        if flag.role == "treatment"
        else f"order {flag.rank}: {RANKS.get(flag.rank, RANKS[0])}"
    )
    note = f" (article {notes.index(flag.article_words) + 1})" if flag.article_words else ""
    read = f"read as {flag.ingredient}{sure}; {' + '.join(flag.classes)}{note}"
    conflict = f"but: {flag.conflict}" if flag.conflict else ""
    text = joined(read, flag.timing, conflict, role, by=" · ")
    return Item(flag.typed, text, joined(*map(full, flag.marks)))


def notes_of(drugs: Drugs) -> list[str]:
    """The article's words, once each."""
    return distinct(flag.article_words for flag in (*drugs.flags, *drugs.treatments))


def numbered(notes: Iterable[str]) -> Iterable[str]:
    """The notes under the numbers by which they are named."""
    return (f"({number}) “{note}”" for number, note in enumerate(notes, 1))

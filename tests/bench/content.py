"""What every rival prints, taken from the Summary once: headings, lines, a table, two drawings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import segno

from reports.summary import DrugFlag, Drugs, Footer, Group, Header, Signs, Summary
from reports.wording import distinct, joined, quoted
from tests.bench.drawings import Drawing, timeline

Line = tuple[str, str]  # a label to print bold, "" for none, and what follows it
Row = tuple[str, str, str, str]
COLUMNS: Row = ("Taken", "Class", "Timing against onset", "Started and stopped")
BOXES = ("Muscle strength", "Reflexes", "Coordination", "Notes")
QR = "QR code with the address of the full record"
MASK = 2  # any will do; looking for the best one costs ten times the rest
FONTS = {"": "SourceSans3-Regular.ttf", "B": "SourceSans3-Bold.ttf"}  # in reports/fonts/built


@dataclass(frozen=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Code:
    """A QR code: its side in modules, and each run of dark ones as left, top and length."""

    side: int
    runs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Content:
    """The page from top to bottom."""

    title: str
    name: str
    head: tuple[str, ...]  # beside the QR code
    code: Code
    before: tuple[Section, ...]
    table: tuple[Row, ...]  # below COLUMNS
    timeline: Drawing
    after: tuple[Section, ...]
    foot: tuple[str, ...]


def content(summary: Summary) -> Content:
    """All that the doctor's page says, with nothing cut."""
    drugs = summary.drugs
    groups = (summary.history, summary.symptoms, summary.background, summary.life, summary.wants)
    return Content(
        title=summary.header.title,
        name=summary.header.name,
        head=_head(summary.header),
        code=_code(summary.footer.record_url),
        before=(
            Section("In the patient’s words", (("", quoted(summary.words)),)),
            _signs(summary.signs),
        ),
        table=tuple(_row(flag) for flag in drugs.flags),
        timeline=timeline(drugs.timeline),
        after=(_drugs(drugs), *(_group(group) for group in groups)),
        foot=_foot(summary.footer),
    )


def _code(url: str) -> Code:
    rows = segno.make(url, error="m", micro=False, mask=MASK).matrix
    return Code(len(rows), tuple(run for y, row in enumerate(rows) for run in _runs(y, row)))


def _runs(y: int, row: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    x = 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            yield x, y, length
        x += length


def _head(header: Header) -> tuple[str, ...]:
    return (
        joined(header.age, header.sex, f"born {header.born}", by=" · "),
        joined(*(f"{fact.label}: {fact.value}" for fact in header.about), by=" · "),
        f"{header.clinic} · visit {header.visit}",
        f"filled in by {header.filled_by} · sent {header.sent}",
    )


def _signs(signs: Signs) -> Section:
    every = (*signs.emergency, *signs.danger)
    told = [(sign.label, f"{sign.answer}: {sign.detail}") for sign in every if sign.answer != "no"]
    quiet = ", ".join(sign.label for sign in every if sign.answer == "no")
    return Section("Danger signs", (*told, ("Answered No", quiet)))


def _row(flag: DrugFlag) -> Row:
    return flag.typed, " + ".join(flag.classes), flag.timing, flag.taken


def _drugs(drugs: Drugs) -> Section:
    said = " ".join(quoted(words) for words in distinct(flag.article_words for flag in drugs.flags))
    asked = "; ".join(joined(quoted(one.typed), one.reason, by=" ") for one in drugs.questions)
    others = "; ".join(joined(one.typed, one.reason, one.taken, by=", ") for one in drugs.others)
    lines = (
        ("The article", said),
        ("Ask", asked),
        ("Checked", drugs.checked),
        ("Other medicines", others),
        ("Allergies", quoted(drugs.allergies)),
    )
    return Section("Medicines and substances", lines)


def _group(group: Group) -> Section:
    lines = ((one.label, quoted(one.value) if one.own_words else one.text) for one in group.facts)
    return Section(group.title, tuple(lines))


def _foot(footer: Footer) -> tuple[str, ...]:
    where = f"{footer.reference} version {footer.version}"
    return (
        joined(where, f"form {footer.form}", f"drug list {footer.drug_list}", by=" · "),
        f"{footer.disclaimer} The article: {footer.article}.",
    )

"""The facts of a page: times mean nothing if the pages do not say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from reports.summary import Summary
from tests.reports.reading import text_of

SPACE = re.compile(r"[\s\x02\xad-]+")  # a reader keeps neither line ends nor their hyphens
FONT = "Source Sans 3"


def missing(content: bytes, summary: Summary, *, whole: bool) -> list[str]:
    """The facts that the PDF does not hold; with `whole` also those that a page may cut."""
    text = SPACE.sub("", text_of(content))
    wanted = [*_essential(summary), *(_rest(summary) if whole else ())]
    absent = [fact for fact in wanted if SPACE.sub("", fact) not in text]
    used = SPACE.sub("", " ".join(_fonts(content)))
    return absent if SPACE.sub("", FONT) in used else [*absent, f"the font {FONT}"]


def kind(content: bytes) -> tuple[int, str]:
    """The number of pages, and the standards the file claims, else whether it has tags."""
    with pikepdf.open(BytesIO(content)) as pdf:
        data = pdf.open_metadata()
        part, level = data.get("pdfaid:part"), data.get("pdfaid:conformance", "")
        claims = [f"A-{part}{level.lower()}"] if part else []
        claims += [f"UA-{data['pdfuaid:part']}"] if "pdfuaid:part" in data else []
        tags = "yes" if "/StructTreeRoot" in pdf.Root else "no"
        return len(pdf.pages), " ".join((tags, *claims))


def _essential(summary: Summary) -> Iterator[str]:
    """What is never cut."""
    header, drugs, footer = summary.header, summary.drugs, summary.footer
    yield from (header.name, header.born, header.age, header.clinic, header.visit, header.sent)
    yield from (sign.label for sign in (*summary.signs.emergency, *summary.signs.danger))
    for flag in drugs.flags:
        yield from (flag.typed, *flag.classes, flag.timing)
    yield from (drugs.allergies[:200], footer.reference, footer.form, footer.drug_list)
    yield from (footer.disclaimer, footer.article)


def _rest(summary: Summary) -> Iterator[str]:
    """Everything else that a doctor reads."""
    drugs, timeline = summary.drugs, summary.drugs.timeline
    yield from (summary.header.title, summary.header.filled_by, summary.words, drugs.checked)
    yield from (fact.value for fact in summary.header.about)
    yield from (sign.detail for sign in (*summary.signs.emergency, *summary.signs.danger))
    for flag in drugs.flags:
        yield from (flag.taken, flag.article_words)
    yield from (asked.reason for asked in drugs.questions)
    for other in drugs.others:
        yield from (other.typed, other.reason, other.taken)
    yield from (timeline.onset_label, *(bar.label for bar in timeline.bars))
    for group in (summary.history, summary.symptoms, summary.background, summary.life):
        yield from (text for fact in group.facts for text in (fact.label, fact.value))
    yield from (fact.value for fact in summary.wants.facts)
    yield from ("Muscle strength", "Reflexes", "Coordination", "Notes")


def _fonts(content: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                yield str(font.get("/BaseFont", ""))

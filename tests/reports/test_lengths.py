"""The heights that are predicted are those that WeasyPrint makes of the style sheet."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

import reports
from reports.layout.blocks import Block, Columns, Para, Picture, SignsBox, Table
from reports.layout.clean import clean
from reports.layout.lines import Run
from reports.layout.widths_and_heights import KINDS, Measure
from reports.page import qr
from reports.page.draft import Draft
from reports.page.drug_table import COLUMNS
from reports.page.header import Head
from reports.page.notes import boxes
from reports.page.overflow import Step
from reports.page.style import page_css
from reports.page.timeline import picture as timeline
from reports.paper import PAPERS
from reports.pdf.rendering import writer
from reports.summary import Bar, Span, Timeline
from reports.templating import render
from tests.reports.hostile import ALPHABETS
from tests.reports.samples import day

SIZE = 8.0  # points, in which most rules take what is kept free for them
NEAR = 0.03  # em
THINNER = {"unsent": 0.12, "table": 0.08}  # em less than what is kept free for their rules
WIDTH = Measure(PAPERS["A4"].available_width / SIZE, SIZE)
FIRST, LAST = Para("about", (Run("first"),)), Para("about", (Run("last"),))
EXAMINED = ("Muscle strength", "Reflexes", "Coordination")
COUNTED = re.compile(
    r"(?:margin|padding|top|width|height|border)[-\w]*:[^;]*?(?<![\w$.])[.\d]+(?:em|pt)"
    r"|line-height: [.\d]*[1-9]"
)
STYLE = Path(reports.__file__).parent / "page" / "page.css"


def picture() -> Picture:
    line = Timeline(day("2026-10-12"), "noticed", date(2026, 11, 20), ())
    drawn = timeline.draw(line, [Bar("one", True, day("2026-09-01"), Span(), True)], WIDTH)
    assert drawn
    return drawn


def blocks() -> dict[str, Block]:
    """One of each kind, its text on one line."""
    text = (Run("Text"),)
    paras = {kind: Para(kind, text, "Label" if kind == "fact" else "") for kind in KINDS}
    return {
        **{kind: para for kind, para in paras.items() if kind != "foot"},
        "columns": Columns((paras["fact"],), (paras["fact"], paras["fact"])),
        "signs": SignsBox((paras["alert"], paras["sign"], paras["quiet"])),
        "table": Table(("One",) * 4, COLUMNS, ((text,) * 4,) * 3),
        "picture": picture(),
    }


def drop(head: Head, *below: Block) -> float:
    """How far below "first" stands "last", in em."""
    page = Draft(Step(SIZE, 60), head, below, (Para("foot", (Run("foot"),)),))
    names = {
        "draft": page,
        "title": "Page",
        "created": "",
        "who_width": "20",
        "qr": qr,
        "timeline": timeline,
    }
    html = render("page.html", **names, boxes=boxes(EXAMINED, 60, SIZE))
    drawings = [(timeline.SOURCE, one.drawing) for one in below if isinstance(one, Picture)]
    content = writer()(html, page_css("A4", SIZE), None, dict(drawings)).content
    text = pypdfium2.PdfDocument(BytesIO(content))[0].get_textpage()
    # The second letter's foot: neither goes below the line.
    first, last = (
        text.get_charbox(text.search(word).get_next()[0] + 1) for word in ("first", "last")
    )
    return float(first[1] - last[1]) / SIZE


@pytest.mark.parametrize("name", blocks())
def test_a_block_is_as_high_as_predicted(name: str) -> None:
    block = blocks()[name]
    measured = drop(Head((), (), None), FIRST, block, LAST) - FIRST.height(WIDTH)
    expected = block.height(WIDTH) - THINNER.get(name, 0.0)
    assert measured == pytest.approx(expected, abs=NEAR)


@pytest.mark.parametrize("words", [one for one in ALPHABETS if "<" not in one])
def test_many_lines_of_any_script_are_no_higher_than_predicted(words: str) -> None:
    text = Para("words", (Run(clean(words * 40, 700)),))
    measured = drop(Head((), (), None), FIRST, text, LAST) - FIRST.height(WIDTH)
    assert measured <= text.height(WIDTH) + NEAR


def test_the_head_is_as_high_as_predicted() -> None:
    head = Head((FIRST,), (), None)
    assert drop(head, LAST) == pytest.approx(head.height(WIDTH), abs=NEAR)


def test_the_style_sheet_names_every_length_that_the_layout_counts() -> None:
    """Only the boxes for notes, whose height is given to each, have lengths of their own."""
    rules = re.findall(r"^([^{/\n]+) \{(.*)\}$", STYLE.read_text(encoding="utf-8"), re.MULTILINE)
    own = {selector for selector, body in rules if COUNTED.search(body)}
    assert own == {".box"}

"""ReportLab: paragraphs, a table and drawings of its own in one flow (Platypus)."""

from __future__ import annotations

from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from reportlab.graphics import shapes
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from reports.fonts import BUILT
from reports.summary import Summary
from tests.bench.content import BOXES, COLUMNS, FONTS, Code, Content, Section, content
from tests.bench.drawings import Drawing

TEXT = ParagraphStyle("text", fontName="Source", fontSize=8.6, leading=10.6)
HEADING = ParagraphStyle("heading", TEXT, fontName="Source-Bold", spaceBefore=2)
NAME = ParagraphStyle("name", TEXT, fontName="Source-Bold", fontSize=16, leading=19)
FOOT = ParagraphStyle("foot", TEXT, fontSize=7.2, leading=9)
MARGIN, ROOM = 36, 523
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#bbbbbb")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
]


def render(summary: Summary) -> bytes:
    """The page as PDF, without tags: ReportLab has none."""
    _fonts()
    page, out = content(summary), BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        title=page.title,
        lang="en-GB",
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=25,
        bottomMargin=25,
    )
    document.build(_flow(page))
    return out.getvalue()


@cache
def _fonts() -> None:
    for style, name in FONTS.items():
        pdfmetrics.registerFont(TTFont("Source-Bold" if style else "Source", BUILT / name))
    pdfmetrics.registerFontFamily("Source", normal="Source", bold="Source-Bold")


def _flow(page: Content) -> list[Any]:
    small = ("FONT", (0, 0), (-1, -1), "Source", 7.2)
    boxes = Table([BOXES], colWidths=ROOM / 4, rowHeights=40, style=[*GRID, small])
    return [
        _head(page),
        *(part for section in page.before for part in _section(section)),
        _table(page),
        _timeline(page.timeline),
        *(part for section in page.after for part in _section(section)),
        Spacer(1, 4),
        boxes,
        *(Paragraph(escape(line), FOOT) for line in page.foot),
    ]


def _head(page: Content) -> Table:
    who = [Paragraph(escape(page.title), HEADING), Paragraph(escape(page.name), NAME)]
    who += [Paragraph(escape(line), TEXT) for line in page.head]
    return Table([[who, _code(page.code)]], colWidths=[ROOM - 60, 60], style=GRID[1:])


def _section(section: Section) -> list[Paragraph]:
    lines = [
        Paragraph(f"<b>{escape(label)}:</b> {escape(text)}" if label else escape(text), TEXT)
        for label, text in section.lines
    ]
    return [Paragraph(escape(section.heading), HEADING), *lines]


def _table(page: Content) -> Table:
    head = [Paragraph(escape(title), HEADING) for title in COLUMNS]
    rows = [[Paragraph(escape(cell), TEXT) for cell in row] for row in page.table]
    widths = [ROOM * share for share in (0.23, 0.15, 0.31, 0.31)]
    return Table([head, *rows], colWidths=widths, style=GRID, repeatRows=1)


def _timeline(drawing: Drawing) -> shapes.Drawing:
    """ReportLab counts upwards from the lower edge."""
    made = shapes.Drawing(drawing.wide, drawing.high)
    for box in drawing.boxes:
        y = drawing.high - box.y - box.high
        colour = HexColor(box.colour)
        made.add(shapes.Rect(box.x, y, box.wide, box.high, fillColor=colour, strokeColor=None))
    for line in drawing.lines:
        top, bottom = drawing.high - line.top, drawing.high - line.bottom
        made.add(shapes.Line(line.x, top, line.x, bottom, strokeColor=HexColor(line.colour)))
    for one in drawing.words:
        y = drawing.high - one.y
        made.add(shapes.String(one.x, y, one.text, fontName="Source", fontSize=one.size))
    return made


def _code(code: Code) -> shapes.Drawing:
    side = 54 / code.side
    made = shapes.Drawing(54, 54)
    for x, y, length in code.runs:
        top = 54 - (y + 1) * side
        made.add(shapes.Rect(x * side, top, length * side, side, strokeColor=None))
    return made

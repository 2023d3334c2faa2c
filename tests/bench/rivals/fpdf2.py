"""fpdf2: cells one after the other, a table of its own, boxes and lines drawn on the page."""

from __future__ import annotations

from fpdf import FPDF, FontFace

from reports.fonts import BUILT
from reports.summary import Summary
from tests.bench.content import BOXES, COLUMNS, FONTS, Code, Content, Section, content
from tests.bench.drawings import Drawing

MARGIN, ROOM, LINE, TEXT = 36, 523, 10.6, 8.6


def render(summary: Summary) -> bytes:
    """The page as PDF, without tags: fpdf2 has none for paragraphs and tables."""
    page, pdf = content(summary), _pdf()
    pdf.set_title(page.title)
    _head(pdf, page)
    for section in page.before:
        _section(pdf, section)
    _table(pdf, page)
    _timeline(pdf, page.timeline)
    for section in page.after:
        _section(pdf, section)
    _boxes(pdf)
    pdf.set_font(size=7.2)
    for line in page.foot:
        _line(pdf, line, 9)
    return bytes(pdf.output())


def _pdf() -> FPDF:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_lang("en-GB")
    pdf.set_margins(MARGIN, 25)
    pdf.set_auto_page_break(True, 25)
    for style, name in FONTS.items():
        pdf.add_font("Source", style, BUILT / name)
    pdf.add_page()
    pdf.set_font("Source", size=TEXT)
    return pdf


def _line(pdf: FPDF, text: str, high: float = LINE, wide: float = 0) -> None:
    pdf.multi_cell(wide, high, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _bold(pdf: FPDF, text: str, size: float = TEXT, high: float = LINE) -> None:
    pdf.set_font("Source", "B", size)
    _line(pdf, text, high)
    pdf.set_font("Source", "", TEXT)


def _head(pdf: FPDF, page: Content) -> None:
    _code(pdf, page.code, MARGIN + ROOM - 54, pdf.get_y())
    _bold(pdf, page.title)
    _bold(pdf, page.name, 16, 19)
    for line in page.head:
        _line(pdf, line, wide=ROOM - 60)


def _section(pdf: FPDF, section: Section) -> None:
    pdf.ln(3)
    _bold(pdf, section.heading)
    for label, text in section.lines:
        if label:
            pdf.set_font("Source", "B")
            pdf.write(LINE, f"{label}: ")
            pdf.set_font("Source", "")
        pdf.write(LINE, text)
        pdf.ln(LINE)


def _table(pdf: FPDF, page: Content) -> None:
    with pdf.table(
        (COLUMNS, *page.table),
        col_widths=(23, 15, 31, 31),
        line_height=LINE,
        text_align="LEFT",
        headings_style=FontFace(emphasis="BOLD"),
    ):
        pass


def _timeline(pdf: FPDF, drawing: Drawing) -> None:
    left, top = pdf.l_margin, pdf.get_y()
    for box in drawing.boxes:
        pdf.set_fill_color(box.colour)
        pdf.rect(left + box.x, top + box.y, box.wide, box.high, style="F")
    for line in drawing.lines:
        pdf.set_draw_color(line.colour)
        pdf.line(left + line.x, top + line.top, left + line.x, top + line.bottom)
    pdf.set_draw_color(0)
    for one in drawing.words:
        pdf.set_font(size=one.size)
        pdf.text(left + one.x, top + one.y, one.text)
    pdf.set_font(size=TEXT)
    pdf.set_y(top + drawing.high)


def _code(pdf: FPDF, code: Code, left: float, top: float) -> None:
    side = 54 / code.side
    pdf.set_fill_color(0)
    for x, y, length in code.runs:
        pdf.rect(left + x * side, top + y * side, length * side, side, style="F")


def _boxes(pdf: FPDF) -> None:
    pdf.ln(4)
    if pdf.will_page_break(40):
        pdf.add_page()
    top, wide = pdf.get_y(), ROOM / len(BOXES)
    for place, label in enumerate(BOXES):
        pdf.rect(MARGIN + place * wide, top, wide, 40)
        pdf.text(MARGIN + place * wide + 3, top + 9, label)
    pdf.set_y(top + 42)

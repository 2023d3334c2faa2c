"""The doctor's page as PDF: exactly one page, in one render."""

from __future__ import annotations

from datetime import UTC
from functools import cache

from reports.errors import FaultyError
from reports.layout import clean, lines
from reports.layout.blocks import Picture
from reports.layout.drawing import Drawing
from reports.layout.widths_and_heights import Measure
from reports.page import qr
from reports.page.draft import Draft, draft
from reports.page.notes import boxes
from reports.page.overflow import Step, first_that_fits, steps
from reports.page.style import page_css
from reports.page.timeline import picture as timeline
from reports.paper import PAPERS, Paper, Sheet
from reports.pdf.rendering import Write, rendering
from reports.pdf.written import Attached
from reports.summary import Summary
from reports.templating import render

# What is kept free in turn, in em, until what was drawn is right: the first is what prediction
# may be wrong by, the next are a line or two. Each time the page is set one step smaller as well.
SLACKS = (0.2, 1.6, 3.2, 8.2, 16.2, 24.2)
HAIR = 0.05  # em, which no rounding may exceed


def render_page(summary: Summary, paper: Paper) -> bytes:
    """The doctor's page as PDF/A-3a and PDF/UA-1, with the submission's JSON attached.

    Raises RenderError; FaultyError if the page should not fit: never a second page, never a
    page without its footer.
    """
    try:
        with rendering() as write:
            return _one_page(summary, paper, write)
    finally:
        clean.forget()
        lines.forget()


def _one_page(summary: Summary, paper: Paper, write: Write) -> bytes:
    sheet, attachment = PAPERS[paper], _attachment(summary)
    first = 0
    for slack in SLACKS:
        place, page = _fitted(summary, sheet, slack, first)
        html, css = _html(summary, page, sheet, slack), page_css(paper, page.step.size)
        written = write(html, css, attachment, _pictures(page), one_page=True)
        if not written.faults:
            return written.content
        first = place + 1
    raise FaultyError(f"the page did not fit on one sheet: {written.faults[0]}")


def _attachment(summary: Summary) -> Attached | None:
    name = f"intake-{clean.clean(summary.footer.reference, 40)}.json"
    moment = summary.footer.moment
    return Attached(name, summary.attachment, moment) if summary.attachment else None


def _fitted(summary: Summary, sheet: Sheet, slack: float, first: int) -> tuple[int, Draft]:
    """The first draft, of all steps from `first` on, that fits with `slack` em to spare."""
    every = steps()
    dropped = set(every[:first])

    @cache
    def drafted(step: Step) -> Draft:
        return draft(summary, step, _measure(sheet, step))

    def fits(step: Step) -> bool:
        return step not in dropped and _spare(drafted(step), sheet, slack) >= 0

    place = first_that_fits(every, fits)
    return place, drafted(every[place])


def _measure(sheet: Sheet, step: Step) -> Measure:
    return Measure(sheet.available_width / step.size, step.size)


def _spare(page: Draft, sheet: Sheet, slack: float) -> float:
    """Points left over when the boxes have their smallest height."""
    size = page.step.size
    used = (page.height(_measure(sheet, page.step)) + slack) * size
    return sheet.available_height - used - page.step.notes_height


def _html(summary: Summary, page: Draft, sheet: Sheet, slack: float) -> str:
    header, size, created = summary.header, page.step.size, summary.footer.moment
    left_width = page.head.left_width(sheet.available_width / size) - HAIR
    notes_height = max(_spare(page, sheet, slack), 0) + page.step.notes_height
    return render(
        "page.html",
        draft=page,
        title=f"{clean.clean(header.title, 120)}: {clean.clean(header.name, 140)}",
        created=created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if created else "",
        who_width=f"{left_width:.2f}",
        qr=qr,
        timeline=timeline,
        boxes=boxes([clean.clean(one, 40) for one in summary.terms.examined], notes_height, size),
    )


def _pictures(page: Draft) -> dict[str, Drawing]:
    """What the addresses of the page's pictures stand for."""
    found = [(timeline.SOURCE, one.drawing) for one in page.blocks if isinstance(one, Picture)]
    return dict(found) | ({qr.SOURCE: page.head.code} if page.head.code else {})

"""The doctor's page as PDF: exactly one page, in one render."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reports import clean, layout, pdf, qr, timeline
from reports.drawing import Drawing
from reports.errors import RenderError
from reports.fit import Fit, first_that_fits, ladder
from reports.layout import Picture
from reports.page import META, QR, Draft, draft
from reports.style import PAPERS, Paper, Sheet, page_css
from reports.summary import Summary
from reports.templating import render

SLACK = 0.2  # em; what prediction may be wrong by before a second render is needed
CAUTION = 8.0  # em more at each further try
TRIES = 5
TWO_ROWS = 100.0  # points; with less, all boxes stand side by side


class Box(NamedTuple):
    """An empty box for the doctor's pen."""

    label: str
    css: str
    height: float  # points


def render_page(summary: Summary, paper: Paper) -> bytes:
    """The page as PDF/A-3a and PDF/UA-1 with the submission's JSON attached.

    Raises RenderError, also if the page should not fit: never a second page, never a
    page without its footer.
    """
    name = f"intake-{clean.clean(summary.footer.reference, 40)}.json"
    attachment = (name, summary.attachment) if summary.attachment else None
    try:
        return _one_page(summary, paper, attachment)
    finally:
        clean.forget()
        layout.forget()


def _one_page(summary: Summary, paper: Paper, attachment: tuple[str, bytes] | None) -> bytes:
    sheet = PAPERS[paper]
    for attempt in range(TRIES):
        slack = SLACK + attempt * CAUTION
        page = _fitted(summary, sheet, slack)
        html = _html(summary, page, sheet, slack)
        content, pages, ended = pdf.write(
            html, page_css(paper, page.fit.size), attachment, _pictures(page)
        )
        if pages == 1 and ended:
            return content
    raise RenderError("the page did not fit on one sheet")


def _fitted(summary: Summary, sheet: Sheet, slack: float) -> Draft:
    """The first draft on the ladder that fits with `slack` em to spare."""
    steps = ladder()

    @cache
    def drafted(fit: Fit) -> Draft:
        return draft(summary, fit, sheet.room / fit.size)

    place = first_that_fits(steps, lambda fit: _spare(drafted(fit), sheet, slack) >= 0)
    return drafted(steps[place])


def _spare(page: Draft, sheet: Sheet, slack: float) -> float:
    """Points left over when the boxes have their smallest height."""
    fit = page.fit
    return sheet.tall - (page.height(sheet.room / fit.size) + slack) * fit.size - fit.pen


def _html(summary: Summary, page: Draft, sheet: Sheet, slack: float) -> str:
    size = page.fit.size
    who = sheet.room / size - META - (QR + 0.9 if page.head.code else 0) - 0.05
    return render(
        "page.html",
        draft=page,
        title=f"{clean.clean(summary.header.title, 120)}: {clean.clean(summary.header.name, 140)}",
        who_width=f"{who:.2f}",
        qr=qr,
        timeline=timeline,
        boxes=_boxes(page, max(_spare(page, sheet, slack), 0) + page.fit.pen),
    )


def _pictures(page: Draft) -> dict[str, Drawing]:
    """What the addresses of the page's pictures stand for."""
    found = [(timeline.SOURCE, one.drawing) for one in page.blocks if isinstance(one, Picture)]
    return dict(found) | ({qr.SOURCE: page.head.code} if page.head.code else {})


def _boxes(page: Draft, room: float) -> list[Box]:
    """Three boxes for the examination and one for notes, which share the room that is left."""
    labels = ("Muscle strength", "Reflexes", "Coordination")
    gap = 0.5 * page.fit.size
    if room < TWO_ROWS:
        high = round(room - gap, 1)
        return [*(Box(label, "fifth", high) for label in labels), Box("Notes", "rest end", high)]
    exam = round(min((room - 2 * gap) * 0.36, 68), 1)
    ends = ("third", "third", "third end")
    upper = [Box(label, css, exam) for label, css in zip(labels, ends, strict=True)]
    return [*upper, Box("Notes", "wide end", round(room - 2 * gap - exam, 1))]

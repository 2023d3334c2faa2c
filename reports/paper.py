"""The sheets of paper a report is printed on, in points."""

from __future__ import annotations

from typing import Literal, NamedTuple

Paper = Literal["A4", "Letter"]
MARGIN_X, MARGIN_Y = 36.0, 25.0  # points, of the doctor's page


class Sheet(NamedTuple):
    """A sheet of paper, in points."""

    width: float
    height: float

    @property
    def available_width(self) -> float:
        """The width between the margins of the doctor's page."""
        return self.width - 2 * MARGIN_X

    @property
    def available_height(self) -> float:
        """The height between the margins of the doctor's page."""
        return self.height - 2 * MARGIN_Y


PAPERS: dict[str, Sheet] = {"A4": Sheet(595.28, 841.89), "Letter": Sheet(612.0, 792.0)}


def page_rule(paper: Paper, margin: float = 0.0, more: str = "") -> str:
    """The sheet as CSS, its margins `margin` points wider than the page's; `more` stands inside."""
    sheet = PAPERS[paper]
    size = f"size:{sheet.width}pt {sheet.height}pt"
    margins = f"margin:{MARGIN_Y + margin}pt {MARGIN_X + margin}pt"
    return f"@page{{{size};{margins}{more}}}"

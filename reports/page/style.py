"""The page's style sheet: lengths from layout/widths_and_heights.py, the rest from page.css."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template

from reports.fonts import family_rule
from reports.layout import widths_and_heights as lengths
from reports.layout.widths_and_heights import KINDS, PIXEL, SHARES, kind, scale, timeline_type
from reports.page.drug_table import COLUMNS
from reports.paper import Paper, page_rule

# Lines of text over the timeline, and their heights.
OVER = {
    "over": lengths.TIMELINE_ROW,
    "flagged": lengths.TIMELINE_ROW,
    "bar": lengths.TIMELINE_ROW,
    "axis": lengths.TIMELINE_AXIS,
}


@cache
def page_css(paper: Paper, size: float) -> str:
    """The style sheet of the doctor's page with a base text of `size` points."""
    return "\n".join(
        (
            page_rule(paper),
            family_rule(),
            _sheet(),
            f"body{{{_font_size(size)}}}",
            f"small,.drugs th{{{_font_size(size * scale('s', size))}}}",
            f".tiny{{{_tiny(size)}}}",
            *(f".{line}{{{_over(size, em)}}}" for line, em in OVER.items()),
            f".box{{{_font_size(size * kind('note', size).size)}}}",
            *(_kind(name, size) for name in KINDS),
            *(f".c{place}{{width:{share * 100:g}%}}" for place, share in _columns()),
            *(_parted(share) for share in SHARES),
        )
    )


@cache
def _sheet() -> str:
    """page.css with the lengths it names."""
    text = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return Template(text).substitute(vars(lengths))


def _columns() -> Iterable[tuple[int, float]]:
    return enumerate(COLUMNS, 1)


def _font_size(points: float) -> str:
    """In CSS's own unit, so that no arithmetic leaves the grid."""
    return f"font-size:{round(points / PIXEL, 7)}px"


def _parted(share: float) -> str:
    """Two columns; a hair less than the width, which no rounding may exceed."""
    left = f".part{share * 100:.0f}>.left{{width:{share * 100:g}%}}"
    return f"{left}.part{share * 100:.0f}>.right{{width:{(1 - share) * 100 - 0.02:g}%}}"


def _tiny(base: float) -> str:
    name = kind("name", base).size
    return _font_size(base * name * scale("t", base, name))


def _over(base: float, em: float) -> str:
    """A line over the timeline, `em` of the base text high whatever font draws it."""
    own = f"{em / timeline_type(base):.4f}"  # in em of its own size
    return f"{_font_size(base * timeline_type(base))};height:{own}em;line-height:{own}"


def _kind(name: str, base: float) -> str:
    own = kind(name, base)
    size = own.size
    left = own.indent / size
    right = 0.0 if name == "fact" else left
    # Space above is padding: two margins that meet would collapse, and the sum be wrong.
    return (
        f".{name}{{{_font_size(base * size)};line-height:{own.line};"
        f"margin:0 0 {own.after / size:.4f}em;"
        f"padding:{own.before / size:.4f}em {right:.4f}em 0 {left:.4f}em;"
        f"font-weight:{700 if own.bold else 400}}}"
    )

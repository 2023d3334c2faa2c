"""Style sheets: the sizes from KINDS, the rest from the .css files beside this one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from reports.layout import CELL_X, CELL_Y, COLUMNS, GUTTER, KINDS, LABEL, SCALES, SHARES
from reports.page import META, QR
from reports.timeline import AXIS, ROW, TYPE

Paper = Literal["A4", "Letter"]
HERE = Path(__file__).parent
OVER = {"over": ROW, "flagged": ROW, "bar": ROW, "axis": AXIS}
MARGIN_X, MARGIN_Y = 36.0, 25.0  # points
FAMILIES = (
    "Source Sans 3",
    "Noto Sans",
    "IBM Plex Sans Arabic",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
    "Noto Sans Symbols 2",
    "Noto Emoji",
)


class Sheet(NamedTuple):
    """A sheet of paper, in points."""

    wide: float
    high: float

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.wide - 2 * MARGIN_X

    @property
    def tall(self) -> float:
        """The height between the margins."""
        return self.high - 2 * MARGIN_Y


PAPERS: dict[str, Sheet] = {"A4": Sheet(595.28, 841.89), "Letter": Sheet(612.0, 792.0)}


@cache
def page_css(paper: Paper, size: float) -> str:
    """The style sheet of the doctor's page with a base text of `size` points."""
    sheet = PAPERS[paper]
    columns = "".join(f".c{n}{{width:{share * 100:g}%}}" for n, share in enumerate(COLUMNS, 1))
    return "\n".join(
        (
            f"@page{{size:{sheet.wide}pt {sheet.high}pt;margin:{MARGIN_Y}pt {MARGIN_X}pt}}",
            family(),
            (HERE / "page.css").read_text(encoding="utf-8"),
            f"body{{{_font_size(size)}}}",
            f"small,.drugs th{{{_font_size(size * SCALES['s'])}}}",
            f".tiny{{{_font_size(size * KINDS['name'].size * SCALES['t'])}}}",
            *(f".{row}{{{_over(size, em)}}}" for row, em in OVER.items()),
            f".box{{{_font_size(size * KINDS['note'].size)}}}",
            *(_kind(name, size) for name in KINDS),
            columns,
            f".drugs td,.drugs th{{padding:{CELL_Y}em {CELL_X}em}}",
            ".columns>div{box-sizing:border-box}",
            *(_parted(share) for share in SHARES),
            f".columns .left{{padding-right:{GUTTER / 2}em}}",
            f".columns .right{{padding-left:{GUTTER / 2}em}}",
            f".label{{width:{LABEL}em;margin-left:-{LABEL}em}}",
            f".meta-block{{width:{META}em}}",
            f".code{{width:{QR}em;height:{QR}em}}",
        )
    )


def family() -> str:
    """The fonts, in the order in which they are asked for a character."""
    names = ",".join(f'"{name}"' for name in FAMILIES)
    return f"html{{font-family:{names}}}"


def _font_size(points: float) -> str:
    """In CSS's own unit, so that no arithmetic leaves the grid."""
    return f"font-size:{round(points / 0.75, 7)}px"


def _parted(share: float) -> str:
    """Two columns; a hair less than the width, which no rounding may exceed."""
    left = f".part{share * 100:.0f}>.left{{width:{share * 100:g}%}}"
    return f"{left}.part{share * 100:.0f}>.right{{width:{(1 - share) * 100 - 0.02:g}%}}"


def _over(base: float, em: float) -> str:
    """A line over the timeline, `em` of the base text high whatever font draws it."""
    return f"{_font_size(base * TYPE)};height:{em / TYPE:.4f}em;line-height:{em / TYPE:.4f}"


def _kind(name: str, base: float) -> str:
    kind = KINDS[name]
    size = kind.size
    left = kind.indent / size
    right = 0.0 if name == "fact" else left
    # Space above is padding: two margins that meet would collapse, and the sum be wrong.
    return (
        f".{name}{{{_font_size(base * size)};line-height:{kind.line};"
        f"margin:0 0 {kind.after / size:.4f}em;"
        f"padding:{kind.before / size:.4f}em {right:.4f}em 0 {left:.4f}em;"
        f"font-weight:{700 if kind.bold else 400}}}"
    )


@cache
def record_css(paper: Paper) -> str:
    """The style sheet of the record and of the patient's copy, which count their pages."""
    sheet = PAPERS[paper]
    counter = '"page " counter(page) " of " counter(pages)'
    page = (
        f"@page{{size:{sheet.wide}pt {sheet.high}pt;margin:{MARGIN_Y + 8}pt {MARGIN_X + 8}pt;"
        f"@bottom-right{{content:{counter};font-size:8pt;color:#444}}"
        '@bottom-left{content:string(who) " · " string(reference);font-size:8pt;color:#444}}'
    )
    return f"{page}\n{family()}\n{(HERE / 'record.css').read_text(encoding='utf-8')}"

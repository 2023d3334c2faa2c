"""The same picture for a web page: an SVG whose type grows and shrinks with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reports.layout.drawing import Boxes, Colour, Lines, Shape
from reports.layout.widths_and_heights import (
    TIMELINE_AXIS,
    TIMELINE_END,
    TIMELINE_LABELS,
    TIMELINE_ROW,
    timeline_type,
)
from reports.page.timeline.labels import Written, placed, width_of, with_throughout
from reports.page.timeline.marks import Mark, drawn
from reports.page.timeline.picture import chosen, count_idle, in_words
from reports.page.timeline.scale import months, scale_of
from reports.summary import Timeline

SIZE = 14.0  # of the base type, in CSS's pixels where the picture is not scaled
BASELINE = 0.72  # of a line's height, where its letters stand


def timeline_svg(timeline: Timeline, width: float) -> str:
    """The picture as an SVG element, `width` pixels wide where it is not scaled; "" for none.

    All that a patient typed is escaped. It has no style attribute: a page may forbid those.
    """
    bars = chosen(timeline, flagged_only=False, idle=False)
    if not timeline.onset.known or not any(bar.start.known or bar.stop.known for bar in bars):
        return ""
    scale = scale_of(timeline, bars, TIMELINE_LABELS * SIZE, width - TIMELINE_END * SIZE)
    names = months(scale, SIZE)
    marks = drawn(timeline, bars, scale, SIZE, [x for x, _ in names])
    lines = with_throughout(placed(timeline, bars, scale, SIZE, names), count_idle(timeline))
    height = (TIMELINE_ROW * (len(bars) + 1) + TIMELINE_AXIS) * SIZE
    inside = "".join((*(_mark(one) for one in marks), *_texts(lines)))
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="100%" role="img"'
        f' aria-label="{escape(in_words(timeline, bars))}"'
        f' font-size="{SIZE * timeline_type(SIZE):g}">{inside}</svg>'
    )


def _mark(mark: Mark) -> str:
    if isinstance(mark, Boxes):
        return "".join(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
            f' fill="{_hex(mark.colour)}"/>'
            for x, y, wide, high in mark.boxes
        )
    if isinstance(mark, Shape):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in mark.points)
        return f'<polygon points="{points}" fill="{_hex(mark.colour)}"/>'
    return "".join(_lines(mark))


def _lines(mark: Lines) -> Iterator[str]:
    dash = f' stroke-dasharray="{" ".join(map(str, mark.dash))}"' if mark.dash else ""
    for (x1, y1), (x2, y2) in mark.ends:
        yield (
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            f' stroke="{_hex(mark.colour)}" stroke-width="{mark.width:g}"{dash}/>'
        )


def _texts(lines: Sequence[Written]) -> Iterator[str]:
    """Each text as wide as it was reckoned, in whatever typeface the browser has."""
    for number, line in enumerate(lines):
        y = TIMELINE_ROW * SIZE * (number + BASELINE)
        weight = ' font-weight="700"' if line.bold else ""
        for x, text in line.texts:
            if text:
                wide = f'textLength="{width_of(text, SIZE, line.bold):.1f}"'
                yield (
                    f'<text x="{x:.1f}" y="{y:.1f}" {wide} lengthAdjust="spacingAndGlyphs"{weight}>'
                    f"{escape(text)}</text>"
                )


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)

"""Boxes and lines that draw themselves on a page, as WeasyPrint asks of a picture.

WeasyPrint would take them as SVG too, but then lays out every letter and path anew,
which took a seventh of the page; and letters laid out one by one lose the joined
forms of Arabic and Devanagari. So a drawing holds no text: that stands over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from reports.layout.widths_and_heights import PIXEL

Colour = tuple[float, float, float]  # red, green, blue, each from 0 to 1
Point = tuple[float, float]
BLACK, INK, MID = (0.0, 0.0, 0.0), (0.07, 0.07, 0.07), (0.27, 0.27, 0.27)
GREY, PALE = (0.6, 0.6, 0.6), (0.73, 0.73, 0.73)
RED, ROSE = (0.55, 0.08, 0.08), (0.89, 0.83, 0.83)


class Boxes(NamedTuple):
    """Filled rectangles: left, top, width and height of each."""

    colour: Colour
    boxes: tuple[tuple[float, float, float, float], ...]

    def draw(self, stream: Any) -> None:
        """Fill them."""
        stream.set_color_rgb(*self.colour)
        if all(type(length) is int for box in self.boxes for length in box):  # hundreds of a code's
            stream.stream.append(b"\n".join(b"%d %d %d %d re" % box for box in self.boxes))
        else:
            for box in self.boxes:
                stream.rectangle(*box)
        stream.fill()


class Shape(NamedTuple):
    """A filled polygon."""

    colour: Colour
    points: tuple[Point, ...]

    def draw(self, stream: Any) -> None:
        """Fill it."""
        stream.set_color_rgb(*self.colour)
        stream.move_to(*self.points[0])
        for point in self.points[1:]:
            stream.line_to(*point)
        stream.fill()


class Lines(NamedTuple):
    """Lines of one width, each from one point to another; `dash` is on, off."""

    colour: Colour
    width: float
    ends: tuple[tuple[Point, Point], ...]
    dash: tuple[float, ...] = ()

    def draw(self, stream: Any) -> None:
        """Stroke them."""
        stream.set_color_rgb(*self.colour, stroke=True)
        stream.set_line_width(self.width)
        stream.set_dash(self.dash, 0)
        for begin, end in self.ends:
            stream.move_to(*begin)
            stream.line_to(*end)
        stream.stroke()


@dataclass(frozen=True)
class Drawing:
    """Marks on a field of so many units, one over the other; a unit is a point if not scaled."""

    width: float
    height: float
    marks: tuple[Boxes | Shape | Lines, ...]

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, ...]:
        """Width and height in CSS's pixels, and their ratio."""
        return self.width / PIXEL, self.height / PIXEL, self.width / self.height

    def draw(self, stream: Any, width: float, height: float, _style: object) -> None:
        """Draw the marks, scaled to `width` by `height` units of the stream."""
        stream.transform(a=width / self.width, d=height / self.height)
        for mark in self.marks:
            mark.draw(stream)

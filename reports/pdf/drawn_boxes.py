"""What was drawn: WeasyPrint's own boxes, looked over for what a reader would see is wrong.

The page's heights are predicted (reports/layout); this looks at what came of it. A line of
text is a box of its own, so are the ruled boxes and the pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from reports.layout.widths_and_heights import PIXEL, SMALLEST

NEAR = 0.75  # CSS's pixels, which rounding may be wrong by
EDGE = 2.0  # the same at the margins: an Arabic letter is wider at the end of a word that is broken
SPACE = 0.2  # em, the width of a space in our first font
INK = 0.8  # of a line's height, of which its letters take no more


class Rect(NamedTuple):
    """A rectangle in CSS's pixels from the top left of the paper."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """Whether they have more in common than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > NEAR and down > NEAR

    def holds(self, other: Rect) -> bool:
        """Whether the other lies inside."""
        return (
            other.left >= self.left - EDGE
            and other.right <= self.right + EDGE
            and other.top >= self.top - EDGE
            and other.bottom <= self.bottom + EDGE
        )


def faults_of(pages: Sequence[Any]) -> tuple[str, ...]:
    """What is wrong with a document that must be one page with its foot; () if nothing is."""
    if len(pages) != 1:
        return (f"{len(pages)} pages",)
    anchors = pages[0].anchors
    if not {"foot", "above-foot"} <= set(anchors):
        return ("no foot",)
    return tuple(chain(_into_the_foot(anchors), _wrong(pages[0]._page_box)))


def _into_the_foot(anchors: Any) -> Iterator[str]:
    foot, above = anchors["foot"], anchors["above-foot"]  # left, top, right, bottom
    if above[3] > foot[1]:
        yield "a box runs into the foot"


def _wrong(page: Any) -> Iterator[str]:
    paper = _inside(page)
    lines: list[Rect] = []
    for box in page.descendants(placeholders=True):
        if isinstance(box, boxes.LineBox):
            texts = list(_texts(box))
            yield from _too_small(texts)
            lines += [_inked(box, texts)] if texts else []
        elif isinstance(box, boxes.ReplacedBox) and not paper.holds(_border(box)):
            yield "a picture leaves the page"
    if not all(map(paper.holds, lines)):
        yield "a line leaves the page"
    if _any_meet(lines):
        yield "two lines overlap"


def _texts(line: Any) -> Iterator[Any]:
    """The texts of a line, without those of a label that has lines of its own."""
    for child in line.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _too_small(texts: Sequence[Any]) -> Iterator[str]:
    sizes = [one.style["font_size"] * PIXEL for one in texts if one.text.strip()]
    if sizes and min(sizes) < SMALLEST - 0.01:
        yield f"type of {min(sizes):.2f} pt"


def _inside(page: Any) -> Rect:
    """What lies between the margins, where the printer prints."""
    left, top = page.content_box_x(), page.content_box_y()
    return Rect(left, top, left + page.width, top + page.height)


def _border(box: Any) -> Rect:
    left, top = box.border_box_x(), box.border_box_y()
    return Rect(left, top, left + box.border_width(), top + box.border_height())


def _inked(line: Any, texts: Sequence[Any]) -> Rect:
    """Where the letters of a line may stand: as wide as its texts, less air above and below."""
    left = min(one.position_x for one in texts)
    right = max(one.position_x + one.width - _hanging(one) for one in texts)
    air = line.height * (1 - INK) / 2
    return Rect(left, line.position_y + air, right, line.position_y + line.height - air)


def _hanging(text: Any) -> float:
    """The width of the spaces at the end of a text, which nobody sees."""
    spaces = len(text.text) - len(text.text.rstrip())
    return spaces * SPACE * float(text.style["font_size"])


def _any_meet(lines: Sequence[Rect]) -> bool:
    """Whether any two lines overlap: each is held against those that begin above its end."""
    open_: list[Rect] = []
    for line in sorted(lines, key=lambda one: one.top):
        open_ = [one for one in open_ if one.bottom > line.top + NEAR]
        if any(line.meets(one) for one in open_):
            return True
        open_.append(line)
    return False

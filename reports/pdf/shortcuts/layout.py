"""What WeasyPrint's layout asks of every box and line, answered at once where the answer is plain.

A line beside no float has all of its column. A box without colour, image or shadow has no
background. Without named pages (`styles.is_simple`) a box begins and ends on the page of its own.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import background
from weasyprint.layout import float as floats

PLAIN_ROOM = floats.avoid_collisions
PLAIN_BACKGROUNDS = background.layout_box_backgrounds
PLAIN_PAGES = boxes.ParentBox.page_values
CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
SQUARE = dict.fromkeys(CORNERS, (0, 0))


def room(context: Any, box: Any, column: Any, outer: bool = True) -> tuple[float, float, float]:
    """In place of avoid_collisions."""
    if (
        outer
        or context.excluded_shapes
        or type(box) is not boxes.LineBox
        or column.style["direction"] != "ltr"
    ):
        found: tuple[float, float, float] = PLAIN_ROOM(context, box, column, outer)
        return found
    start = column.content_box_x()
    left, right = start + box.margin_left, start + column.width - box.margin_right
    top = box.position_y + box.margin_top
    return left - box.margin_left, top - box.margin_top, right - left


def backgrounds(page: Any, box: Any, images: Any, inside: bool = True, style: Any = None) -> None:
    """In place of layout_box_backgrounds."""
    if style is not None or not _is_bare(box.style) or box is page:
        PLAIN_BACKGROUNDS(page, box, images, inside, style)
        return
    box.__dict__.update(SQUARE)
    box.background = None
    if inside:
        for child in box.all_children():
            backgrounds(page, child, images)


def _is_bare(style: Any) -> bool:
    """Whether a style has square corners and draws nothing behind what is in a box."""
    known: bool | None = style.__dict__.get("known_bare")
    if known is None:
        known = style.known_bare = (
            all((0, "px") in style[corner] for corner in CORNERS)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and style["background_color"] != "currentcolor"
            and style["background_color"].alpha == 0
        )
    return known


def pages(self: Any) -> tuple[str, str]:
    """In place of ParentBox.page_values."""
    if _is_nameless(self.style):
        return self.style["page"], self.style["page"]
    found: tuple[str, str] = PLAIN_PAGES(self)
    return found


def _is_nameless(style: Any) -> bool:
    """Whether nothing that a style comes from names a page; an anonymous box has its parent's."""
    known: bool | None = style.__dict__.get("nameless")
    if known is None:
        above = style.parent_style
        known = style.nameless = above is not None and _is_nameless(above)
    return known

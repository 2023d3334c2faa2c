"""Styles, and the lengths worked out of them, kept between renders.

The style of an element follows from its parent's and its own tag, class, id, language and style
alone: right only without selectors of siblings, positions or attributes (`is_simple`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf
from typing import Any

from weasyprint import css
from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.text import line_break

MOST_STYLES = 4000  # kept; some 20 are new with each page
MOST_SIZES = 64  # of containing blocks, kept with each style
SPECIFIC = ("class", "id", "style", "lang")  # attributes of which a style follows
SIDES = ("top", "right", "bottom", "left")
MEASURED = (
    *(f"margin_{side}" for side in SIDES),
    *(f"padding_{side}" for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
NOT_SIMPLE = re.compile(r"[+~\[]|(?<!:):(?!:?(?:before|after)\b)")
NAMED_PAGE = re.compile(r"[{;\s]page\s*:")
BLOCKS = re.compile(r"/\*.*?\*/|\{[^{}]*\}|@[^{};]*", re.DOTALL)
_TREES: dict[tuple[int, ...], _Tree] = {}
PLAIN_STYLES = css.StyleFor.__init__
PLAIN_LENGTHS = percent.resolve_percentages
PLAIN_STRUT = line_break.strut


def is_simple(sheet: str) -> bool:
    """Whether each of its selectors looks at an element and those it is in, and at nothing else.

    Nor may it name pages: then a box need not be asked which of them it begins on.
    """
    return not (NOT_SIMPLE.search(BLOCKS.sub(" ", sheet)) or NAMED_PAGE.search(sheet))


class _Kept:
    """The style of an element and of its pseudo-elements, and of what is inside it."""

    __slots__ = ("inside", "pseudo", "style")

    def __init__(self, style: Any, pseudo: dict[str, Any]) -> None:
        self.style, self.pseudo = style, pseudo
        self.inside: dict[tuple[str, ...], _Kept] = {}


class _Tree:
    """All that is kept for one set of style sheets."""

    def __init__(self, sheets: Sequence[Any]) -> None:
        self.sheets = sheets  # held, for they are known by their places in memory
        self.page_sizes = {"box": None, "area": None}
        self.roots: dict[tuple[str, ...], _Kept] = {}
        self.number = 0


def styles(self: Any, html: Any, sheets: Any, hints: bool, *more: Any) -> None:
    """In place of StyleFor.__init__."""
    font_config, target_collector = more
    if hints or not all(getattr(sheet, "is_simple", False) for sheet, *_ in sheets):
        PLAIN_STYLES(self, html, sheets, hints, *more)
        return
    tree = _tree_of(sheets)
    self._cascaded_styles, self._computed_styles = {}, {}
    self._sheets, self.font_config = sheets, font_config
    self.initial_page_sizes = tree.page_sizes
    own: dict[Any, Any] | None = None
    found: dict[Any, _Kept] = {}
    for element in html.wrapper_element.iter_subtree():
        node = element.etree_element
        above = found[element.parent.etree_element] if element.parent else None
        family = above.inside if above else tree.roots
        key = (node.tag, *(node.get(one, "") for one in SPECIFIC))
        kept = family.get(key)
        if kept is None:
            own = own if own is not None else _own_styles(html)
            root = next(iter(found.values())).style if above else css.InitialStyle(font_config)
            new = _Matched(element, sheets, own.get(node, ()))
            kept = family[key] = new.kept(above, root, html.base_url, font_config, tree.page_sizes)
            tree.number += 1
        found[node] = kept
        self._computed_styles[node, None] = kept.style
        for name, style in kept.pseudo.items():
            self._computed_styles[node, name] = style
        if kept.style["anchor"]:
            target_collector.collect_anchor(kept.style["anchor"])


def _tree_of(sheets: Sequence[Any]) -> _Tree:
    if sum(tree.number for tree in _TREES.values()) > MOST_STYLES:
        _TREES.clear()
    key = tuple(id(sheet) for sheet, *_ in sheets)
    if key not in _TREES:
        _TREES[key] = _Tree(sheets)
    return _TREES[key]


def _own_styles(html: Any) -> dict[Any, list[Any]]:
    """What elements say of their own style, in attributes."""
    own: dict[Any, list[Any]] = {}
    found = css.find_style_attributes(html.etree_element, False, html.base_url)
    for specificity, element, declarations, base_url in found:
        own.setdefault(element, []).append((specificity, declarations, base_url))
    return own


class _Matched:
    """What the sheets and its own attributes say of an element, as StyleFor gathers it."""

    def __init__(self, element: Any, sheets: Sequence[Any], own: Sequence[Any]) -> None:
        self.cascaded: dict[str | None, dict[str, Any]] = {None: {}}
        for specificity, declarations, base_url in own:
            ready = css.preprocess_declarations(base_url, declarations)
            self._add(None, "author", (inf, specificity), ready)
        for sheet, origin, of_sheet in sheets:
            for specificity, _order, pseudo, (declarations, layer) in sheet.matcher.match(element):
                order = inf if layer is None else sheet.layers.index(layer)
                self._add(pseudo, origin, (order, of_sheet or specificity), declarations)

    def kept(self, above: _Kept | None, root: Any, *more: Any) -> _Kept:
        """The styles made of it."""
        base_url, font_config, sizes = more
        upper = above.style if above else None
        style = css.ComputedStyle(
            upper, self.cascaded[None], None, root, base_url, font_config, sizes
        )
        top = root if above else style
        pseudo = {
            name: css.ComputedStyle(style, values, name, top, base_url, font_config, sizes)
            for name, values in self.cascaded.items()
            if name
        }
        style.nameless = True
        return _Kept(style, pseudo)

    def _add(self, pseudo: str | None, origin: str, rank: tuple[Any, Any], given: Any) -> None:
        style = self.cascaded.setdefault(pseudo, {})
        for name, values, importance in given:
            weight = (css.declaration_precedence(origin, importance), *rank)
            if name not in style or style[name][1] <= weight:
                style[name] = values, weight


def lengths(box: Any, containing_block: Any) -> None:
    """In place of resolve_percentages."""
    style = box.style
    if isinstance(containing_block, boxes.Box):
        width, height = containing_block.width, containing_block.height
    else:
        width, height = containing_block
    known = style.__dict__.get("known_lengths")
    if known is None or len(known) > MOST_SIZES:
        known = style.known_lengths = {}
    key = (width, height, isinstance(box, boxes.PageBox))
    found = known.get(key)
    if found is not None:
        box.__dict__.update(found)
        return
    PLAIN_LENGTHS(box, containing_block)
    if style["border_collapse"] != "collapse":
        known[key] = {name: getattr(box, name) for name in MEASURED}


def strut(style: Any) -> tuple[float, float]:
    """In place of strut."""
    known: tuple[float, float] | None = style.__dict__.get("known_strut")
    if known is None:
        known = style.known_strut = PLAIN_STRUT(style)
    return known

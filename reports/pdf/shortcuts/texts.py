"""Text shaped once for a line and kept until it is painted; all share a few Pango contexts.

The letters of a line are read as one block of memory, and what is written of each is remembered.
"""

from __future__ import annotations

import struct
from typing import Any

from weasyprint.draw import text as drawn
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

# A PangoGlyphInfo: glyph, width, offset across and up; its last four bytes hold what nobody set.
GLYPH = struct.Struct("=Iiii4x")
UNKNOWN = 0x0FFFFFFF  # glyphs from here on are no letters: PANGO_GLYPH_EMPTY, or without a font
PARAGRAPHS = ("\n", "\r", "\u2029")
PLAIN = {name: getattr(Layout, name) for name in ("setup", "set_text", "deactivate", "reactivate")}
PLAIN_LINE = drawn.draw_first_line
_CONTEXTS: dict[tuple[Any, ...], tuple[Any, Any]] = {}


def setup(self: Any, style: Any) -> None:
    """In place of Layout.setup."""
    known = style.__dict__.get("known_font")
    if known is None:
        known = style.known_font = _font_of(style)
    if known == ():
        PLAIN["setup"](self, style)
        return
    context, self.language, description = known
    self.style, self.first_line_direction = style, 0
    self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, False)
    pango.pango_layout_set_font_description(self.layout, description)
    self.ascent = self.underline_position = self.strikethrough_position = None


def set_text(self: Any, text: str, justify: bool = False) -> None:
    """In place of Layout.set_text: as one paragraph, as it will be painted, where it is one."""
    one = not any(mark in text for mark in PARAGRAPHS)
    pango.pango_layout_set_single_paragraph_mode(self.layout, one)
    PLAIN["set_text"](self, text, justify)


def deactivate(_self: Any) -> None:
    """In place of Layout.deactivate: keep what was shaped until it is painted."""


def reactivate(self: Any, style: Any) -> None:
    """In place of Layout.reactivate: it is there still, if it is to be painted as it was."""
    if self.justification_spacing or self.style is not style:
        PLAIN["reactivate"](self, style)


def _font_of(style: Any) -> tuple[Any, ...]:
    """Pango's context, language and font for a style; () for what only the plain way can."""
    features = font_features(
        style["font_kerning"],
        style["font_variant_ligatures"],
        style["font_variant_position"],
        style["font_variant_caps"],
        style["font_variant_numeric"],
        style["font_variant_alternates"],
        style["font_variant_east_asian"],
        style["font_feature_settings"],
    )
    special = style["font_language_override"] != "normal" or style["text_decoration_line"] != "none"
    if features or special:
        return ()
    return (*_context_of(style), get_font_description(style))


def _context_of(style: Any) -> tuple[Any, Any]:
    font_map, direction, lang = style.font_config.font_map, style["direction"], style["lang"]
    key = (font_map, direction, lang)
    if key not in _CONTEXTS:
        context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[direction])
        if lang:
            pointer, _ = unicode_to_char_p(lang)
            language = pango.pango_language_from_string(pointer)
            pango.pango_context_set_language(context, language)
        else:
            language = pango.pango_language_get_default()
        _CONTEXTS[key] = context, language
    return _CONTEXTS[key]


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
) -> list[Any]:
    """In place of draw_first_line: quicker for a line of letters that stand beside each other.

    It is wrapped in turn (copied_text.py), so it says itself when the plain way is asked for.
    """
    taken = Layout.setup is setup
    if taken and text_overflow == "clip" and block_ellipsis == "none" and textbox.text.strip():
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        parts = _parts(stream, textbox)
        if parts is not None:
            stream.set_text_matrix(*matrix.values)
            for font, size, letters in parts:
                stream.set_font_size(font.hash, size)
                stream.show_text(letters)
            return []
    found: list[Any] = PLAIN_LINE(stream, textbox, text_overflow, block_ellipsis, matrix)
    return found


def _parts(stream: Any, textbox: Any) -> list[tuple[Any, float, str]] | None:
    """What is shown in each font of a line; None if something in it needs the plain way."""
    parts: list[tuple[Any, float, str]] = []
    run, before = textbox.pango_layout.get_first_line()[0].runs[0], None
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font, shown = item.item.analysis.font, ""
        font, size = _font(stream, pango_font)
        if pango.pango_version() < 14802:
            size = textbox.style["font_size"]
        if pango_font == before:
            shown = parts.pop()[2]
        written = _written(stream, font, size, item, textbox.pango_layout.text)
        if written is None:
            return None
        before = pango_font
        shown += f"<{written}"
        parts.append((font, size, shown[:-1] if shown[-1] == "<" else f"{shown}>"))
    return parts


def _font(stream: Any, pango_font: Any) -> tuple[Any, float]:
    """What the document knows the font as. It stays where it is: the lines that use it are kept."""
    known = stream.__dict__.setdefault("known_fonts", {})
    place = int(ffi.cast("intptr_t", pango_font))
    if place not in known:
        known[place] = stream.add_font(pango_font)
    found: tuple[Any, float] = known[place]
    return found


def _written(stream: Any, font: Any, size: float, item: Any, text: str) -> str | None:
    """What is written of a stretch in one font; None if a letter of it stands out of the line."""
    if font.bitmap or font.svg or font.png or font.colr:
        return None
    known = font.__dict__.setdefault("known_letters", {}).setdefault(size, {})
    block = ffi.buffer(item.glyphs.glyphs, GLYPH.size * item.glyphs.num_glyphs)
    glyphs = list(GLYPH.iter_unpack(block))
    letters = list(map(known.get, glyphs))
    if None in letters:
        for place, one in enumerate(glyphs):
            if one not in known and not _learn(known, one, stream, font, size, item, place, text):
                return None
        letters = list(map(known.get, glyphs))
    return "".join(letters)


def _learn(known: dict[Any, str], one: tuple[int, ...], *rest: Any) -> bool:
    """Keep what is written of a letter; False if it stands out of the line."""
    stream, font, size, item, place, text = rest
    glyph, width, across, up = one
    if across or up or glyph >= UNKNOWN:
        return False
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = _stands_for(item, place, text)
    kerning = _width(stream, font, size, item, glyph) - width * 1000 * FROM_UNITS / size
    known[one] = f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"
    return True


def _stands_for(item: Any, place: int, text: str) -> str:
    """The part of the text that a glyph stands for."""
    clusters, whole = item.glyphs.log_clusters, item.item
    last = item.glyphs.num_glyphs - 1
    if whole.analysis.level % 2:  # from right to left
        end = whole.length if place == 0 else clusters[place - 1]
    else:
        end = whole.length if place == last else clusters[place + 1]
    return text.encode()[whole.offset + clusters[place] : whole.offset + end].decode()


def _width(stream: Any, font: Any, size: float, item: Any, glyph: int) -> float:
    """A glyph's own width, in thousandths of the font's size."""
    if glyph not in font.widths:
        found, ink = stream.logical_rect, stream.ink_rect
        pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, ink, found)
        font.widths[glyph] = round(found.width * 1000 * FROM_UNITS / size)
    width: float = font.widths[glyph]
    return width

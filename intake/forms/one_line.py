"""Short texts as they are kept: one line of what can be seen."""

from __future__ import annotations


def one_line(text: str | None) -> str:
    """The text with single spaces, without what no reader sees: control and direction marks."""
    return " ".join("".join(filter(_is_seen, text or "")).split())


def _is_seen(letter: str) -> bool:
    return letter.isprintable() or letter.isspace()

"""How many lines a text needs in a column: greedy wrapping, as WeasyPrint does it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from reports.layout.font_metrics import foreign, text_width
from reports.layout.widths_and_heights import FOREIGN, UNSURE, Measure, scale

Style = Literal["", "b", "i", "s", "t", "g"]  # plain, bold, italic, small, tiny, grey
# Chinese, Japanese and Korean: a line may break between any two of them. Ethiopic words may be
# parted by a mark instead of a space: a line may break after it.
_IDEOGRAPH = re.compile("[\u2e80-\uffef\U00020000-\U0003ffff]")
_WORD_MARK = re.compile("(?<=[\u1361-\u1368])")


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = ""


def count_lines(
    runs: Sequence[Run], measure: Measure, bold: bool = False, size: float = 1.0
) -> int:
    """How many lines the runs need in a column, at most, in type of `size` em."""
    return _counted(tuple(runs), measure, bold, size)


@lru_cache(maxsize=8192)
def _counted(runs: tuple[Run, ...], measure: Measure, bold: bool, size: float) -> int:
    lines, used, available_width = 1, 0.0, measure.width / size
    wide = available_width - UNSURE
    for run in runs:
        times = scale(run.style, measure.size, size)
        for gap, width in _measured(run.text, bold or run.style == "b"):
            if used + (gap + width) * times <= wide:
                used += (gap + width) * times
                continue
            lines, used = lines + (used > 0), width * times
            if used > available_width:  # overflow-wrap: anywhere
                full, used = divmod(used, max(available_width - 1.0, 1.0))
                lines += int(full)
    return lines


def extra_height(runs: Sequence[Run]) -> float:
    """How much higher each line gets because another script's font sits lower or higher, in em."""
    return FOREIGN if any(foreign(run.text) for run in runs) else 0.0


def forget() -> None:
    """Drop what was kept of the texts of one report."""
    _counted.cache_clear()
    _measured.cache_clear()
    foreign.cache_clear()


@lru_cache(maxsize=4096)
def _measured(text: str, bold: bool) -> tuple[tuple[float, float], ...]:
    """The space before each word, and its width."""
    space = text_width(" ", bold)
    parts = _parts if not text.isascii() else _whole
    found = []
    for place, word in enumerate(text.split(" ")):
        gap = space if place else 0.0
        for part in parts(word):
            found.append((gap, text_width(part, bold)))
            gap = 0.0
    return tuple(found)


def _whole(word: str) -> tuple[str]:
    return (word,)


def _parts(word: str) -> list[str]:
    """A word, or the parts of it between which a line may break."""
    return list(word) if _IDEOGRAPH.search(word) else _WORD_MARK.split(word)

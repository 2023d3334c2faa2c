"""The words over the timeline, each on a line on which spaces bring it to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reports.layout.blocks import Over
from reports.layout.clean import clean, isolated
from reports.layout.font_metrics import text_width
from reports.layout.widths_and_heights import TIMELINE_LABELS, timeline_type
from reports.page.timeline.scale import Months, Scale, ends
from reports.summary import Bar, Timeline

LABEL_GAP = 1.2  # em between a drug's name and the picture


class Written(NamedTuple):
    """Texts on one line of the picture, each with its place in points from the left."""

    style: Literal["over", "bar", "flagged", "axis"]
    texts: Sequence[tuple[float, str]]
    bold: bool = False


def placed(
    timeline: Timeline, bars: Sequence[Bar], scale: Scale, size: float, months: Months
) -> tuple[Written, ...]:
    """All of them from top to bottom, in type of `size` points."""
    axis = [(x - width_of(name, size) / 2, name) for x, name in months]
    return (
        Written("over", [_onset_label(timeline, scale, size)], True),
        *(_label(bar, scale, size) for bar in bars),
        Written("axis", axis),
    )


def with_throughout(lines: Sequence[Written], number: int) -> tuple[Written, ...]:
    """Say below the drugs' names how many more were taken all the time."""
    *first, axis = lines
    said = [(0.0, f"and {number} taken throughout")] if number else []
    return (*first, axis._replace(texts=[*said, *axis.texts]))


def written(lines: Sequence[Written], size: float) -> tuple[Over, ...]:
    """The same as lines on which spaces bring each text to its place."""
    return tuple(Over(one.style, _spaced(one.texts, size, one.bold)) for one in lines)


def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is in type of `size` points, in points."""
    return text_width(text, bold) * size * timeline_type(size)


def _onset_label(timeline: Timeline, scale: Scale, size: float) -> tuple[float, str]:
    label = clean(timeline.onset_label, 60)
    width = width_of(label, size, True)
    x = scale.x(ends(timeline.onset, scale)[0])
    return min(max(x - width / 2, scale.left), scale.right - width), label


def _label(bar: Bar, scale: Scale, size: float) -> Written:
    """The drug's name before its bar; or, with no date, what is said instead of a bar."""
    available_width = (TIMELINE_LABELS - LABEL_GAP) / timeline_type(size)
    bold = bar.flagged or bar.withdrawn
    name = isolated(_fitting(clean(bar.label, 60), available_width, bold))
    texts = [(0.0, name)]
    if not bar.start.known and not bar.stop.known:
        texts.append((scale.left + 3, "dates not known"))
    return Written("flagged" if bold else "bar", texts, bold)


def _spaced(texts: Sequence[tuple[float, str]], size: float, bold: bool = False) -> str:
    """The texts on one line, each after as many spaces as bring it to its place in points."""
    line = ""
    space = width_of(" ", size, bold)
    for x, text in texts:
        gap = round((x - width_of(line, size, bold)) / space)
        line += " " * max(gap, 1 if line else 0) + text
    return line.rstrip()


def _fitting(text: str, available_width: float, bold: bool) -> str:
    """As much of a label as fits so many em; the whole of it stands in the table."""
    if text_width(text, bold) <= available_width:
        return text
    while text and text_width(text + "…", bold) > available_width:
        text = text[:-1]
    return text.rstrip() + "…"

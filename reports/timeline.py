"""The drugs against the onset, drawn to scale.

A day that is not known is drawn as the range it lies in (striped), never as a
day. Nothing depends on colour: flagged drugs are black and bold, others grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports.clean import clean
from reports.drawing import GREY, INK, MID, PALE, RED, ROSE, Boxes, Drawing, Lines, Shape
from reports.layout import Over, Picture
from reports.metrics import width
from reports.summary import Bar, Span, Timeline

ROW, LABELS, TYPE = 1.25, 11.5, 10 / 12  # em: height of a row, width of the labels, their size
AXIS = 1.1  # em: height of the months' row
THICK = 0.62  # em: of a bar
SOURCE = "intake:timeline"  # the drawing's name on the page; nothing is fetched for it
Mark = Boxes | Shape | Lines
MOST_BARS = 14
REACH = timedelta(days=366)  # before onset; what began earlier gets an arrow
BEFORE = timedelta(days=100)  # shown before onset at least


@dataclass(frozen=True)
class _Scale:
    """Days to points."""

    begin: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day lies, kept inside the picture."""
        inside = min(max(day, self.begin), self.end)
        share = (inside - self.begin).days / max((self.end - self.begin).days, 1)
        return round(self.left + share * (self.right - self.left), 2)


def chosen(timeline: Timeline, flagged_only: bool) -> list[Bar]:
    """The bars to draw: flagged ones first, and no more than fit."""
    bars = [bar for bar in timeline.bars if bar.flagged or not flagged_only]
    return sorted(bars, key=lambda bar: not bar.flagged)[:MOST_BARS]


def draw(timeline: Timeline, bars: Sequence[Bar], room: float, size: float) -> Picture | None:
    """The picture, `room` em wide at `size` points; None without a bar that has a date."""
    if not timeline.onset.known or not any(bar.start.known or bar.stop.known for bar in bars):
        return None
    scale = _scale(timeline, bars, LABELS * size, (room - 0.6) * size)
    top = ROW * size
    bottom = top + ROW * size * len(bars)
    months = _months(scale, size)
    marks: list[Mark] = [_axis(scale, [x for x, _ in months], top, bottom)]
    marks += _onset_band(timeline, scale, top, bottom)
    for place, bar in enumerate(bars):
        marks += _row(bar, scale, timeline.until, top + ROW * size * (place + 0.5), size)
    marks.append(_onset_line(timeline, scale, top, bottom))
    over = (
        Over("over", _onset_label(timeline, scale, size)),
        *(_label(bar, scale, size) for bar in bars),
        Over("axis", _placed([(x - _wide(text, size) / 2, text) for x, text in months], size)),
    )
    drawing = Drawing(room * size, bottom + 2, tuple(marks))
    return Picture(drawing, over, _words(timeline, bars), ROW * (len(bars) + 1) + AXIS)


def _scale(timeline: Timeline, bars: Sequence[Bar], left: float, right: float) -> _Scale:
    onset = timeline.onset.earliest or timeline.onset.latest or timeline.until
    starts = [bar.start.earliest for bar in bars if bar.flagged and bar.start.earliest]
    begin = max(min([onset - BEFORE, *starts]), onset - REACH)
    return _Scale(begin - timedelta(days=5), max(timeline.until, onset), left, right)


def _months(scale: _Scale, size: float) -> list[tuple[float, str]]:
    """Where the months begin, and their names while they fit; every third or so of many."""
    count = (scale.end.year - scale.begin.year) * 12 + scale.end.month - scale.begin.month
    step = next((step for step in (1, 2, 3, 6) if count / step <= 9), 12)
    found = []
    for number in range(count + 1):
        year, month = divmod(scale.begin.year * 12 + scale.begin.month - 1 + number, 12)
        day = date(year, month + 1, 1)
        if day < scale.begin or month % step:
            continue
        fits = scale.x(day) < scale.right - 2.2 * size
        name = f"{day:%b} {day:%y}" if step < 12 else f"{year}"
        found.append((scale.x(day), name if fits else ""))
    return found


def _axis(scale: _Scale, places: Sequence[float], top: float, bottom: float) -> Lines:
    upright = (((x, top), (x, bottom)) for x in places)
    return Lines(PALE, 0.5, (*upright, ((scale.left, bottom), (scale.right, bottom))))


def _onset_band(timeline: Timeline, scale: _Scale, top: float, bottom: float) -> list[Mark]:
    first, last = map(scale.x, _ends(timeline.onset, scale))
    return [Boxes(ROSE, ((first, top, last - first, bottom - top),))] if first < last else []


def _onset_line(timeline: Timeline, scale: _Scale, top: float, bottom: float) -> Lines:
    places = sorted(set(map(scale.x, _ends(timeline.onset, scale))))
    lines = tuple(((x, top - 2), (x, bottom)) for x in places)
    return Lines(RED, 1.4 if len(places) == 1 else 0.9, lines)


def _onset_label(timeline: Timeline, scale: _Scale, size: float) -> str:
    label = clean(timeline.onset_label, 60)
    wide = _wide(label, size, True)
    x = scale.x(_ends(timeline.onset, scale)[0])
    start = min(max(x - wide / 2, scale.left), scale.right - wide)
    return _placed([(start, label)], size, True)


def _label(bar: Bar, scale: _Scale, size: float) -> Over:
    """The drug's name before its bar; or, with no date, what is said instead of a bar."""
    name = _fitting(clean(bar.label, 60), (LABELS - 1.2) / TYPE, bar.flagged)
    texts = [(0.0, name)]
    if not bar.start.known and not bar.stop.known:
        texts.append((scale.left + 3, "dates not known"))
    return Over("flagged" if bar.flagged else "bar", _placed(texts, size, bar.flagged))


def _row(bar: Bar, scale: _Scale, until: date, middle: float, size: float) -> list[Mark]:
    if not bar.start.known and not bar.stop.known:
        return []
    colour, high = INK if bar.flagged else GREY, THICK * size
    y = middle - high / 2
    first, sure = _ends(bar.start, scale)
    quit_from, last = (until, until) if bar.ongoing else _ends(bar.stop, scale)
    sure, quit_from = max(sure, first), max(quit_from, first)
    marks: list[Mark] = []
    if sure < quit_from:
        wide = max(scale.x(quit_from) - scale.x(sure), 1.6)
        marks.append(Boxes(colour, ((scale.x(sure), y, wide, high),)))
    for a, b in ((first, min(sure, last)), (max(quit_from, sure), max(last, sure))):
        if scale.x(a) < scale.x(b):
            marks += _stripes(scale.x(a), scale.x(b), y, high)
    if first == last:
        marks.append(Boxes(colour, ((scale.x(first) - 0.8, y, 1.6, high),)))
    if bar.start.earliest is None or bar.start.earliest < scale.begin:
        tip = scale.left - 2
        marks.append(Shape(colour, ((tip, y), (tip, y + high), (tip - 4, middle))))
    return marks


def _ends(span: Span, scale: _Scale) -> tuple[date, date]:
    """The range a day lies in; an open end reaches to the picture's edge."""
    return span.earliest or scale.begin, span.latest or scale.end


def _stripes(x1: float, x2: float, y: float, high: float) -> list[Mark]:
    """An outlined range with upright stripes: some day in here."""
    x2 = max(x2, x1 + 1.6)
    middle, end = y + high / 2, y + high
    frame = (((x1, y), (x2, y)), ((x1, end), (x2, end)), ((x1, y), (x1, end)), ((x2, y), (x2, end)))
    stripes = (((x1 + 0.7, middle), (x2, middle)),)  # one thick dashed line
    return [Lines(MID, 0.6, frame), Lines(MID, high, stripes, (0.6, 1.4))]


def _wide(text: str, size: float, bold: bool = False) -> float:
    return width(text, bold) * size * TYPE


def _placed(texts: Sequence[tuple[float, str]], size: float, bold: bool = False) -> str:
    """The texts on one line, each after as many spaces as bring it to its place in points."""
    line = ""
    space = _wide(" ", size, bold)
    for x, text in texts:
        gap = round((x - _wide(line, size, bold)) / space)
        line += " " * max(gap, 1 if line else 0) + text
    return line.rstrip()


def _fitting(text: str, room: float, bold: bool) -> str:
    """As much of a label as fits `room` em; the whole of it stands in the table."""
    if width(text, bold) <= room:
        return text
    while text and width(text + "…", bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _words(timeline: Timeline, bars: Sequence[Bar]) -> str:
    """The picture in words, for whoever cannot see it."""
    said = [f"Timeline up to {_day(timeline.until)}: {clean(timeline.onset_label, 80)}."]
    for bar in bars:
        stop = "still taken" if bar.ongoing else f"stopped {_span(bar.stop)}"
        flag = ", named by the article" if bar.flagged else ""
        said.append(f"{clean(bar.label, 60)}{flag}: started {_span(bar.start)}, {stop}.")
    return " ".join(said)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _span(span: Span) -> str:
    if span.earliest and span.earliest == span.latest:
        return _day(span.earliest)
    if not span.known:
        return "on a day not known"
    first = _day(span.earliest) if span.earliest else "any time"
    return f"between {first} and {_day(span.latest) if span.latest else 'now'}"

"""The drugs against the onset, drawn to scale as inline SVG.

A day that is not known is drawn as the range it lies in (striped), never as a
day. Nothing depends on colour: flagged drugs are black and bold, others grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import escape

from reports.clean import clean
from reports.layout import Picture
from reports.metrics import width
from reports.summary import Bar, Span, Timeline

ROW, LABELS, TYPE = 1.25, 11.5, 0.82  # em: height of a row, width of the labels, their size
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
    em = ROW * (len(bars) + 1.9) + 0.2
    scale = _scale(timeline, bars, LABELS * size, (room - 0.6) * size)
    top = ROW * size
    bottom = top + ROW * size * len(bars)
    shapes = [_axis(scale, top, bottom, size), _onset_band(timeline, scale, top, bottom)]
    for place, bar in enumerate(bars):
        shapes.append(_row(bar, scale, timeline.until, top + ROW * size * place, size))
    shapes.append(_onset_line(timeline, scale, top, bottom, size))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{room * size:.1f}pt" '
        f'height="{em * size:.1f}pt" viewBox="0 0 {room * size:.1f} {em * size:.1f}">'
        f"<title>{escape(_words(timeline, bars))}</title>{''.join(shapes)}</svg>"
    )
    return Picture(svg, em)


def _scale(timeline: Timeline, bars: Sequence[Bar], left: float, right: float) -> _Scale:
    onset = timeline.onset.earliest or timeline.onset.latest or timeline.until
    starts = [bar.start.earliest for bar in bars if bar.flagged and bar.start.earliest]
    begin = max(min([onset - BEFORE, *starts]), onset - REACH)
    return _Scale(begin - timedelta(days=5), max(timeline.until, onset), left, right)


def _axis(scale: _Scale, top: float, bottom: float, size: float) -> str:
    months = (scale.end.year - scale.begin.year) * 12 + scale.end.month - scale.begin.month
    step = next((step for step in (1, 2, 3, 6) if months / step <= 9), 12)
    lines, labels = [], []
    for number in range(months + 1):
        year, month = divmod(scale.begin.year * 12 + scale.begin.month - 1 + number, 12)
        day = date(year, month + 1, 1)
        if day < scale.begin or month % step:
            continue
        lines.append(f"M{scale.x(day)} {top:.1f}V{bottom:.1f}")
        if scale.x(day) < scale.right - 2.2 * size:
            text = f"{day:%b} {day:%y}" if step < 12 else f"{year}"
            tick = size * TYPE * 0.9
            half = width(text) * tick / 2
            labels.append(_text(scale.x(day) - half, bottom + 0.95 * size, text, tick))
    edges = f"M{scale.left} {bottom:.1f}H{scale.right}"
    return f'<path d="{"".join(lines)}{edges}" stroke="#bbb" stroke-width=".5"/>{"".join(labels)}'


def _onset_band(timeline: Timeline, scale: _Scale, top: float, bottom: float) -> str:
    first, last = _ends(timeline.onset, scale)
    if first == last:
        return ""
    box = _box(scale.x(first), scale.x(last), top, bottom - top, "#e4d3d3")
    return box


def _onset_line(timeline: Timeline, scale: _Scale, top: float, bottom: float, size: float) -> str:
    first, last = _ends(timeline.onset, scale)
    x = scale.x(first)
    places = sorted({x, scale.x(last)})
    heavy = 1.4 if len(places) == 1 else 0.9
    path = "".join(f"M{place} {top - 2:.1f}V{bottom:.1f}" for place in places)
    label = clean(timeline.onset_label, 60)
    wide = width(label, True) * size * TYPE
    start = min(max(x - wide / 2, scale.left), scale.right - wide)
    text = _text(start, top - 0.4 * size, label, size * TYPE, "b")
    return f'<path d="{path}" stroke="#8c1515" stroke-width="{heavy}"/>{text}'


def _row(bar: Bar, scale: _Scale, until: date, top: float, size: float) -> str:
    middle, high = top + ROW * size / 2, 0.62 * size
    label = _fitting(clean(bar.label, 60), (LABELS - 1.2) * size, size * TYPE, bar.flagged)
    parts = [_text(0, middle + 0.3 * size, label, size * TYPE, "b" if bar.flagged else "")]
    fill = "#111" if bar.flagged else "#999"
    y = middle - high / 2
    if not bar.start.known and not bar.stop.known:
        parts.append(_text(scale.left + 3, middle + 0.3 * size, "dates not known", size * TYPE))
        return "".join(parts)
    first, sure = _ends(bar.start, scale)
    quit_from, last = (until, until) if bar.ongoing else _ends(bar.stop, scale)
    sure, quit_from = max(sure, first), max(quit_from, first)
    if sure < quit_from:
        x1, x2 = scale.x(sure), scale.x(quit_from)
        parts.append(_box(x1, max(x2, x1 + 1.6), y, high, fill))
    for a, b in ((first, min(sure, last)), (max(quit_from, sure), max(last, sure))):
        if scale.x(a) < scale.x(b):
            parts.append(_stripes(scale.x(a), scale.x(b), y, high))
    if first == last:
        parts.append(_box(scale.x(first) - 0.8, scale.x(first) + 0.8, y, high, fill))
    if bar.start.earliest is None or bar.start.earliest < scale.begin:
        tip = scale.left - 2
        arrow = f"M{tip} {y:.1f}v{high:.1f}l-4 {-high / 2:.1f}z"
        parts.append(f'<path d="{arrow}" fill="{fill}"/>')
    return "".join(parts)


def _ends(span: Span, scale: _Scale) -> tuple[date, date]:
    """The range a day lies in; an open end reaches to the picture's edge."""
    return span.earliest or scale.begin, span.latest or scale.end


def _box(x1: float, x2: float, y: float, high: float, fill: str) -> str:
    return (
        f'<rect x="{x1:.1f}" y="{y:.1f}" width="{x2 - x1:.1f}" height="{high:.1f}" fill="{fill}"/>'
    )


def _stripes(x1: float, x2: float, y: float, high: float) -> str:
    """An outlined range with upright stripes: some day in here."""
    x2 = max(x2, x1 + 1.6)
    frame = f"M{x1:.1f} {y:.1f}H{x2:.1f}V{y + high:.1f}H{x1:.1f}Z"
    step = max(2.0, (x2 - x1) / 80)
    middle = f"M{x1 + step / 2 - 0.3:.1f} {y + high / 2:.1f}H{x2:.1f}"  # one thick dashed line
    return (
        f'<path d="{frame}" fill="none" stroke="#444" stroke-width=".6"/>'
        f'<path d="{middle}" stroke="#444" stroke-width="{high:.1f}" '
        f'stroke-dasharray=".6 {step - 0.6:.2f}"/>'
    )


def _text(x: float, y: float, text: str, size: float, weight: str = "") -> str:
    bold = ' font-weight="700"' if weight else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.2f}"{bold}>{escape(text)}</text>'


def _fitting(text: str, room: float, size: float, bold: bool) -> str:
    """As much of a label as fits; the whole of it stands in the table."""
    if width(text, bold) * size <= room:
        return text
    while text and width(text + "…", bold) * size > room:
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

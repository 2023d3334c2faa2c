"""The timeline: to scale, no day invented, told in words."""

from __future__ import annotations

import re
from datetime import date

from reports.summary import Bar, Span, Timeline
from reports.timeline import chosen, draw
from tests.reports.samples import day

UNTIL = date(2026, 11, 20)
ONSET = day("2026-10-12")


def line(*bars: Bar, onset: Span = ONSET) -> Timeline:
    return Timeline(onset, "twitching first noticed", UNTIL, bars)


def svg(timeline: Timeline) -> str:
    picture = draw(timeline, chosen(timeline, False), 60, 9)
    assert picture is not None
    return picture.svg


def boxes(drawing: str) -> list[tuple[float, float]]:
    """Where each solid bar begins and how wide it is."""
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawing)
    return [(float(x), float(wide)) for x, wide in found]


def test_bars_are_to_scale():
    ten = Bar("ten", True, day("2026-09-01"), day("2026-09-11"), False)
    twenty = Bar("twenty", True, day("2026-09-01"), day("2026-09-21"), False)
    (x1, short), (x2, long) = boxes(svg(line(ten, twenty)))
    assert x1 == x2
    assert abs(long / short - 2) < 0.05


def test_a_month_is_drawn_as_a_range_and_not_as_a_day():
    month = Bar("m", True, Span(date(2026, 9, 1), date(2026, 9, 30)), Span(), True)
    drawing = svg(line(month))
    assert drawing.count('fill="none"') == 1
    ((start, _),) = boxes(drawing)
    (later, _), = boxes(svg(line(Bar("d", True, day("2026-09-30"), Span(), True),
                                 Bar("e", True, day("2026-09-01"), Span(), True))))[:1]  # fmt: skip
    assert abs(start - later) < 0.2


def test_unknown_dates_are_said_and_not_drawn():
    unknown = Bar("u", True, Span(), Span(), False)
    known = Bar("k", False, day("2026-09-01"), Span(), True)
    assert "dates not known" in svg(line(unknown, known))
    assert draw(line(unknown), [unknown], 60, 9) is None


def test_without_onset_there_is_no_picture():
    known = Bar("k", True, day("2026-09-01"), Span(), True)
    assert draw(line(known, onset=Span()), [known], 60, 9) is None


def test_flagged_drugs_come_first_and_alone_when_room_is_short():
    flagged = Bar("f", True, day("2026-09-01"), Span(), True)
    other = Bar("o", False, day("2026-09-01"), Span(), True)
    assert chosen(line(other, flagged), False) == [flagged, other]
    assert chosen(line(other, flagged), True) == [flagged]


def test_labels_are_escaped_and_the_picture_told_in_words():
    sharp = Bar("<b>x</b>", True, day("2026-09-01"), Span(), True)
    drawing = svg(line(sharp))
    assert "<b>" not in drawing
    assert "named by the article: started 1 Sep 2026, still taken." in drawing


def test_very_old_starts_get_an_arrow_and_stay_inside():
    old = Bar("old", True, day("1926-01-01"), Span(), True)
    drawing = svg(line(old))
    assert 'fill="#111"' in drawing
    assert all(x >= 0 for x, _ in boxes(drawing))

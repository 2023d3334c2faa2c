"""The timeline: to scale, no day invented, told in words."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import pairwise

import lxml.html
import pypdfium2
import pytest

import reports
from reports.layout.blocks import Picture
from reports.layout.drawing import GREY, INK, Boxes, Lines, Shape
from reports.layout.widths_and_heights import Measure
from reports.page.timeline.picture import chosen, draw
from reports.summary import Bar, Span, Timeline
from tests.reports import samples
from tests.reports.samples import day

UNTIL = date(2026, 11, 20)
ONSET = day("2026-10-12")


def line(*bars: Bar, onset: Span = ONSET) -> Timeline:
    return Timeline(onset, "twitching first noticed", UNTIL, bars, "the article")


def picture(timeline: Timeline) -> Picture:
    drawn = draw(timeline, chosen(timeline, False), Measure(60, 9))
    assert drawn is not None
    return drawn


def boxes(drawn: Picture) -> list[tuple[float, float]]:
    """Where each solid bar begins and how wide it is."""
    solid = [mark for mark in drawn.drawing.marks if isinstance(mark, Boxes)]
    return [
        (x, wide) for mark in solid if mark.colour in (INK, GREY) for x, _, wide, _ in mark.boxes
    ]


def striped(drawn: Picture) -> list[Lines]:
    return [mark for mark in drawn.drawing.marks if isinstance(mark, Lines) and mark.dash]


def test_bars_are_to_scale() -> None:
    ten = Bar("ten", True, day("2026-09-01"), day("2026-09-11"), False)
    twenty = Bar("twenty", True, day("2026-09-01"), day("2026-09-21"), False)
    (x1, short), (x2, long) = boxes(picture(line(ten, twenty)))
    assert x1 == x2
    assert abs(long / short - 2) < 0.05


def test_a_month_is_drawn_as_a_range_and_not_as_a_day() -> None:
    month = Bar("m", True, Span(date(2026, 9, 1), date(2026, 9, 30)), Span(), True)
    drawn = picture(line(month))
    assert len(striped(drawn)) == 1
    ((start, _),) = boxes(drawn)
    last = Bar("d", True, day("2026-09-30"), Span(), True)
    first = Bar("e", True, day("2026-09-01"), Span(), True)
    later, _ = boxes(picture(line(last, first)))[0]
    assert abs(start - later) < 0.2


def test_unknown_dates_are_said_and_not_drawn() -> None:
    unknown = Bar("u", True, Span(), Span(), False)
    known = Bar("k", False, day("2026-09-01"), Span(), True)
    drawn = picture(line(unknown, known))
    assert any(over.text.split() == ["u", "dates", "not", "known"] for over in drawn.over)
    assert len(boxes(drawn)) == 1
    assert draw(line(unknown), [unknown], Measure(60, 9)) is None


def test_without_onset_there_is_no_picture() -> None:
    known = Bar("k", True, day("2026-09-01"), Span(), True)
    assert draw(line(known, onset=Span()), [known], Measure(60, 9)) is None


def test_flagged_drugs_come_first_and_alone_when_room_is_short() -> None:
    flagged = Bar("f", True, day("2026-09-01"), Span(), True)
    other = Bar("o", False, day("2026-09-01"), Span(), True)
    assert chosen(line(other, flagged), False) == [flagged, other]
    assert chosen(line(other, flagged), True) == [flagged]


def test_the_picture_is_told_in_words() -> None:
    words = picture(line(Bar("x", True, day("2026-09-01"), Span(), True))).words
    assert "x, named by the article: started 1 Sep 2026, still taken." in words


@pytest.mark.parametrize("start", ["2026-11-20", "2026-12-24"])
def test_what_began_on_the_last_day_or_later_still_has_a_mark(start: str) -> None:
    drawn = picture(line(Bar("new", True, day(start), Span(), True)))
    (mark,) = [m for m in drawn.drawing.marks if isinstance(m, Boxes) and m.colour == INK]
    assert [box[2] for box in mark.boxes] == [3.0]


def test_very_old_starts_get_an_arrow_and_stay_inside() -> None:
    drawn = picture(line(Bar("old", True, day("1926-01-01"), Span(), True)))
    assert [mark.colour for mark in drawn.drawing.marks if isinstance(mark, Shape)] == [INK]
    assert all(x >= 0 for x, _ in boxes(drawn))


def test_words_over_the_picture_stand_where_their_days_are() -> None:
    """The middle of each month's name lies within a day of the line that begins the month."""
    page = pypdfium2.PdfDocument(BytesIO(reports.render_page(samples.typical(), "A4")))[0]
    text = page.get_textpage()
    middles = []
    for month in ("Sep 26", "Oct 26", "Nov 26"):
        place, length = text.search(month).get_next()
        left, right = text.get_charbox(place)[0], text.get_charbox(place + length - 1)[2]
        middles.append((left + right) / 2)
    september, october = middles[1] - middles[0], middles[2] - middles[1]
    assert abs(september / 30 - october / 31) < 0.05


def test_the_web_page_shows_the_same_bars_to_the_same_scale() -> None:
    ten = Bar("ten", True, day("2026-09-01"), day("2026-09-11"), False)
    twenty = Bar("twenty", True, day("2026-09-01"), day("2026-09-21"), False)
    month = Bar("m", False, Span(date(2026, 9, 1), date(2026, 9, 30)), Span(), True)
    svg = lxml.html.fromstring(reports.timeline_svg(line(ten, twenty, month), 700))
    first, second, _ = (float(one.get("width")) for one in svg.xpath("//rect"))
    assert abs(second / first - 2) < 0.05
    assert len(svg.xpath("//line[@stroke-dasharray]")) == 1
    words = [one.text for one in svg.xpath("//text")]
    assert {"twitching first noticed", "ten", "twenty", "Sep 26"} <= set(words)
    assert "ten, named by the article: started 1 Sep 2026" in svg.get("aria-label")


def test_on_a_phone_no_two_months_touch_in_any_typeface() -> None:
    bars = Bar("ten", True, day("2026-06-20"), day("2026-09-11"), False)
    svg = lxml.html.fromstring(reports.timeline_svg(line(bars), 350))
    texts = svg.xpath("//text")
    assert {one.get("lengthadjust") for one in texts} == {"spacingAndGlyphs"}
    [*months] = [(float(one.get("x")), float(one.get("textlength"))) for one in texts[2:]]
    assert len(months) > 1
    for (left, width), (right, _) in pairwise(months):
        assert left + width + 6 < right


def test_nothing_that_was_typed_is_markup_on_the_web_page() -> None:
    evil = '"><script>x()</script><b style="'
    svg = reports.timeline_svg(line(Bar(evil, True, day("2026-09-01"), Span(), True)), 300)
    tree = lxml.html.fromstring(svg)
    assert not tree.xpath("//script|//b|//@style")
    assert "script" in tree.get("aria-label")


def test_the_web_page_has_no_picture_without_onset_or_dates() -> None:
    known = Bar("known", True, day("2026-09-01"), Span(), True)
    assert reports.timeline_svg(line(known, onset=Span()), 700) == ""
    assert reports.timeline_svg(line(Bar("x", True, Span(), Span(), True)), 700) == ""

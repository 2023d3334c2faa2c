"""The steps of sizes and cuts, and the prediction of heights."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from reports.layout.blocks import Columns, Para
from reports.layout.font_metrics import text_width
from reports.layout.lines import Run, count_lines
from reports.layout.truncator import Truncator
from reports.layout.widths_and_heights import UNSURE, Measure
from reports.page.facts import balanced
from reports.page.overflow import SIZES, first_that_fits, steps


def wide(width: float) -> Measure:
    """A column so many em wide, in type of ten points."""
    return Measure(width, 10.0)


def test_type_is_never_smaller_than_promised_and_cuts_only_grow() -> None:
    every = steps()
    assert min(step.size for step in every) == 6.2
    for before, after in pairwise(every[len(SIZES) - 1 :]):
        assert after.text <= before.text
        assert after.flags <= before.flags
        assert after.life <= before.life


def test_the_order_of_sacrifice() -> None:
    cuts = steps()[len(SIZES) :]
    assert cuts[0].flagged_only
    assert cuts[0].reasons
    assert not cuts[1].reasons
    assert cuts[1].life > cuts[2].life
    assert cuts[2].text == cuts[0].text


@pytest.mark.parametrize("wanted", range(len(steps())))
def test_the_first_step_that_fits_is_found(wanted: int) -> None:
    every = steps()
    assert first_that_fits(every, lambda step: every.index(step) >= wanted) == wanted


def test_lines_are_counted_as_they_wrap() -> None:
    assert count_lines((Run("one"),), wide(50)) == 1
    assert count_lines((Run("word " * 100),), wide(20)) > 5
    assert count_lines((Run("W" * 200),), wide(20)) >= 9
    assert count_lines((Run("肌" * 100),), wide(20 + UNSURE)) == 5


def test_a_line_that_only_just_fits_is_counted_as_two() -> None:
    width = text_width("one two", bold=False)
    assert count_lines((Run("one two"),), wide(width + UNSURE + 0.01)) == 1
    assert count_lines((Run("one two"),), wide(width + UNSURE / 2)) == 2


def test_a_paragraph_is_higher_when_narrower() -> None:
    para = Para("line", (Run("The twitching moves from place to place. " * 5),))
    assert para.height(wide(20)) > para.height(wide(60))


def test_texts_are_cut_at_a_word_and_counted() -> None:
    truncator = Truncator()
    assert truncator.shorten("one two three four", 9) == "one two…"
    assert truncator.shorten("short", 9) == "short"
    assert truncator.shorten("cut where a space is", 9) == "cut where…"
    truncator.leave_out("other medicine*", 3)
    truncator.leave_out("drug* on the timeline", 1)
    notice = truncator.notice()
    assert "2 answers shortened" in notice
    assert "3 other medicines" in notice
    assert "1 drug on the timeline" in notice
    assert "whole in the record" in notice


def test_columns_part_in_the_middle_unless_that_costs_a_line() -> None:
    short, long = Para("line", (Run("word " * 5),)), Para("line", (Run("word " * 200),))
    even: Any = balanced([Columns((short,), (short,))], wide(50))
    uneven: Any = balanced([Columns((short,), (long,))], wide(50))
    assert even[0].share == 0.5
    assert uneven[0].share < 0.5
    assert uneven[0].height(wide(50)) < Columns((short,), (long,)).height(wide(50))

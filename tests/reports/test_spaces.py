"""Where texts meet: no stray line end, and right to left beside left to right."""

from __future__ import annotations

import reports
from reports.layout.clean import isolated
from reports.layout.font_metrics import text_width
from reports.layout.lines import Run
from reports.templating import spaced
from tests.reports.patients import foreign, summary_of
from tests.reports.reading import words_of

RUNS = (
    Run("kidney disease", "b"), Run("; "), Run("three times a week since 2023, left arm fistula"),
    Run(". "), Run("Ticked none: neuropathy, lupus", "g"),
)  # fmt: skip


def test_a_space_between_two_runs_begins_the_second() -> None:
    told = list(spaced(RUNS))
    assert "".join(text for text, _ in told) == "".join(run.text for run in RUNS)
    assert [style for _, style in told] == [run.style for run in RUNS]
    assert [text for text, _ in told if text.endswith(" ")] == []


def test_words_from_right_to_left_leave_their_neighbours_order_alone() -> None:
    first, end = "\u2068", "\u2069"
    assert isolated("baclofen 20 mg; from 2023") == "baclofen 20 mg; from 2023"
    assert isolated("باروكسيتين 20 mg") == f"{first}باروكسيتين 20 mg{end}"
    assert isolated("قلق; from 2023; مرة") == f"{first}قلق{end}; from 2023; {first}مرة{end}"
    assert text_width(isolated("قلق")) == text_width("قلق")


def test_the_marks_that_order_a_text_are_not_drawn() -> None:
    page = reports.render_page(summary_of(foreign()), "A4")
    assert not {"\u2068", "\u2069", "\ufffd"} & set(words_of(page))

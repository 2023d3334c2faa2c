"""Where two runs of text meet, no line ends after one word where the next words fit."""

from __future__ import annotations

from reports.layout.lines import Run
from reports.templating import spaced

RUNS = (
    Run("kidney disease", "b"), Run("; "), Run("three times a week since 2023, left arm fistula"),
    Run(". "), Run("Ticked none: neuropathy, lupus", "g"),
)  # fmt: skip


def test_a_space_between_two_runs_begins_the_second() -> None:
    told = list(spaced(RUNS))
    assert "".join(text for _, text in told) == "".join(run.text for run in RUNS)
    assert [style for style, _ in told] == [run.style for run in RUNS]
    assert [text for _, text in told if text.endswith(" ")] == []

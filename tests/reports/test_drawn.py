"""What was drawn is what was meant: WeasyPrint's own boxes are asked, not the prediction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import reports
from reports.layout.blocks import Table
from reports.layout.lines import Run
from reports.layout.widths_and_heights import Measure
from reports.page import render
from reports.page.overflow import Step
from reports.page.style import page_css
from reports.pdf import rendering
from tests.reports import hostile, patients, random_patients, samples
from tests.reports.seen import wrong_with

Faults = tuple[str, ...]
FOOT = '<p id="above-foot">above</p><div id="foot" style="position:absolute;bottom:0">foot</div>'
SHEET = "@page{size:300pt 200pt;margin:20pt}p,div{margin:0;font-size:8pt}"
IDLE = '<p style="position:absolute;top:40pt">one</p>'
WRONG = {
    "a box runs into the foot": FOOT.replace("<p ", '<p style="padding-top:150pt" '),
    "a line leaves the page": f'<p style="margin-left:250pt;white-space:pre">much more</p>{FOOT}',
    "two lines overlap": f'{IDLE}<p style="position:absolute;top:44pt;left:4pt">two</p>{FOOT}',
    "type of 5.00 pt": f'<p style="font-size:5pt">small</p>{FOOT}',
    "2 pages": f'<p style="height:170pt">high</p>{FOOT}',
    "no foot": "<p>nothing below</p>",
}  # fmt: skip


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Faults]:
    """What was found wrong with each render, in order."""
    rendering.writer()
    from reports.pdf import drawn_boxes, writer  # noqa: PLC0415  as late as the service does

    seen: list[Faults] = []
    faults_of = drawn_boxes.faults_of

    def keep(pages: Sequence[Any]) -> Faults:
        seen.append(faults_of(pages))
        return seen[-1]

    monkeypatch.setattr(writer, "faults_of", keep)
    return seen


def one_page(body: str) -> Faults:
    html = f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    return rendering.writer()(html, SHEET, one_page=True).faults


@pytest.mark.parametrize("fault", WRONG)
def test_what_a_reader_would_see_is_wrong_is_found(fault: str) -> None:
    assert fault in one_page(WRONG[fault])


def test_nothing_is_found_where_all_is_well() -> None:
    assert one_page(IDLE + FOOT) == ()


@pytest.mark.parametrize("number", range(4))
def test_a_page_is_right_at_the_first_render(number: int, asked: list[Faults]) -> None:
    makers = (samples.typical, samples.grave, samples.sparse)
    made = makers[number]() if number < len(makers) else hostile.submission(5)
    for paper in ("A4", "Letter"):
        reports.render_page(made, paper)
    assert asked == [(), ()]


def test_no_danger_sign_and_three_flagged_drugs_keep_the_boxes_above_the_foot(
    asked: list[Faults],
) -> None:
    """The box of the signs is as narrow as the rules at its sides make it."""
    reports.render_page(patients.summary_of(patients.student()), "Letter")
    assert asked == [()]


@pytest.mark.parametrize("make", [patients.ms_baclofen, patients.everything])
def test_years_stay_on_the_paper_and_no_type_is_too_small(make: Any) -> None:
    """An onset in 1998 once printed 28 years; the fullest page had the article in 5.2 pt."""
    full = {**make(), "hpi.words": "It twitches. " * 300, "hpi.onset": "1980"}
    assert wrong_with(reports.render_page(patients.summary_of(full), "Letter")) == []


def test_the_smallest_type_is_still_legible() -> None:
    last = Step(6.2, 30)
    css = page_css("A4", last.size)
    sizes = [float(rule.split("px")[0]) * 0.75 for rule in css.split("font-size:")[1:]]
    assert min(sizes) >= 6.2 - 1e-6


def test_small_type_is_counted_as_high_as_it_is_drawn() -> None:
    head, rows = ("Taken",), (((Run("word " * 40, "s"),),),)
    measures = [Measure(20, size) for size in (12, 6.2)]
    big, small = (Table(head, (1.0,), rows).height(measure) for measure in measures)
    assert small > big


def test_a_page_that_was_predicted_too_short_is_made_again_one_size_down(
    monkeypatch: pytest.MonkeyPatch, asked: list[Faults]
) -> None:
    exact, html = render._spare, render._html
    drawn: list[Step] = []

    def keep(*given: Any) -> str:
        drawn.append(given[1].step)
        return html(*given)

    monkeypatch.setattr(render, "_spare", lambda *given: exact(*given) + 20)
    monkeypatch.setattr(render, "_html", keep)
    reports.render_page(samples.typical(), "A4")
    assert len(asked) > 1
    assert [bool(one) for one in asked] == [True] * (len(asked) - 1) + [False]
    assert len(set(drawn)) == len(drawn) == len(asked)


def test_a_page_that_never_fits_is_refused(
    monkeypatch: pytest.MonkeyPatch, asked: list[Faults]
) -> None:
    exact = render._spare
    monkeypatch.setattr(render, "_spare", lambda *given: exact(*given) + 400)
    with pytest.raises(reports.FaultyError, match="did not fit"):
        reports.render_page(samples.typical(), "A4")


def test_a_random_patient_fills_one_page(asked: list[Faults]) -> None:
    """`make hostile` tries thousands."""
    page = reports.render_page(patients.summary_of(random_patients.answers(4)), "A4")
    assert wrong_with(page) == []
    assert asked[-1] == ()

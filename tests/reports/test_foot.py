"""Nothing runs into the foot of the page: WeasyPrint's own boxes are asked, not the prediction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

import reports
from reports.page import render
from reports.pdf import rendering
from tests.reports import hostile, samples

Anchors = Mapping[str, Sequence[float]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Anchors]:
    """The rectangles of each render, in order."""
    rendering.writer()
    from reports.pdf import writer  # noqa: PLC0415  as late as the service imports it

    seen: list[Anchors] = []
    is_ended = writer._is_ended

    def keep(anchors: Anchors) -> bool:
        seen.append(anchors)
        return is_ended(anchors)

    monkeypatch.setattr(writer, "_is_ended", keep)
    return seen


def is_clear(anchors: Anchors) -> bool:
    return anchors["above-foot"][3] <= anchors["foot"][1]


@pytest.mark.parametrize("number", range(6))
def test_no_box_runs_into_the_foot(number: int, asked: list[Anchors]) -> None:
    makers = (samples.typical, samples.grave, samples.sparse)
    made = makers[number]() if number < len(makers) else hostile.submission(number)
    for paper in ("A4", "Letter"):
        reports.render_page(made, paper)
        assert is_clear(asked[-1]), asked[-1]


def test_a_page_that_was_predicted_too_short_is_made_again(
    monkeypatch: pytest.MonkeyPatch, asked: list[Anchors]
) -> None:
    exact = render._spare
    monkeypatch.setattr(render, "_spare", lambda *given: exact(*given) + 20)
    reports.render_page(samples.typical(), "A4")
    assert len(asked) > 1
    assert [is_clear(one) for one in asked] == [False] * (len(asked) - 1) + [True]


def test_a_page_that_never_fits_is_refused(
    monkeypatch: pytest.MonkeyPatch, asked: list[Anchors]
) -> None:
    exact = render._spare
    monkeypatch.setattr(render, "_spare", lambda *given: exact(*given) + 400)
    with pytest.raises(reports.RenderError, match="did not fit"):
        reports.render_page(samples.typical(), "A4")

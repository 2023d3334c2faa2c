"""An emergency sign that was saved and taken back is told to the doctor, with both times."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.reports.reading import words_of
from tests.service import Frozen

TOLD = "Loss of consciousness or seizure: ticked 22 Nov 2026 12:00, taken back 22 Nov 2026 12:05"


@pytest.mark.parametrize("sent", [False, True], ids=["unsent", "sent"])
def test_page_text_and_record_page_tell_both_times(
    frozen: Frozen,
    visit: store.Visit,
    answers: dict[str, Any],
    osei: FlaskClient,
    html: Any,
    sent: bool,
) -> None:
    factories.make_draft(visit, {"safety.now": ["fit", "choke"]})
    frozen.move(minutes=5)
    factories.make_draft(visit, answers)
    frozen.move(minutes=5)
    if sent:
        factories.make_submission(visit, answers)
    base = f"/clinic/visits/{visit.reference}"
    name = f"intake-{visit.reference}"
    shown = osei.get(f"{base}/{name}.txt").text, words_of(osei.get(f"{base}/{name}.pdf").data)
    page = " ".join(html(osei.get(base)).text_content().split())
    for words in (*shown, page):
        assert TOLD in words
        assert "Cannot swallow or choking: ticked" in words


def test_one_that_is_ticked_again_is_not_told_as_taken_back(
    frozen: Frozen, visit: store.Visit, osei: FlaskClient
) -> None:
    for signs in (["fit"], ["none"], ["fit"]):
        factories.make_draft(visit, {"safety.now": signs})
        frozen.move(minutes=4)
    page = osei.get(f"/clinic/visits/{visit.reference}/intake-{visit.reference}.txt").text
    assert "Emergency: " not in page
    assert "taken back" not in page
    assert "Loss of consciousness" in page

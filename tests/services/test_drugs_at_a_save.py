"""What the worklist tells of drugs after a save: they are read anew where they changed."""

from __future__ import annotations

from typing import Any

import pytest

from intake import store
from intake.services.filling import answers
from intake.services.form_library import form_of
from intake.summarise.medicines import medicines
from tests import factories


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every reading of the drugs from here on."""
    read: list[object] = []

    def noted(*given: Any, **more: Any) -> Any:
        read.append(given)
        return medicines(*given, **more)

    monkeypatch.setattr("intake.summarise.headline.medicines", noted)
    return read


@pytest.mark.parametrize(
    ("question", "answer", "anew"), [("sx.stiff", "yes", False), ("hpi.onset", "2020-03", True)]
)
def test_a_page(
    visit: store.Visit, read: list[object], question: str, answer: str, anew: bool
) -> None:
    visit = factories.make_draft(visit)
    before = store.headline(visit)
    read.clear()
    page = next(one for one in form_of(visit).pages if question in one.ids)
    draft = store.saved_draft(visit)
    own = {key: value for key, value in draft.answers.items() if key in page.ids}
    assert own.get(question) != answer
    changed = answers.Typed({**own, question: answer}, answers.page_stamp(draft, page))
    answers.save_page(visit, page, changed)
    after = store.headline(factories.fresh(visit))
    assert before
    assert after
    assert bool(read) is anew
    assert (after.of_drugs != before.of_drugs) is anew


def test_a_medicine(visit: store.Visit, read: list[object]) -> None:
    visit = factories.make_draft(visit, factories.make_answers() | {"med": []})
    read.clear()
    page = next(one for one in form_of(visit).pages if one.repeats)
    answers.save_entry(visit, page, "one", answers.Typed({"med.name": "cipro"}, answers.NEW))
    after = store.headline(factories.fresh(visit))
    assert read
    assert after
    assert "ciprofloxacin" in [one.name for one in after.named]

"""What the record shows first: what is present open, what is absent folded, nothing left out."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from lxml import html

from intake import store
from tests import factories
from tests.reports.patients import medicine

UNNAMED = ("Ramipril", "Senna", "Bisoprolol", "Paracetamol", "Candesartan")  # none is named


def first_screen(osei: FlaskClient, visit: store.Visit, **changes: object) -> Any:
    factories.make_draft(visit, factories.make_answers(**changes))
    page = html.fromstring(osei.get(f"/clinic/visits/{visit.reference}").text)
    [found] = page.find_class("app-first")
    return found


def folds(screen: Any) -> dict[str, Any]:
    return {fold.findtext("summary"): fold for fold in screen.iter("details")}


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_what_was_not_ticked_is_folded_beside_what_was(
    osei: FlaskClient, visit: store.Visit
) -> None:
    screen = first_screen(osei, visit, pmh_other=["thyroid"], pmh_neuro=["none"])
    [background] = screen.xpath(".//section[@aria-labelledby='background']")
    assert background.xpath(".//dt[text()='Conditions']/following-sibling::dd/strong")
    fold = folds(background)["What was not ticked"]
    assert "open" not in fold.attrib
    assert "kidney disease" in words(fold)
    assert "kidney disease" not in words(background.find("dl"))


def test_signs_answered_no_are_counted_and_unfold(osei: FlaskClient, visit: store.Visit) -> None:
    band = first_screen(osei, visit).find_class("app-band")[0]
    [no] = [label for label in folds(band) if label.endswith(" answered No")]
    assert int(no.split()[0]) == len(words(folds(band)[no]).removeprefix(no).split(";"))


def test_medicines_not_named_by_the_source_are_counted_and_told(
    osei: FlaskClient, visit: store.Visit
) -> None:
    listed = [medicine(name, "daily", "my heart") for name in UNNAMED]
    screen = first_screen(osei, visit, med=listed, hpi_words="Could magnesium help?")
    fold = folds(screen)["5 other medicines"]
    assert "open" not in fold.attrib
    assert "Ramipril (for my heart; daily)" in words(fold)
    assert "open" in folds(screen)["1 medicine only mentioned: ask"].attrib


def test_a_long_list_of_medicines_leaves_the_background_beside_it(
    osei: FlaskClient, visit: store.Visit
) -> None:
    named = ("Prozac", "Haldol", "Ritalin", "Flagyl")
    screen = first_screen(osei, visit, med=[medicine(name) for name in named])
    assert screen.find_class("app-split--long")

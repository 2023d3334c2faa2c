"""A clinician links two visits of one patient; the later one then says what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.extensions import db
from intake.services.deletion.erasing import erase
from intake.services.documents import is_page_kept, pdf_of, text_of
from intake.services.filling.amending import add_note
from intake.store.tables import DocumentRow, EarlierVisitRow
from reports.summary import Summary
from tests.conftest import SignIn
from tests.factories import (
    CLINIC,
    OTHER_CLINIC,
    fresh,
    make_answers,
    make_draft,
    make_submission,
    make_visit,
)
from tests.service import Frozen

Parse = Callable[[TestResponse], Any]


@pytest.fixture
def before(osei: FlaskClient, frozen: Frozen) -> store.Visit:
    """Ana's first visit, sent with a wasted muscle."""
    first = make_submission(make_visit(), make_answers(sx_thin="yes"))
    frozen.move(minutes=5)
    return first


@pytest.fixture
def after(before: store.Visit) -> store.Visit:
    """Her second, without it and with falls."""
    return make_submission(make_visit(), make_answers(sx_thin="no", sx_falls="yes"))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: a page is what it says of the visit before."""

    def draw(_kind: str, summary: Summary, _paper: str) -> bytes:
        return f"%PDF {summary.since}".encode()

    monkeypatch.setattr("reports.draw", draw)


def link(browser: FlaskClient, visit: store.Visit, of: str) -> TestResponse:
    return browser.post(f"/clinic/visits/{visit.reference}/earlier", data={"of": of})


def deeds(visit: store.Visit) -> list[str]:
    db.session.rollback()
    wanted = store.audit.Filter(reference=visit.reference)
    return [one.words for one in store.audit.newest(CLINIC.id, wanted)]


def test_both_visits_are_shown_before_they_are_linked_and_the_record_says_what_changed(
    osei: FlaskClient, before: store.Visit, after: store.Visit, html: Parse
) -> None:
    place = f"/clinic/visits/{after.reference}"
    assert f"{place}/earlier" in html(osei.get(place)).xpath("//main//a/@href")
    typed = before.reference.replace("-", " ").lower()
    shown = html(osei.get(f"{place}/earlier?of={typed}"))
    rows = [[cell.text for cell in row] for row in shown.xpath("//tbody/tr")]
    assert [row[1:4] for row in rows] == [
        ["Ana Example", "17 May 1990", one.reference] for one in (before, after)
    ]
    assert store.earlier_visit(after) is None
    assert link(osei, after, before.reference).location == f"{place}#since"
    page = osei.get(place).text
    assert f"Since {before.reference}, sent 22 Nov 2026: 2 changes: danger signs 2; none" in page
    assert "new: Falls, trips or foot drag; gone: Muscle wasting" in page
    assert f'Later visit: <a href="{place}">' in osei.get(f"/clinic/visits/{before.reference}").text
    assert any(before.reference in one and "later visit" in one for one in deeds(after))


def test_a_kept_page_is_drawn_anew_once_it_is_linked_taken_back_or_the_other_erased(
    osei: FlaskClient, before: store.Visit, after: store.Visit, drawn: None
) -> None:
    said = f"%PDF Since {before.reference}".encode()
    assert pdf_of(after, "page") == b"%PDF "
    link(osei, after, before.reference)
    assert not is_page_kept(after)
    assert str(pdf_of(after, "page")).count(before.reference) == 1
    osei.post(f"/clinic/visits/{after.reference}/earlier/remove")
    assert pdf_of(after, "page") == b"%PDF "
    link(osei, after, before.reference)
    assert (pdf_of(after, "page") or b"").startswith(said)
    db.session.rollback()
    erase(fresh(before), "command")
    assert db.session.query(DocumentRow).filter_by(visit_id=after.id).count() == 0
    assert db.session.query(EarlierVisitRow).count() == 0
    assert pdf_of(fresh(after), "page") == b"%PDF "
    assert before.reference not in str(text_of(fresh(after)))
    assert osei.get(f"/clinic/visits/{after.reference}").status_code == 200


def test_other_words_of_the_patients_are_a_change(
    osei: FlaskClient, before: store.Visit, frozen: Frozen
) -> None:
    words = "It is in both arms now."
    later = make_submission(make_visit(), make_answers(sx_thin="yes", hpi_words=words))
    link(osei, later, before.reference)
    page = osei.get(f"/clinic/visits/{later.reference}").text
    assert "1 change: " in page
    assert "(own words)" in page


def test_the_record_says_that_the_visit_before_was_changed_after_this_was_sent(
    osei: FlaskClient, before: store.Visit, after: store.Visit, frozen: Frozen
) -> None:
    link(osei, after, before.reference)
    place = f"/clinic/visits/{after.reference}"
    said = f"{before.reference} was changed after this form was sent."
    assert said not in osei.get(place).text
    frozen.move(minutes=5)
    add_note(fresh(before), "It is worse since.")
    assert said in osei.get(place).text


def test_what_is_not_answered_yet_is_no_change(osei: FlaskClient, before: store.Visit) -> None:
    begun = make_draft(make_visit(), {"safety.now": ["none"], "safety.more": ["none"]})
    link(osei, begun, before.reference)
    page = osei.get(f"/clinic/visits/{begun.reference}").text
    assert "What changed is told once this form is sent." in page
    assert "not answered" not in page.partition('id="since"')[2].partition("</section>")[0]
    assert f"Since {before.reference}" not in str(text_of(begun))


def test_a_link_of_a_visit_that_nobody_began_is_shown_and_can_be_taken_back(
    osei: FlaskClient, before: store.Visit, html: Parse
) -> None:
    new = make_visit()
    place = f"/clinic/visits/{new.reference}"
    assert f"{place}/earlier" in html(osei.get(place)).xpath("//main//a/@href")
    link(osei, new, before.reference)
    page = html(osei.get(place))
    assert f"/clinic/visits/{before.reference}" in page.xpath("//main//a/@href")
    [remove] = page.xpath(f"//form[@action='{place}/earlier/remove']/@action")
    osei.post(remove)
    assert store.earlier_visit(new) is None


def test_the_later_one_erased_leaves_the_earlier_as_it_was(
    osei: FlaskClient, before: store.Visit, after: store.Visit
) -> None:
    link(osei, after, before.reference)
    erase(fresh(after), "command")
    assert "Later visit" not in osei.get(f"/clinic/visits/{before.reference}").text


def test_what_was_sent_last_before_the_later_one_is_compared(
    osei: FlaskClient, before: store.Visit, after: store.Visit, frozen: Frozen
) -> None:
    """A change of the earlier one, sent after the later one, changes nothing."""
    link(osei, after, before.reference)
    told = text_of(after)
    frozen.move(minutes=5)
    add_note(fresh(before), "The wasting is gone.")
    assert text_of(fresh(after)) == told


def test_what_cannot_be_linked_says_why(
    osei: FlaskClient, signed_in: SignIn, before: store.Visit, after: store.Visit
) -> None:
    unsent = make_visit()
    elsewhere = make_submission(make_visit(OTHER_CLINIC))
    for visit, of, why in (
        (after, after.reference, "own"),
        (after, elsewhere.reference, "a visit of this clinic"),
        (after, "ABCD-EFGH", "a visit of this clinic"),
        (after, "'; --", "a visit of this clinic"),
        (after, unsent.reference, "was not sent"),
        (before, after.reference, "was sent after this one"),
        (after, "", "Enter the reference"),
        (after, "x" * 21, "Enter a reference"),
    ):
        reply = link(osei, visit, of)
        assert reply.status_code == 422
        assert why in reply.text.replace("&#39;", "'")
    assert store.earlier_visit(after) is None
    link(osei, unsent, after.reference)
    link(osei, after, before.reference)
    assert store.earlier_visit(unsent) == after
    assert link(signed_in("lind@valley.example"), after, before.reference).status_code == 404


def test_another_name_or_birth_date_is_told_before_it_is_linked(
    osei: FlaskClient, before: store.Visit, frozen: Frozen
) -> None:
    ben = make_submission(make_visit(), make_answers(about_name="Ben Example"))
    asked = osei.get(f"/clinic/visits/{ben.reference}/earlier?of={before.reference}")
    assert "Name or date of birth differ" in asked.text
    assert "No changes" not in asked.text


def test_two_clicks_link_once_and_another_visit_takes_the_place(
    osei: FlaskClient, before: store.Visit, after: store.Visit, frozen: Frozen
) -> None:
    frozen.move(minutes=5)
    third = make_submission(make_visit(), make_answers())
    for of in (before, before, after):
        assert link(osei, third, of.reference).status_code == 303
    assert store.earlier_visit(third) == after
    assert store.later_visits(before) == []

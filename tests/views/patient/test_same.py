"""The same as the last one: one tap fills in what may be true of the next medicine too."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.phones import Tab

LAST = {
    **{"med.name": "Sertraline", "med.dose": "50 mg", "med.start": "2024-03", "med.still": "yes"},
    **{"med.dosechg": "up", "med.why": "worry", "med.route": "mouth", "med.order": "before"},
}
TAKEN_OVER = {"med.start": "2024-03", "med.still": "yes"}


@pytest.fixture
def listed(ana: FlaskClient, visit: store.Visit, answers: dict[str, Any]) -> FlaskClient:
    """Ana's phone with one medicine on her list."""
    factories.save_answers(visit, {**answers, "med": [LAST]})
    return ana


def offers(page: Any) -> Any:
    """The button on a page, if it has one."""
    return page.xpath("//button[@value='same']")


def test_one_tap_fills_in_what_may_be_changed_and_saves_nothing_yet(
    listed: FlaskClient, visit: store.Visit, html: Any, form: str
) -> None:
    new = Tab.on(listed, f"{form}/med/new")
    shown = html(listed.get(new.address))
    [button] = offers(shown)
    assert button.text.strip() == "Same as the last one"
    told = " ".join(button.getparent().text_content().split())
    assert "Sertraline When did you start? Mar 2024 Do you still take it? Yes" in told

    reply = new.post(med_name="Ramipril", then="same")
    page = html(reply)
    assert reply.status_code == 200
    assert page.xpath("//input[@name='med.name']/@value") == ["Ramipril"]
    assert page.xpath("//input[@name='med.dose']/@value") == [""]
    assert page.xpath("//input[@name='med.start']/@value") == ["Mar 2024"]
    assert page.xpath("//input[@name='med.still'][@checked]/@value") == ["yes"]
    assert page.xpath("//*[@role='status'][contains(.,'Filled in as for Sertraline')]")
    assert factories.saved_answers(visit)["med"] == [LAST]

    changed = Tab.of(listed, new.address, reply)
    assert changed.post(med_start="2020").location == f"{form}/med"
    assert factories.saved_answers(visit)["med"][1] == {
        "med.name": "Ramipril",
        **TAKEN_OVER,
        "med.start": "2020",
    }


def test_it_is_sent_as_the_patients_own_answer(
    listed: FlaskClient, osei: FlaskClient, visit: store.Visit, html: Any, form: str
) -> None:
    new = Tab.on(listed, f"{form}/med/new")
    Tab.of(listed, new.address, new.post(med_name="Ramipril", then="same")).post()
    assert factories.saved_answers(visit)["med"][1] == {"med.name": "Ramipril", **TAKEN_OVER}
    card = html(listed.get(f"{form}/check")).xpath("//div[@class='app-entry']")[1].text_content()
    for answer in ("Ramipril", "Mar 2024", "Yes"):
        assert answer in card
    listed.post(f"{form}/send")
    stored = store.submission(visit)
    assert stored
    assert stored.content["answers"]["med"][1] == {"med.name": "Ramipril", **TAKEN_OVER}
    record = html(osei.get(f"/clinic/visits/{visit.reference}"))
    own = record.xpath(
        "//*[normalize-space()='Ramipril']/following::*[normalize-space()='Mar 2024']"
    )
    assert own


def test_name_dose_and_whatever_may_differ_are_never_taken_over(
    listed: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    stopped = {"med.name": "Cipro", "med.start": "2019", "med.still": "no", "med.stop": "2020"}
    factories.save_answers(visit, {**answers, "med": [LAST, stopped]})
    new = Tab.on(listed, f"{form}/med/new")
    page = html(new.post(med_name="Drops", then="same"))
    assert page.xpath("//input[@name='med.start']/@value") == ["2019"]
    ticked = page.xpath("//input[starts-with(@name,'med.')][@checked]")
    assert ticked == []

    for nothing in ({"med.name": "Tea", "med.start": "unknown", "med.still": "no"}, {}):
        factories.save_answers(visit, {**answers, "med": [LAST, nothing] if nothing else []})
        assert not offers(html(listed.get(f"{form}/med/new")))


def test_before_or_after_comes_with_its_date(
    listed: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    year = answers["hpi.onset"][:4]
    last = {**LAST, "med.start": year, "med.order": "before"}
    factories.save_answers(visit, {**answers, "med": [last]})
    new = Tab.on(listed, f"{form}/med/new")
    Tab.of(listed, new.address, new.post(med_name="Drops", then="same")).post()
    assert factories.saved_answers(visit)["med"][1]["med.order"] == "before"


def test_a_list_that_was_pasted_offers_it_from_the_second_on(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    factories.save_answers(visit, {**answers, "med": []})
    reply = Tab.on(ana, f"{form}/med").post(list="Sertraline 50 mg\nRamipril 5 mg", then="read")
    first = Tab.on(ana, reply.location)
    assert not offers(html(ana.get(reply.location)))
    second = Tab.on(ana, first.post(med_start="2024-03", med_still="yes").location)
    filled = second.post(then="same")
    done = Tab.of(ana, second.address, filled).post()
    assert done.location == f"{form}/med"
    assert factories.saved_answers(visit)["med"][1] == {
        "med.name": "Ramipril",
        "med.dose": "5 mg",
        **TAKEN_OVER,
    }
    again = f"{form}/med/{second.address.split('?')[0].rsplit('/', 1)[1]}"
    assert not offers(html(ana.get(again)))  # it has answers of its own


def test_what_was_typed_already_is_never_replaced(
    listed: FlaskClient, visit: store.Visit, html: Any, form: str
) -> None:
    new = Tab.on(listed, f"{form}/med/new")
    page = html(new.post(med_name="Drops", med_start="2020", then="same"))
    assert page.xpath("//input[@name='med.start']/@value") == ["2020"]
    assert page.xpath("//input[@name='med.still'][@checked]/@value") == ["yes"]
    unread = html(new.post(med_start="some day", med_still="no", then="same"))
    assert unread.xpath("//input[@name='med.start']/@value") == ["some day"]
    assert unread.xpath("//input[@name='med.still'][@checked]/@value") == ["no"]


def test_without_a_script_the_pages_that_follow_open_at_their_top(
    listed: FlaskClient, html: Any, form: str
) -> None:
    # A browser keeps the fragment of what is posted to over a redirect, unless that has its own.
    reply = Tab.on(listed, f"{form}/med/new").post(then="same")
    assert html(reply).xpath("//form[@id='answers']/@action") == ["#"]

"""What a patient with an emergency sign is shown, asked and told to call; what the doctor reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from intake import store
from intake.templating import called
from tests import factories
from tests.factories import CLINIC


def cards(page: Any, kind: str) -> list[str]:
    """The values of the answers under which this card opens."""
    under = "contains(@class,'__item')"
    card = f"contains(@class,'app-now--{kind}')"
    return [str(v) for v in page.xpath(f"//div[{under}][.//div[{card}]]/input/@value")]


def test_each_sign_has_its_card_under_it_and_the_rest_has_none(
    ana: FlaskClient, html: Any, form: str
) -> None:
    page = html(ana.get(f"{form}/safety"))
    now = ["breath", "choke", "stroke", "speech", "rapid", "fever", "fit", "cauda"]
    assert cards(page, "emergency") == [*now, "urine", "unmoving", "withdrawal"]
    assert set(page.xpath("//div[contains(@class,'app-now')]//a/@href")) == {"tel:999"}
    page = html(ana.get(f"{form}/strength"))
    assert cards(page, "emergency") == ["days"]
    assert cards(page, "ring") == ["weeks", "weeks", "unsure"]
    assert set(page.xpath("//div[contains(@class,'app-now--ring')]//a/@href")) == {
        "tel:01632960001"
    }


def test_each_sign_has_an_action_of_its_own_and_not_yet_gets_the_card_again(
    ana: FlaskClient, visit: store.Visit, fill: Any, html: Any, form: str, osei: FlaskClient
) -> None:
    fill(ana, "safety", {"safety.now": ["choke", "fit"]})
    page = html(ana.get(f"{form}/safety-act"))
    shown = [str(one) for one in page.xpath("//fieldset//input/@name")]
    assert set(shown) == {"safety.ack.choke", "safety.ack.fit"}
    assert cards(page, "emergency") == ["not_yet", "not_yet"]
    done = {"safety.ack.choke": "checked", "safety.ack.fit": "not_yet"}
    assert fill(ana, "safety-act", done).status_code == 303
    text = osei.get(f"/clinic/visits/{visit.reference}/intake-{visit.reference}.txt").text
    assert "Cannot swallow or choking: says a doctor has already checked this" in text
    assert "Loss of consciousness or seizure: has not sought help yet" in text
    assert "No help yet" in osei.get("/clinic").text


def test_help_is_sought_only_once_it_is_for_every_sign(visit: store.Visit) -> None:
    signs = {"safety.now": ["choke", "fit"], "safety.ack.choke": "now"}
    factories.make_draft(visit, signs)
    told = store.headline(visit)
    assert told
    assert not told.help_sought
    factories.make_draft(visit, {**signs, "safety.ack.fit": "checked"})
    told = store.headline(visit)
    assert told
    assert told.help_sought


def test_what_was_done_is_told_of_a_form_of_the_version_before(
    visit: store.Visit, osei: FlaskClient
) -> None:
    """One answer stood for all signs then."""
    factories.make_draft(visit, {"safety.now": ["choke"], "safety.ack": "now"})
    text = osei.get(f"/clinic/visits/{visit.reference}/record-{visit.reference}.txt").text
    assert "getting help now" in text


@pytest.mark.parametrize(
    ("since", "leads", "attention"),
    [("days", "breath-act", 2), ("weeks", "ring-act", 1), ("unsure", "ring-act", 1)],
)
def test_a_part_that_cannot_be_moved_brings_advice(
    ana: FlaskClient,
    visit: store.Visit,
    answers: dict[str, Any],
    fill: Any,
    html: Any,
    form: str,
    since: str,
    leads: str,
    attention: int,
) -> None:
    page = {**answers, "sx.weak": "no", "sx.paralysis": "yes", "sx.paralysis.since": since}
    for one in ("safety", "strength"):
        fill(ana, one, page)
    assert fill(ana, "body", page).location == f"{form}/{leads}"
    assert html(ana.get(f"{form}/{leads}")).xpath("//div[contains(@class,'nhsuk-card--care')]")
    told = store.headline(visit)
    assert told
    assert told.attention == attention


def test_an_unsent_form_with_a_sign_is_marked_where_the_clinic_looks(
    visit: store.Visit, osei: FlaskClient
) -> None:
    factories.make_draft(visit, {"safety.now": ["fit"]})
    page = osei.get("/clinic").text
    assert "1 person with an emergency sign that nobody has dealt with" in page
    assert "form not sent" in page


def test_the_numbers_are_there_to_touch_before_and_at_the_end(
    app: Any, visit: store.Visit, link: str, html: Any, form: str
) -> None:
    phone = app.test_client()
    first = html(phone.get(link, follow_redirects=True))
    assert "tel:999" in first.xpath("//main//a/@href")
    factories.make_draft(visit)
    phone.post(f"{form}/open", data={"born-day": "17", "born-month": "5", "born-year": "1990"})
    assert "tel:116123" in html(phone.get(f"{form}/impact")).xpath("//main//a/@href")
    phone.post(f"{form}/send")
    end = html(phone.get(f"{form}/sent")).xpath("//main//a/@href")
    assert {"tel:999", "tel:116123"} <= set(end)


@pytest.mark.parametrize(
    ("setting", "number"),
    [
        ("999", "999"),
        ("116 123", "116123"),
        ("999 or 112", "999"),
        ("Samaritans 116 123", "116123"),
        ("+44 20 7946 0000", "+442079460000"),
        ("ask us", ""),
    ],
)
def test_a_number_is_called_by_its_first_digits(setting: str, number: str) -> None:
    assert called(setting) == number


def test_a_setting_holds_one_number(osei: FlaskClient) -> None:
    page = osei.post(
        "/clinic/settings",
        data={
            **{key: str(getattr(CLINIC, key)) for key in ("name", "phone", "time_zone", "paper")},
            "emergency_number": "999 or 112",
            "crisis_line": "116 123 or 988",
            "save": "1",
        },
    )
    assert page.status_code == 422
    assert "Enter the number to call in an emergency" in page.text
    assert "Enter a number to call, such as 116 123" in page.text
    assert store.clinic(CLINIC.id) == replace(CLINIC)

"""Dates in the patient's own words: read, shown back, kept as typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.phones import Tab, form_of, row
from tests.service import Frozen


def answer(ana: FlaskClient, form: str, onset: str, **more: object) -> Any:
    return Tab.on(ana, f"{form}/twitching").post(hpi_onset=onset, **more)


@pytest.fixture
def begun(visit: store.Visit) -> store.Visit:
    """Ana has answered everything but when it began."""
    answers = factories.make_answers()
    return factories.make_draft(visit, {k: v for k, v in answers.items() if k != "hpi.onset"})


def test_a_date_in_words_is_shown_back_on_the_next_page_and_kept_as_typed(
    ana: FlaskClient, begun: store.Visit, form: str, html: Any
) -> None:
    reply = answer(ana, form, "last summer")
    assert reply.status_code == 303
    assert factories.saved_answers(begun)["hpi.onset"] == "2026-06/2026-08 last summer"
    [told] = html(ana.get(reply.location)).xpath("//*[contains(., 'You wrote')][self::p]")
    assert "“last summer”. We read this as: June to August 2026." in told.text_content()
    [change] = told.xpath("./a/@href")
    assert change == f"{form}/twitching#hpi.onset"
    again = ana.get(change).text
    assert 'value="last summer"' in again
    assert "We read this as: <strong>June to August 2026</strong>" in again
    assert "last summer (June to August 2026)" in ana.get(f"{form}/check").text


def test_it_is_said_in_spanish_too(ana: FlaskClient, begun: store.Visit, form: str) -> None:
    ana.get(f"{form}/language/es")
    onward = answer(ana, form, "mediados de octubre").location
    shown = " ".join(ana.get(onward).text.split())
    assert "Lo hemos entendido así: <strong>del 11 al 20 de octubre de 2026</strong>" in shown
    assert "mediados de octubre (del 11 al 20 de octubre de 2026)" in ana.get(f"{form}/check").text


def test_a_plain_date_is_not_talked_about(ana: FlaskClient, begun: store.Visit, form: str) -> None:
    onward = answer(ana, form, "March 2024").location
    assert "We read this as" not in ana.get(onward).text


def test_words_go_on_meaning_what_they_meant_when_they_were_typed(
    ana: FlaskClient, begun: store.Visit, form: str, frozen: Frozen
) -> None:
    answer(ana, form, "3 weeks ago")
    kept = factories.saved_answers(begun)["hpi.onset"]
    frozen.move(days=3)
    ana.post(f"{form}/open", data={"born-day": "17", "born-month": "5", "born-year": "1990"})
    assert Tab.on(ana, f"{form}/twitching").post().status_code == 303
    assert factories.saved_answers(begun)["hpi.onset"] == kept


def test_words_that_are_no_date_are_kept_with_i_cannot_say(
    ana: FlaskClient, begun: store.Visit, form: str
) -> None:
    refused = answer(ana, form, "since childhood")
    assert refused.status_code == 422
    assert "Or tick" in refused.text
    assert 'value="since childhood"' in refused.text
    assert answer(ana, form, "since childhood", **{"hpi_onset-unknown": "1"}).status_code == 303
    assert factories.saved_answers(begun)["hpi.onset"] == "unknown since childhood"
    assert "since childhood (I cannot say)" in ana.get(f"{form}/check").text
    assert Tab.on(ana, f"{form}/twitching").post().status_code == 303


def test_an_age_is_set_against_the_date_of_birth(
    ana: FlaskClient, begun: store.Visit, form: str
) -> None:
    answer(ana, form, "when I was 15")
    read = "2005-05-17/2006-05-16 when I was 15"
    assert factories.saved_answers(begun)["hpi.onset"] == read


def test_a_clinic_in_the_us_reads_the_month_first_and_says_so(
    client: FlaskClient, html: Any
) -> None:
    there = replace(factories.CLINIC, id="us", slug="us", country="US", time_zone="America/Denver")
    visit = factories.make_visit(factories.make_clinic(there))
    client.get(f"/v/{store.link_token(visit)}")
    asks = html(client.get(f"{form_of(visit)}/open"))
    boxes = asks.xpath("//input[starts-with(@name, 'born-')]/@name")
    assert boxes == ["born-month", "born-day", "born-year"]
    assert "3 27 1985" in asks.text_content()
    wrong = {"born-month": "17/5/1990"}  # can only be one day
    assert client.post(f"{form_of(visit)}/open", data=wrong).status_code == 303
    factories.make_draft(visit)
    onward = answer(client, form_of(visit), "03/04/2024").location
    shown = client.get(onward).text
    assert "“<bdi>03/04/2024</bdi>”. We read this as: <strong>4 March 2024</strong>" in shown


def test_a_birth_date_whose_order_the_country_decided_is_shown_in_words_before_going_on(
    client: FlaskClient,
) -> None:
    there = replace(factories.CLINIC, id="us", slug="us", country="US", time_zone="America/Denver")
    nobody = store.Identity("", None)
    visit = factories.make_visit(factories.make_clinic(there), nobody)
    factories.make_draft(visit)
    client.get(f"/v/{store.link_token(visit)}")
    client.post(f"{form_of(visit)}/open", data={"born-month": "5/17/1990"})
    here = f"{form_of(visit)}/about"
    typed = {"about_dob-month": "03/04/1985", "about_dob-day": "", "about_dob-year": ""}
    again = Tab.on(client, here).post(**typed).location
    assert again == f"{here}?read={row('about.dob')}"
    assert "We read this as: <strong>4 March 1985</strong>" in client.get(again).text
    assert Tab.on(client, again).post().location != again
    assert factories.saved_answers(visit)["about.dob"] == "1985-03-04"

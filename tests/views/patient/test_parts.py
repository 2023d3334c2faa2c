"""The list of parts: a true state for each, a way in and back, and shown to whoever comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.draft import of_given
from intake.questionnaires import Questionnaire, Response
from intake.services.filling import opening
from intake.services.filling.parts import parts
from intake.services.filling.saved import Saved
from tests import factories
from tests.phones import BORN, SAVED, Tab, form_of, phone_with

States = Callable[[TestResponse], dict[str, list[str]]]
SIGNS = "A quick safety check"
ABOUT = "About you"
LAST = "Check your answers and send"


@pytest.fixture
def states(html: Any) -> States:
    """What a page says of each part: its state, and how much is left or on its list."""

    def _states(reply: TestResponse) -> dict[str, list[str]]:
        rows = html(reply).xpath("//ul[@class='nhsuk-task-list']/li")
        told = [[one.strip() for one in row.itertext() if one.strip()] for row in rows]
        return {name: [*reversed(rest)] for name, *rest in told}

    return _states


def test_each_part_says_how_far_it_is(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], states: States, form: str
) -> None:
    told = states(ana.get(f"{form}/parts"))
    assert told[SIGNS] == told[ABOUT] == ["Not started"]
    assert told["Your health, your family and your habits"] == ["Optional"]
    assert told[LAST] == ["Last step"]
    assert "Your medicines and supplements" not in told  # not asked yet

    some = {key: answers[key] for key in ("about.name", "about.dob", "about.filledby", "about.sex")}
    factories.save_answers(visit, {**SAVED, **some, "med.took": "list"})
    told = states(ana.get(f"{form}/parts"))
    assert told[SIGNS] == ["Done"]
    assert told[ABOUT] == ["Not finished", "2 answers left"]
    assert told["Your medicines and supplements"] == ["Not started"]

    factories.save_answers(visit, answers)
    told = states(ana.get(f"{form}/parts"))
    assert {one[0] for one in told.values()} == {"Done", "Last step"}
    added = len(answers["med"])
    assert told["Your medicines and supplements"] == ["Done", f"{added} added"]


def test_a_part_is_done_only_where_sending_needs_nothing_more(
    questionnaire: Questionnaire, answers: dict[str, Any]
) -> None:
    def without(key: str) -> Saved:
        given = {name: value for name, value in answers.items() if name != key}
        return Saved(of_given(given), Response.of(questionnaire, given))

    for key in answers:
        saved = without(key)
        missing = {page.id for page, _question in saved.response.missing}
        told = {part.page.id: part for part in parts(saved)}
        assert {one for one, part in told.items() if part.left} == missing, key
        assert not [one for one in missing if told[one].state in ("done", "optional")], key
    assert {part.state for part in parts(without(""))} == {"done"}


def test_what_cannot_be_read_is_not_done(
    ready: FlaskClient, visit: store.Visit, states: States, form: str
) -> None:
    saved = factories.saved_answers(visit)
    reply = Tab.on(ready, f"{form}/twitching").post(hpi_onset="some day", then="parts")
    assert reply.location == f"{form}/parts#twitching"
    told = states(ready.get(f"{form}/parts"))
    assert told["Your twitching"] == ["Not finished", "1 answer left"]
    assert "some day" in ready.get(f"{form}/twitching").text
    assert "hpi.onset" not in factories.saved_answers(visit)
    assert ready.post(f"{form}/send").status_code == 422
    assert saved["hpi.words"] == factories.saved_answers(visit)["hpi.words"]


def test_every_page_leads_to_the_list_and_saves_first(
    ready: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    for part in html(ready.get(f"{form}/parts")).xpath("//ul[@class='nhsuk-task-list']//a/@href"):
        page = html(ready.get(part))
        [way] = page.xpath("//*[normalize-space(text())='All parts']")
        assert (way.tag, way.get("value")) == ("button", "parts") or part == f"{form}/check"
    Tab.on(ready, f"{form}/about").post(about_place="At my aunt's", then="parts")
    assert factories.saved_answers(visit)["about.place"] == "At my aunt's"
    new = Tab.on(ready, f"{form}/med/new").post(med_name="Drops", then="parts")
    assert new.location == f"{form}/parts#med"
    assert factories.saved_answers(visit)["med"][-1] == {"med.name": "Drops"}
    assert len(factories.saved_answers(visit)["med"]) == len(answers["med"]) + 1
    nothing = Tab.on(ready, f"{form}/med/new").post(then="parts")
    assert nothing.location == f"{form}/parts#med"
    assert len(factories.saved_answers(visit)["med"]) == len(answers["med"]) + 1


def test_back_and_continue_lead_back_to_the_list_unless_the_next_part_is_not_done(
    ready: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    at = f"{form}/about?from=parts"
    assert Tab.on(ready, at).post(then="back").location == f"{form}/parts#about"
    assert Tab.on(ready, at).post().location == f"{form}/parts#about"
    wrong = Tab.on(ready, at).post(about_phone="")
    assert wrong.status_code == 422
    right = Tab.of(ready, at, wrong).post(about_phone="01632 960 002")
    assert right.location == f"{form}/parts#about"
    medicines = f"{form}/med?from=parts"
    assert html(ready.get(medicines)).xpath("//a[.='Back']/@href") == [f"{form}/parts#med"]
    add = html(ready.get(medicines)).xpath("//a[contains(.,'Add another')]/@href")[0]
    assert Tab.on(ready, add).post(med_name="Drops").location == medicines
    twitching = {q.id for q in store_page(ready, "twitching").questions}
    rest = {key: one for key, one in answers.items() if key not in twitching}
    factories.save_answers(visit, rest)
    assert Tab.on(ready, at).post().location == f"{form}/twitching"


def store_page(phone: FlaskClient, page_id: str) -> Any:
    """The page of this id in the form that patients get."""
    return phone.application.extensions["questionnaires"]["muscle-twitching"].page(page_id)


def test_whoever_comes_back_is_shown_the_list(
    app: Flask, visit: store.Visit, html: Any, states: States
) -> None:
    form = form_of(visit)
    phone = phone_with(app, visit)
    assert phone.get(form).location == f"{form}/invitation"
    Tab.on(phone, f"{form}/invitation").post(right="yes")
    assert phone.get(form).location == f"{form}/safety"  # nothing was begun
    assert states(phone.get(f"{form}/parts"))[ABOUT] == ["Not started"]
    factories.save_answers(visit, {**factories.saved_answers(visit), **SAVED})
    by_link, by_code = app.test_client(), app.test_client()
    by_link.get(f"/v/{store.link_token(visit)}")
    assert by_link.post(f"{form}/open", data=BORN).location == f"{form}/parts"
    code = {"code": opening.code_of(visit), **BORN}
    assert by_code.post("/come-back", data=code).location == f"{form}/parts"
    page = html(by_code.get(f"{form}/parts"))
    [onward] = page.xpath("//a[contains(.,'Go on: About you')]/@href")
    assert onward == f"{form}/about?from=parts"
    assert "1 of 8 parts done · about" in page.text_content()
    assert states(by_code.get(f"{form}/link"))[SIGNS] == ["Done"]
    factories.make_draft(visit)
    assert by_code.get(form).location == f"{form}/check"  # all is done


def test_the_list_is_in_the_patients_language(ready: FlaskClient, html: Any, form: str) -> None:
    ready.get(f"{form}/language/es")
    page = html(ready.get(f"{form}/parts"))
    assert "Las partes de su formulario" in page.text_content()
    assert page.xpath("//li[@id='safety']//*[.='Hecha']")
    assert page.xpath("//li[@id='about']//*[.='Falta 1 respuesta']")  # an interpreter?
    assert page.xpath("//li[@id='check']//a[.='Revise sus respuestas y envíe']")


def test_once_it_is_sent_the_list_leads_to_the_receipt(ready: FlaskClient, form: str) -> None:
    ready.post(f"{form}/send")
    assert ready.get(f"{form}/parts").location == f"{form}/sent"
    ready.post(f"{form}/sent/change")
    assert "Save and come back later" not in ready.get(f"{form}/parts").text  # nor elsewhere
    at = f"{form}/about?from=parts"
    assert Tab.on(ready, at).post().location == f"{form}/parts#about"


def test_not_yet_is_not_done_and_the_list_shows_whom_to_call(
    ready: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    for done, state, cards in (("not_yet", "Not yet", 1), ("now", "Done", 0)):
        acted = {"safety.now": ["fit"], "safety.ack.fit": done}
        factories.save_answers(visit, {**answers, **acted})
        page = html(ready.get(f"{form}/parts"))
        [told] = page.xpath("//li[@id='safety-act']//*[contains(@class,'app-state')]")
        assert told.text_content() == state
        calls = page.xpath("//main//*[contains(@class,'care--emergency')]//a[@href='tel:999']")
        assert len(calls) == cards


def test_patient_and_clinic_count_alike(
    ana: FlaskClient, osei: FlaskClient, visit: store.Visit, answers: dict[str, Any], form: str
) -> None:
    some = {key: answers[key] for key in ("about.name", "about.dob", "sx.weak")}
    for given in (some, {**some, **SAVED}, {**SAVED, "med.took": "list"}, answers):
        factories.save_answers(visit, given)
        told = re.search(r"(\d+ of \d+ parts) done", ana.get(f"{form}/parts").text)
        assert told and f"Not sent: {told[1]}" in osei.get("/clinic").text, given


def test_the_list_of_medicines_leads_back_to_the_list_of_parts(
    ready: FlaskClient, visit: store.Visit, answers: dict[str, Any], form: str
) -> None:
    form_ = store_page(ready, "health")
    rest = {key: one for key, one in answers.items() if key not in form_.ids}
    factories.save_answers(visit, rest)  # what follows is optional, and not answered
    for page in ("meds", "med"):
        at = f"{form}/{page}?from=parts"
        assert Tab.on(ready, at).post().location == f"{form}/parts#{page}"

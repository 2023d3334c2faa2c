"""What can hardly be: asked about once in a friendly way, never blocked, marked for the doctor."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from intake import store
from intake.questionnaires.doubts import STOPPED_FIRST
from intake.services import documents
from tests import factories
from tests.phones import Tab


def page_for(visit: store.Visit) -> Any:
    summary = documents.summary_of(visit)
    assert summary
    return summary


def test_an_impossible_date_is_asked_about_once_kept_and_marked(
    ana: FlaskClient, visit: store.Visit, form: str, html: Any
) -> None:
    factories.make_draft(visit)
    here = f"{form}/twitching"
    first = Tab.on(ana, here).post(hpi_onset="1980")
    assert first.location == here
    assert factories.saved_answers(visit)["hpi.onset"] == "1980"  # nothing is lost meanwhile
    asked = ana.get(here)
    assert asked.status_code == 200
    [told] = html(asked).xpath("//*[@role='alert']")
    assert "This is before the date of birth. Is that right?" in told.text_content()
    assert html(asked).xpath("//input[@name='hpi.onset'][@aria-describedby]")
    assert "Error" not in html(asked).xpath("string(//title)")
    assert "the patient confirmed" not in page_for(factories.fresh(visit)).doubts[0]
    second = Tab.of(ana, here, asked).post()
    assert second.location != here
    assert "Please look at this once more" not in ana.get(here).text
    [mark] = page_for(factories.fresh(visit)).doubts
    assert mark == "first noticed 1980 lies before birth (the patient confirmed it)"


def test_what_is_changed_to_something_else_impossible_is_asked_about_anew(
    ana: FlaskClient, visit: store.Visit, form: str
) -> None:
    factories.make_draft(visit)
    here = f"{form}/twitching"
    Tab.on(ana, here).post(hpi_onset="1980")
    assert Tab.on(ana, here).post(hpi_onset="2090").location == here
    assert "This date is still to come" in ana.get(here).text
    assert Tab.on(ana, here).post(hpi_onset="2025").location != here
    assert page_for(factories.fresh(visit)).doubts == ()


def test_a_medicine_stopped_before_it_was_started_is_asked_about_and_then_listed(
    ana: FlaskClient, visit: store.Visit, form: str
) -> None:
    factories.make_draft(visit)
    typed = {"med_name": "Zoloft", "med_start": "2024", "med_still": "no", "med_stop": "2022"}
    reply = Tab.on(ana, f"{form}/med/new").post(**typed)
    assert reply.location.startswith(f"{form}/med/") and reply.location != f"{form}/med"
    assert STOPPED_FIRST in ana.get(reply.location).text
    assert Tab.on(ana, reply.location).post().location == f"{form}/med"
    marks = page_for(factories.fresh(visit)).doubts
    assert "Zoloft: stopped 2022 lies before started 2024 (the patient confirmed it)" in marks
    record = [
        entry.answer
        for section in page_for(factories.fresh(visit)).record
        for entry in section.entries
    ]
    assert any("[stopped 2022 lies before started 2024 (the patient" in one for one in record)


@pytest.mark.parametrize("then", ["later", "back"])
def test_whoever_stops_early_is_not_asked_and_has_confirmed_nothing(
    ana: FlaskClient, visit: store.Visit, form: str, then: str
) -> None:
    factories.make_draft(visit)
    here = f"{form}/twitching"
    assert Tab.on(ana, here).post(hpi_onset="1980", then=then).location != here
    assert Tab.on(ana, here).post(then=then).location != here
    assert "confirmed" not in page_for(factories.fresh(visit)).doubts[0]


def test_no_doubt_is_confirmed_that_the_page_did_not_ask_about(
    ana: FlaskClient, visit: store.Visit, form: str
) -> None:
    factories.make_draft(visit)
    here = f"{form}/twitching"
    assert Tab.on(ana, here).post(hpi_onset="1980", sure=["x" * 900, "0"]).location == here
    assert store.saved_draft(factories.fresh(visit)).sure == ()


def test_what_was_confirmed_is_sent_with_the_answers(
    ana: FlaskClient, visit: store.Visit, form: str
) -> None:
    factories.make_draft(visit)
    here = f"{form}/twitching"
    Tab.on(ana, here).post(hpi_course=["better", "stronger"])
    assert "Are both right?" in ana.get(here).text
    assert Tab.on(ana, here).post().location != here
    assert Tab.on(ana, f"{form}/check", to="send").post().status_code == 303
    [mark] = page_for(factories.fresh(visit)).doubts
    assert mark == "course: both getting better and getting stronger (the patient confirmed it)"


def test_it_is_asked_in_spanish_too(ana: FlaskClient, visit: store.Visit, form: str) -> None:
    factories.make_draft(visit)
    ana.get(f"{form}/language/es")
    here = f"{form}/twitching"
    Tab.on(ana, here).post(hpi_onset="1980", hpi_course=["better", "stronger"])
    asked = ana.get(here).text
    assert "Es antes de la fecha de nacimiento. ¿Es correcto?" in asked
    assert "¿Son correctas las dos cosas?" in asked


def test_a_list_beside_i_take_none_is_asked_about_once_and_marked(
    ana: FlaskClient, osei: FlaskClient, visit: store.Visit, form: str
) -> None:
    factories.make_draft(visit)
    listed = len(factories.saved_answers(visit)["med"])
    here = f"{form}/meds"
    assert Tab.on(ana, here).post(med_took="none").location == here
    assert "You chose that you take none, and your list is not empty" in ana.get(here).text
    told = f"says took no medicines, but lists {listed}"
    assert page_for(factories.fresh(visit)).doubts == (told,)
    head = osei.get(f"/clinic/visits/{visit.reference}").text.split('id="signs"')[0]
    assert "Check with the patient:" in head and told in head
    assert Tab.on(ana, here).post().location != here
    assert page_for(factories.fresh(visit)).doubts == (f"{told} (the patient confirmed it)",)

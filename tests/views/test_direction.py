"""Characters that turn the words around them are shown on no page, and lost nowhere."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from intake import store
from intake.views.direction import straight
from tests import factories

TYPED = "Take \u202emg 05\u202c \u2066daily\u2069"


def test_requirement_29_no_page_of_the_clinic_turns_words_around(
    osei: FlaskClient, visit: store.Visit, answers: dict[str, Any]
) -> None:
    name = "Ana \u202eelpmaxE"
    factories.save_answers(visit, {**answers, "about.name": name, "hpi.words": TYPED})
    for path in (f"/clinic/visits/{visit.reference}", "/clinic"):
        page = osei.get(path).text
        assert "Ana elpmaxE" in page
        assert "\u202e" not in page
    assert "Take mg 05 daily" in osei.get(f"/clinic/visits/{visit.reference}").text


def test_the_patient_keeps_what_was_typed(ana: FlaskClient, form: str, visit: store.Visit) -> None:
    factories.save_answers(visit, {**factories.make_answers(), "hpi.words": TYPED})
    pages = [ana.get(f"{form}/{page}").text for page in ("twitching", "about", "check")]
    assert not any("\u202e" in one for one in pages if "<textarea" not in one)
    assert factories.saved_answers(visit)["hpi.words"] == TYPED


def test_boxes_and_tags_stay_as_they_are() -> None:
    page = '<p title="\u202ea">\u202eb</p><textarea>\u202ec <b</textarea>\u2067d'
    assert straight(page) == '<p title="\u202ea">b</p><textarea>\u202ec <b</textarea>d'
    assert straight("<p>שלום 50 mg") == "<p>שלום 50 mg"

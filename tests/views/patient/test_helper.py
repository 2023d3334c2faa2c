"""Somebody who fills in the form for the patient: named, and never taken for the patient."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests import factories
from tests.phones import Tab

FOR_THE_PATIENT = "You are filling this in for the patient"


def test_a_helper_says_who_they_are(
    ana: FlaskClient, answers: dict[str, Any], fill: Any, form: str
) -> None:
    by_other = {**answers, "about.filledby": "other"}
    fill(ana, "safety", answers)
    reply = fill(ana, "about", by_other)
    assert reply.status_code == 422
    assert "Enter your own name, and who you are to the patient" in reply.text
    named = {**by_other, "about.helper": "Sam, her brother"}
    assert fill(ana, "about", named).status_code == 303
    assert FOR_THE_PATIENT in ana.get(f"{form}/twitching").text
    fill(ana, "meds", named)
    assert FOR_THE_PATIENT in ana.get(f"{form}/med/new").text


def test_the_browser_fills_in_only_for_whoever_fills_in_about_themselves(
    ana: FlaskClient, visit: Any, answers: dict[str, Any], html: Any, form: str
) -> None:
    def tokens() -> set[str]:
        return {str(one) for one in html(ana.get(f"{form}/about")).xpath("//main//@autocomplete")}

    assert tokens() == {"off"}
    Tab.on(ana, f"{form}/about").post(about_filledby="other", then="later")
    assert tokens() == {"off"}
    factories.make_draft(visit, {**answers, "about.name": "Anna Example"})  # not as booked
    assert {"name", "bday-year", "tel"} <= tokens()
    assert FOR_THE_PATIENT not in ana.get(f"{form}/about").text

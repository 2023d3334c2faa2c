"""What makes the form short: nothing is asked that other answers say, and a list is read whole."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from intake import store
from intake.forms import medicine_list
from tests import factories
from tests.phones import Tab

LIST = "1. Sertraline 50 mg once a day\n\n- Ramipril\u200b; vitamin B12 1,000 mcg"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            LIST,
            [("Sertraline", "50 mg once a day"), ("Ramipril", ""), ("vitamin B12", "1,000 mcg")],
        ),
        (
            "sertraline and ibuprofen twice a day",
            [("sertraline", ""), ("ibuprofen", "twice a day")],
        ),
        (" \n;- ", []),
    ],
)
def test_a_list_is_read_line_by_line(typed: str, read: list[tuple[str, str]]) -> None:
    assert medicine_list.read(typed) == read


def test_each_line_of_a_list_is_offered_to_be_confirmed_and_none_is_added_twice(
    ana: FlaskClient, visit: store.Visit, form: str
) -> None:
    factories.make_draft(visit, {"med.took": "list", "hpi.onset": "2026-10"})
    for _tap in range(2):
        at = ana.post(f"{form}/med", data={"list": LIST, "then": "read"}).location
    listed = factories.saved_answers(visit)["med"]
    assert [one["med.name"] for one in listed] == ["Sertraline", "Ramipril", "vitamin B12"]
    at = ana.post(f"{form}/med", data={"list": "Zinc\nIron"}).location  # Continue reads it too
    first = ana.get(at)
    assert "Is this right?" in first.text
    assert 'value="Zinc"' in first.text
    second = Tab.on(ana, at).post(med_start="2019", med_order="after", med_still="yes").location
    assert 'value="Iron"' in ana.get(second).text
    assert Tab.on(ana, second).post(then="later").location == f"{form}/link"
    zinc, _ = factories.saved_answers(visit)["med"][3:]
    assert zinc == {"med.name": "Zinc", "med.start": "2019", "med.still": "yes"}  # dates say order


def test_a_list_that_cannot_be_read_is_shown_again(
    ana: FlaskClient, visit: store.Visit, form: str
) -> None:
    factories.make_draft(visit, {"med.took": "list"})
    for typed, words in (
        ("x" * 9000, "holds too much"),
        ("", "one on each line"),
        ("a\n" * 41, "40"),
    ):
        reply = ana.post(f"{form}/med", data={"list": typed, "then": "read"})
        assert (reply.status_code, words in reply.text) == (422, True)
        assert typed.strip() in reply.text


def test_none_skips_the_list_and_yes_with_none_asks_once(
    ana: FlaskClient, visit: store.Visit, form: str, fill: Any
) -> None:
    assert fill(ana, "meds", {"med.took": "none", "med.class": ["mood"]}).location.endswith(
        "/health"
    )
    assert fill(ana, "meds", {"med.took": "list"}).location.endswith("/med")
    asked = Tab.on(ana, f"{form}/med").phone.post(f"{form}/med")
    assert (asked.status_code, "nothing is on your list" in asked.text) == (422, True)
    assert ana.post(f"{form}/med", data={"asked": "1"}).location.endswith("/health")
    ana.post(f"{form}/med", data={"list": "Zinc"})
    fill(ana, "meds", {"med.took": "none"})
    assert factories.saved_answers(visit)["med"]  # what is listed stays, and stays to be seen
    assert ana.get(f"{form}/med").status_code == 200


def test_a_guardian_is_asked_for_by_the_date_of_birth(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], form: str, fill: Any
) -> None:
    for born, kept in (("1990-05-17", False), ("2015-01-02", True)):
        given = {**answers, "about.dob": born, "about.name": "Ben", "about.guardian": "Mia"}
        fill(ana, "about", given)
        assert ("about.guardian" in factories.saved_answers(visit)) is kept
    assert "We ask this of all who are under 18" in ana.get(f"{form}/about").text


def test_a_date_is_kept_as_it_was_understood_and_shown_back(
    ana: FlaskClient, visit: store.Visit, form: str
) -> None:
    Tab.on(ana, f"{form}/twitching").post(hpi_onset="octubre de 2023", then="later")
    assert factories.saved_answers(visit)["hpi.onset"] == "2023-10"
    assert 'value="Oct 2023"' in ana.get(f"{form}/twitching").text
    about = Tab.on(ana, f"{form}/about")
    about.post(**{"about_dob-day": "27/3/1985"}, then="later")
    assert factories.saved_answers(visit)["about.dob"] == "1985-03-27"

"""An administrator changes what patients read of their clinic, and sees it before."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from intake import store
from tests.factories import CLINIC
from tests.views.conftest import hidden

PAGE = "/clinic/settings"
TYPED: dict[str, Any] = {
    "name": "Hilltop Clinic",
    "phone": "01632 960 555",
    "emergency_number": "112",
    "crisis_line": "988",
    "time_zone": "Europe/London",
    "paper": "A4",
    "languages": ["en", "es"],
    "remind_days": "2",
    "open_door": "y",
}


def typed(browser: FlaskClient, **more: Any) -> dict[str, Any]:
    """What an administrator posts after opening the page."""
    return {**hidden(browser.get(PAGE)), **TYPED, **more}


def test_what_is_saved_is_what_patients_read(osei: FlaskClient, client: FlaskClient) -> None:
    reply = osei.post(PAGE, data=typed(osei, save="1"))
    assert reply.status_code == 303
    assert "Saved." in osei.get(reply.location).text
    start = client.get("/start/hilltop").text
    assert "call 112 now" in start
    assert "01632 960 555" in start


def test_a_preview_saves_nothing(osei: FlaskClient) -> None:
    reply = osei.post(PAGE, data=typed(osei, preview="1"))
    assert reply.status_code == 200
    assert "What patients would see, not saved yet" in reply.text
    assert "call 112 now" in reply.text
    assert 'value="112"' in reply.text
    assert store.clinic(CLINIC.id) == CLINIC


def test_what_is_wrong_comes_back_as_typed_and_says_what_to_do(osei: FlaskClient) -> None:
    for wrong, words in (
        ({"name": " "}, "Enter the name that patients know"),
        ({"emergency_number": "call us"}, "Enter the number to call in an emergency, such as 999"),
        ({"phone": "ask Ana"}, "Enter a phone number in digits"),
        ({"time_zone": "Mars/Olympus"}, "Enter a time zone such as Europe/London"),
        ({"paper": "papyrus"}, "Select the paper that your printer has"),
        ({"name": "\u200d\u2014"}, "Enter the name that patients know"),
        ({"name": "Hill\u202etop"}, "Use letters, digits and signs that can be read"),
        ({"name": "Hill\x1btop"}, "Use letters, digits and signs that can be read"),
        ({"emergency_number": "1 potato"}, "Enter the number to call in an emergency"),
        ({"emergency_number": "9" * 40}, "Enter the number to call in an emergency"),
        ({"crisis_line": "none"}, "Enter a number to call, such as 116 123"),
        ({"time_zone": "Factory"}, "Enter a time zone such as Europe/London"),
        ({"crisis_line": "9" * 121}, "Use 120 characters or fewer"),
    ):
        reply = osei.post(PAGE, data=typed(osei, **wrong, save="1"))
        assert reply.status_code == 422
        assert words in reply.text
        assert 'value="01632 960 555"' in reply.text or "phone" in wrong
    assert store.clinic(CLINIC.id) == CLINIC


def test_of_two_administrators_the_slower_sees_what_the_other_saved(osei: FlaskClient) -> None:
    slow = typed(osei, phone="01632 960 777", save="1")
    osei.post(PAGE, data=typed(osei, save="1"))
    reply = osei.post(PAGE, data=slow)
    assert reply.status_code == 409
    assert "01632 960 555" in reply.text
    assert 'value="01632 960 777"' in reply.text
    again = {**slow, **hidden_of(reply.text)}
    assert osei.post(PAGE, data=again).status_code == 303
    saved = store.clinic(CLINIC.id)
    assert saved
    assert saved.phone == "01632 960 777"


def test_a_second_click_saves_once_and_is_no_conflict(osei: FlaskClient) -> None:
    data = typed(osei, save="1")
    assert [osei.post(PAGE, data=data).status_code for _ in range(2)] == [303, 303]


def test_without_an_open_door_nobody_starts(osei: FlaskClient, client: FlaskClient) -> None:
    data = typed(osei, save="1")
    del data["open_door"]
    osei.post(PAGE, data=data)
    assert client.get("/start/hilltop").status_code == 404


def hidden_of(page: str) -> dict[str, str]:
    """The hidden fields of a page that was refused."""
    start = page.index('name="seen"')
    value = page[start:].split('value="', 1)[1].split('"', 1)[0]
    return {"seen": value}


def test_the_preview_shows_each_notice_once(osei: FlaskClient) -> None:
    assert osei.get(PAGE).text.count("Call 999 now</") == 1


def test_local_names_and_the_country_are_read_at_this_clinic(osei: FlaskClient) -> None:
    own = {"local_names": "Kalmo, diazepam\nBlue Joy, sertraline", "country": "ie"}
    assert osei.post(PAGE, data=typed(osei, **own, save="1")).status_code == 303
    saved = store.clinic(CLINIC.id)
    assert saved
    assert saved.country == "IE"
    tried = {**hidden(osei.get("/clinic/drugs")), "text": "blue joy 50 mg"}
    assert "sertraline" in osei.post("/clinic/drugs", data=tried).text
    tried["text"] = "Tenox"
    assert "in other countries amlodipine" in osei.post("/clinic/drugs", data=tried).text


def test_the_mark_that_begins_a_file_is_left_out(osei: FlaskClient) -> None:
    own = {"local_names": "\ufeffname,ingredient\nKalmo,diazepam"}
    assert osei.post(PAGE, data=typed(osei, **own, save="1")).status_code == 303


def test_wrong_local_names_come_back_as_typed(osei: FlaskClient) -> None:
    own = {"local_names": "Kalmo, diazepam\nZoloft, paracetamol", "country": "XX"}
    reply = osei.post(PAGE, data=typed(osei, **own, save="1"))
    assert reply.status_code == 422
    assert "Line 2: “Zoloft” is sertraline in the drug list already" in reply.text
    assert "Zoloft, paracetamol</textarea>" in reply.text
    assert "or leave it blank" in reply.text
    assert store.clinic(CLINIC.id) == CLINIC

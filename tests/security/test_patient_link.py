"""The patient's link: what it opens, for which browser, and for how long."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeSerializer

from intake import clock, store
from intake.services.clinic import visits
from intake.watch import requests
from tests import factories
from tests.phones import BORN, Tab, form_of, open_on, phone_with
from tests.service import Frozen

COPY = "Download a copy"
SECRET = "Zyzzyva"


@pytest.fixture
def draft(clinic: store.Clinic) -> store.Visit:
    """A whole form, saved and not sent."""
    return factories.make_draft(
        factories.make_visit(clinic), factories.make_answers(hpi_words=SECRET)
    )


def cookies_of(phone: FlaskClient) -> dict[Any, Any]:
    return dict(phone._cookies or {})


def copied(app: Flask, phone: FlaskClient) -> FlaskClient:
    """A browser with all the cookies that this one has now."""
    thief = app.test_client()
    thief._cookies = cookies_of(phone)
    return thief


def shows_only_the_receipt(phone: FlaskClient, visit: store.Visit) -> None:
    form = form_of(visit)
    receipt = phone.get(f"{form}/sent")
    assert visit.reference in receipt.text
    assert COPY not in receipt.text
    assert phone.get(f"{form}/copy.pdf").location == f"{form}/sent"
    for page in ("about", "hpi", "med", "med/00000001", "check", "send"):
        assert SECRET not in phone.get(f"{form}/{page}", follow_redirects=True).text


def test_requirement_04_only_the_browser_that_sent_gets_the_copy(
    app: Flask, draft: store.Visit
) -> None:
    form, sender = form_of(draft), phone_with(app, draft)
    beside = phone_with(app, draft)
    assert sender.post(f"{form}/send").location == f"{form}/sent"
    assert COPY in sender.get(f"{form}/sent").text
    assert sender.get(f"{form}/copy.pdf").data.startswith(b"%PDF")
    for other in (beside, phone_with(app, draft)):
        shows_only_the_receipt(other, draft)
        assert other.post(f"{form}/send").location == f"{form}/sent"
        shows_only_the_receipt(other, draft)


def test_requirement_04_a_lost_reply_to_the_send_leaves_the_copy_to_its_browser(
    app: Flask, draft: store.Visit
) -> None:
    sender = phone_with(app, draft)
    before = cookies_of(sender)
    sender.post(f"{form_of(draft)}/send")
    sender._cookies = before
    sender.post(f"{form_of(draft)}/send")
    assert COPY in sender.get(f"{form_of(draft)}/sent").text


def test_requirement_04_a_later_opening_cannot_try_out_what_was_answered(
    app: Flask, draft: store.Visit
) -> None:
    form = form_of(draft)
    phones = [phone_with(app, draft) for _ in range(2)]
    tabs = [Tab.on(phone, f"{form}/health") for phone in phones]
    phones[0].post(f"{form}/send")
    same, guessed = (tab.post() for tab in tabs)
    assert same.status_code == 303  # the sender's second tap
    wrong = tabs[1].post(pmh_free="a guess")
    assert guessed.status_code == wrong.status_code == 409


def test_requirement_04_a_cookie_copied_before_finish_shows_nothing_afterwards(
    app: Flask, draft: store.Visit
) -> None:
    form, phone = form_of(draft), phone_with(app, draft)
    thief = copied(app, phone)
    assert SECRET in thief.get(f"{form}/check").text
    phone.post(f"{form}/finish")
    for page in ("open", "about", "check", "link", "sent", "copy.pdf"):
        assert thief.get(f"{form}/{page}").status_code == 404, page
    assert thief.post(f"{form}/open", data=BORN).status_code == 404
    again = phone_with(app, draft)  # the link itself still opens it, with the date of birth
    assert SECRET in again.get(f"{form}/check").text


def test_requirement_04_finish_takes_the_copy_from_a_copied_cookie_too(
    app: Flask, draft: store.Visit
) -> None:
    form, phone = form_of(draft), phone_with(app, draft)
    phone.post(f"{form}/send")
    thief = copied(app, phone)
    assert thief.get(f"{form}/copy.pdf").data.startswith(b"%PDF")
    phone.post(f"{form}/finish")
    assert thief.get(f"{form}/copy.pdf").status_code == 404
    shows_only_the_receipt(open_on(thief, draft), draft)


def test_requirement_04_finish_closes_every_form_of_the_phone_and_none_of_another(
    app: Flask, clinic: store.Clinic, draft: store.Visit
) -> None:
    other = factories.make_draft(factories.make_visit(clinic))
    phone, second_phone = phone_with(app, draft), phone_with(app, draft)
    open_on(phone, other)
    thief = copied(app, phone)
    phone.post(f"{form_of(draft)}/finish")
    for visit in (draft, other):
        assert thief.get(f"{form_of(visit)}/check").status_code == 404
    assert SECRET in second_phone.get(f"{form_of(draft)}/check").text


def test_requirement_04_a_start_at_the_open_door_is_closed_by_finish_too(
    app: Flask, client: FlaskClient, clinic: store.Clinic
) -> None:
    """Without a date of birth nothing else would guard it."""
    client.post("/start/hilltop", data={"safety.now": "none", "safety.more": "none"})
    [visit] = store.worklist(clinic.id)
    thief = copied(app, client)
    assert thief.get(f"{form_of(visit)}/safety").status_code == 200
    client.post(f"{form_of(visit)}/finish")
    assert thief.post(f"{form_of(visit)}/open").status_code == 404
    assert thief.get(f"{form_of(visit)}/safety").status_code == 404


def test_a_cookie_of_the_version_before_still_leads_to_the_date_of_birth(
    app: Flask, draft: store.Visit
) -> None:
    phone = app.test_client()
    signer = URLSafeSerializer(app.config["SECRET_KEY"], salt="opened visit")
    place = {"clinic_id": draft.clinic.id, "visit_id": draft.id, "link_serial": draft.link_serial}
    value = signer.dumps({**place, "at": 1, "opened": True, "sent": True})
    phone.set_cookie(f"visit-{store.handle_of(draft)}", value)
    assert phone.get(f"{form_of(draft)}/check").status_code == 404
    assert phone.get(f"{form_of(draft)}/open").status_code == 200
    assert phone.post(f"{form_of(draft)}/open", data=BORN).status_code == 303
    assert SECRET in phone.get(f"{form_of(draft)}/check").text


def test_the_oldest_of_too_many_browsers_opens_the_link_again_and_goes_on(
    app: Flask, draft: store.Visit, frozen: Frozen
) -> None:
    first = phone_with(app, draft)
    for _ in range(20):
        frozen.move(seconds=1)
        phone_with(app, draft)
    assert first.get(f"{form_of(draft)}/check").status_code == 404
    assert open_on(first, draft).get(f"{form_of(draft)}/check").status_code == 200


def dead_links(clinic: store.Clinic, frozen: Frozen) -> dict[str, str]:
    """A link of each kind that no longer opens anything."""
    expired, cancelled, replaced = (factories.make_visit(clinic) for _ in range(3))
    frozen.set(expired.expires_at + timedelta(seconds=1))
    made = {"expired": expired, "cancelled": cancelled, "replaced": replaced}
    links = {name: store.link_token(visit) for name, visit in made.items()}
    visits.cancel_visit(cancelled, "command")
    visits.renew_link(replaced, "command")
    assert clock.now() > expired.expires_at
    return {"unknown": "a" * 32, **links}


def test_requirement_05_dead_links_look_alike(
    app: Flask, clinic: store.Clinic, frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "new_number", lambda: "1234-5678-9012")  # else one each
    replies = {
        name: app.test_client().get(f"/v/{token}")
        for name, token in dead_links(clinic, frozen).items()
    }
    unknown = replies["unknown"]
    assert unknown.status_code == 404
    for name, reply in replies.items():
        assert reply.status_code == 404, name
        assert reply.data == unknown.data, name
        assert dict(reply.headers) == dict(unknown.headers), name


def test_requirement_05_dead_links_take_the_same_time(
    app: Flask, clinic: store.Clinic, frozen: Frozen
) -> None:
    links = dead_links(clinic, frozen)
    times: dict[str, list[float]] = {name: [] for name in links}
    for _ in range(15):
        for name, token in links.items():
            times[name].append(timed(lambda token=token: app.test_client().get(f"/v/{token}")))  # type: ignore[misc]
    # The least of each: what else the machine does at the same time only adds to it.
    least = {name: min(taken) for name, taken in times.items()}
    assert max(least.values()) < 2 * min(least.values()) + 0.005, least


def timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began

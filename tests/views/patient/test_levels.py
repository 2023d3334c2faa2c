"""Signs that are emergencies and signs to ring the clinic about: what the patient is shown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.reports.reading import words_of


@pytest.mark.parametrize("sign", ["urine", "unmoving", "withdrawal"])
def test_a_further_emergency_sign_brings_the_advice_too(
    ana: FlaskClient, fill: Any, html: Any, form: str, sign: str
) -> None:
    reply = fill(ana, "safety", {"safety.now": ["none"], "safety.more": [sign]})
    assert reply.location == f"{form}/safety-act"
    assert "Call 999 now" in html(ana.get(reply.location)).text_content()


@pytest.mark.parametrize(
    "told",
    [
        {"sx.weak": "yes", "sx.weak.pace": "weeks", "sx.pain": "no"},
        {"sx.weak": "no", "sx.pain": "yes", "sx.pain.urine": "yes"},
    ],
)
def test_a_sign_to_ring_about_shows_the_clinics_phone_and_no_more(
    ana: FlaskClient, answers: dict[str, Any], fill: Any, html: Any, form: str, told: dict[str, str]
) -> None:
    page = {**answers, **told}
    fill(ana, "safety", page)
    fill(ana, "strength", page)
    reply = fill(ana, "body", page)
    assert reply.location == f"{form}/ring-act"
    for address in (reply.location, f"{form}/check"):
        [card] = html(ana.get(address)).xpath("//div[contains(@class,'care--urgent')]")
        words = " ".join(card.text_content().split())
        assert "Ring Hilltop Clinic today" in words
        assert card.xpath(".//a/@href") == ["tel:01632960001"]
        assert not re.search("normal|harmless|likely|could be|may be|sign of|disease", words)


def test_the_card_to_ring_stands_on_the_receipt_and_in_the_copy(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    told = {"sx.pain": "yes", "sx.pain.urine": "yes", "sx.ring.ack": "not_yet"}
    factories.save_answers(visit, {**answers, **told})
    assert ana.post(f"{form}/send").status_code == 303
    assert "Ring 01632 960 001" in html(ana.get(f"{form}/sent")).text_content()
    copy = ana.get(f"{form}/copy.pdf").data
    assert "Ring Hilltop Clinic today. Ring 01632 960 001." in words_of(copy)


def test_without_a_sign_to_ring_about_no_card_is_shown(
    ready: FlaskClient, html: Any, form: str
) -> None:
    assert ready.get(f"{form}/ring-act").status_code == 303
    assert not html(ready.get(f"{form}/check")).xpath("//div[contains(@class,'care--urgent')]")

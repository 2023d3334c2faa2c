"""What was typed before a session ended is kept for whoever typed it, and for nobody else."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.conftest import SignIn
from tests.factories import PASSWORD
from tests.service import Frozen
from tests.signing_in import OSEI, next_code


def kept_in(page: str) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found
    return html.unescape(found.group(1))


@pytest.fixture
def sent(visit: store.Visit) -> store.Visit:
    """Ana's visit, sent."""
    return factories.make_submission(visit)


def marking(browser: FlaskClient, visit: store.Visit) -> tuple[str, dict[str, str]]:
    """Where a note on Ana's first medicine is posted, and what with it."""
    page = browser.get(f"/clinic/visits/{visit.reference}").text
    about = re.search(r'name="about" value="([^"]+)"', page)
    assert about
    fields = {"about": html.unescape(about.group(1)), "verdict": "wrong"}
    return f"/clinic/visits/{visit.reference}/markings", {**fields, "note": "She means Cipralex."}


def test_requirement_20_a_note_typed_before_the_session_ended_is_kept(
    frozen: Frozen, signed_in: SignIn, sent: store.Visit
) -> None:
    browser = signed_in(OSEI)
    path, typed = marking(browser, sent)
    frozen.move(minutes=16)
    page = browser.post(path, data=typed)
    assert page.status_code == 401
    assert "What you typed is still here" in page.text
    assert "Cipralex" not in page.text  # sealed: it is nobody's to read but hers
    kept = kept_in(page.text)
    wrong = browser.post("/sign-in", data={"email": OSEI, "password": "wrong", "kept": kept})
    again = {"email": OSEI, "password": PASSWORD, "kept": kept_in(wrong.text)}
    second = browser.post("/sign-in", data=again)
    assert "Cipralex" not in second.text
    data = {"code": next_code(OSEI), "kept": kept_in(second.text)}
    third = browser.post("/sign-in/second-factor", data=data)
    assert "She means Cipralex." in third.text
    assert f'action="{path}' in third.text
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', third.text)
    again = {html.unescape(key): html.unescape(value) for key, value in pairs}
    assert browser.post(path, data=again).status_code == 303
    assert "She means Cipralex." in browser.get(f"/clinic/visits/{sent.reference}").text


def test_requirement_20_what_one_typed_is_not_shown_to_another_at_the_same_desk(
    frozen: Frozen, signed_in: SignIn, sent: store.Visit
) -> None:
    browser = signed_in(OSEI)
    path, typed = marking(browser, sent)
    frozen.move(minutes=16)
    kept = kept_in(browser.post(path, data=typed).text)
    email = "lind@valley.example"
    second = browser.post("/sign-in", data={"email": email, "password": PASSWORD, "kept": kept})
    data = {"code": next_code(email), "kept": kept_in(second.text)}
    reply = browser.post("/sign-in/second-factor", data=data)
    assert reply.status_code == 302
    assert "Cipralex" not in reply.text


def test_requirement_20_a_note_is_kept_too_if_another_tab_has_signed_out(
    signed_in: SignIn, sent: store.Visit
) -> None:
    browser = signed_in(OSEI)
    path, typed = marking(browser, sent)
    browser.post("/sign-out")
    kept = kept_in(browser.post(path, data=typed).text)
    second = browser.post("/sign-in", data={"email": OSEI, "password": PASSWORD, "kept": kept})
    # The password is given and the code is not: another post of the old tab is kept as well.
    assert "What you typed is still here" in browser.post(path, data=typed).text
    data = {"code": next_code(OSEI), "kept": kept_in(second.text)}
    assert "She means Cipralex." in browser.post("/sign-in/second-factor", data=data).text


@pytest.mark.parametrize("kept", ["x", "AAAA", "é", "a" * 4000])
def test_what_was_not_sealed_here_is_not_shown(client: FlaskClient, kept: str) -> None:
    reply = client.post("/sign-in", data={"email": OSEI, "password": PASSWORD, "kept": kept})
    assert reply.status_code == 200
    data = {"code": next_code(OSEI), "kept": kept}
    assert client.post("/sign-in/second-factor", data=data).status_code == 302

"""A clinician marks how a medicine was read: works, bad input, not signed in, not yours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.services import documents
from intake.services.filling.submit import submit
from intake.verification import MAX_NOTE
from tests import factories
from tests.conftest import SignIn
from tests.factories import make_clinician
from tests.service import Frozen

Parse = Callable[[TestResponse], Any]


@pytest.fixture
def sent(
    visit: store.Visit, answers: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> store.Visit:
    """Ana's visit, sent, with one medicine that has to be asked; no page is drawn."""
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-")
    answers = {**answers, "med": [*answers["med"], {"med.name": "xqzzkv"}]}
    factories.save_answers(visit, answers)
    saved = store.clinic_visit(visit.clinic.id, visit.reference)
    assert saved
    submit(saved)
    return saved


def record(sent: store.Visit) -> str:
    return f"/clinic/visits/{sent.reference}"


def row(tree: Any, typed: str) -> Any:
    """The row of a medicine on the record page."""
    [found] = tree.xpath("//tr[th[normalize-space()=$typed]][contains(@id, 'medicine-')]",
                         typed=typed)  # fmt: skip
    return found


def mark(client: FlaskClient, sent: store.Visit, typed: str, **fields: str) -> TestResponse:
    """Post the form of one medicine as the page gives it."""
    tree = lxml.html.fromstring(client.get(record(sent)).text)
    form = row(tree, typed).xpath(".//form")[0]
    about = form.xpath(".//input[@name='about']/@value")[0]
    return client.post(form.get("action"), data={"about": about, **fields})


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_a_mark_shows_on_the_record_with_who_when_and_the_note(
    frozen: Frozen, osei: FlaskClient, sent: store.Visit, html: Parse
) -> None:
    reply = mark(osei, sent, "cipro", verdict="wrong", note="  It was\n Cipralex. ")
    assert reply.status_code == 303
    assert reply.location.startswith(record(sent) + "#medicine-")
    page = html(osei.get(record(sent)))
    today = frozen.now()
    said = words_of(row(page, "cipro"))
    assert f"Marked wrong by Dr Osei, {today.day} {today:%B %Y}, " in said
    assert "“It was Cipralex.”" in said
    assert "ciprofloxacin, fluoroquinolone" in said
    assert "Marked" not in words_of(row(page, "Sertraline 50 mg"))
    text = osei.get(f"{record(sent)}/intake-{sent.reference}.txt").text
    assert "Marked wrong by Dr Osei" in text


def test_changing_ones_mind_keeps_the_history(
    osei: FlaskClient, sent: store.Visit, html: Parse
) -> None:
    mark(osei, sent, "cipro", verdict="wrong", note="first thought")
    mark(osei, sent, "cipro", verdict="right")
    said = words_of(row(html(osei.get(record(sent))), "cipro"))
    assert "Marked right by Dr Osei" in said
    assert "Before: Marked wrong by Dr Osei" in said
    assert "first thought" in said


def test_a_mark_can_be_undone_and_that_shows_too(
    osei: FlaskClient, sent: store.Visit, html: Parse
) -> None:
    assert ">Undo<" not in osei.get(record(sent)).text
    mark(osei, sent, "cipro", verdict="wrong")
    assert ">Undo<" in osei.get(record(sent)).text
    mark(osei, sent, "cipro", verdict="withdrawn")
    page = osei.get(record(sent))
    assert ">Undo<" not in page.text
    said = words_of(row(html(page), "cipro"))
    assert "Before: Mark withdrawn by Dr Osei" in said
    assert "Before: Marked wrong by Dr Osei" in said
    assert "Marked" not in osei.get(f"{record(sent)}/intake-{sent.reference}.txt").text


def test_what_has_to_be_asked_can_be_marked_too(
    osei: FlaskClient, sent: store.Visit, html: Parse
) -> None:
    mark(osei, sent, "xqzzkv", verdict="right", note="A herbal tea.")
    assert "Marked right by Dr Osei" in words_of(row(html(osei.get(record(sent))), "xqzzkv"))


def test_two_clinicians_who_disagree_both_show(
    osei: FlaskClient, clinic: store.Clinic, sent: store.Visit, signed_in: SignIn, html: Parse
) -> None:
    make_clinician(clinic, "lund@hilltop.example", "Dr Lund")
    lund = signed_in("lund@hilltop.example")
    mark(osei, sent, "cipro", verdict="wrong")
    assert ">Undo<" not in lund.get(record(sent)).text
    mark(lund, sent, "cipro", verdict="right")
    said = words_of(row(html(osei.get(record(sent))), "cipro"))
    assert "Marked right by Dr Lund" in said
    assert "Marked wrong by Dr Osei" in said


def test_a_double_click_is_one_mark(osei: FlaskClient, sent: store.Visit) -> None:
    for _ in range(2):
        mark(osei, sent, "cipro", verdict="wrong", note="once")
    assert len(store.verifications(sent)) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Press Right or Wrong"),
        ({"verdict": "maybe"}, "Press Right or Wrong"),
        ({"verdict": "wrong", "note": "x" * (MAX_NOTE + 1)}, f"at most {MAX_NOTE} characters"),
        ({"verdict": "wrong", "about": "0" * 16}, "not read that way on this form now"),
        ({"verdict": "wrong", "about": ""}, "not read that way on this form now"),
    ],
)
def test_a_wrong_mark_is_refused_and_what_was_typed_is_kept(
    osei: FlaskClient, sent: store.Visit, html: Parse, fields: dict[str, str], message: str
) -> None:
    note = fields.get("note", "a note worth keeping")
    reply = mark(osei, sent, "cipro", **{"note": note, **fields})
    assert reply.status_code == 422
    page = html(reply)
    [link] = page.xpath("//div[contains(@class, 'error-summary')]//a")
    assert message in link.text_content()
    assert page.xpath("//*[@id=$id]", id=link.get("href").removeprefix("#"))
    assert note in page.text_content()
    assert page.findtext(".//title").startswith("Error: ")
    assert store.verifications(sent) == []


def test_a_form_not_sent_yet_cannot_be_marked(
    osei: FlaskClient, visit: store.Visit, answers: dict[str, Any]
) -> None:
    factories.save_answers(visit, answers)
    assert 'name="verdict"' not in osei.get(record(visit)).text
    assert osei.post(f"{record(visit)}/markings", data={"verdict": "right"}).status_code == 422
    assert store.verifications(visit) == []


def test_a_visit_without_answers_has_nothing_to_mark(osei: FlaskClient, visit: store.Visit) -> None:
    assert osei.post(f"{record(visit)}/markings").status_code == 404


def test_another_clinic_and_strangers_mark_nothing(
    client: FlaskClient, lind: FlaskClient, sent: store.Visit
) -> None:
    fields = {"about": "0" * 16, "verdict": "wrong"}
    assert lind.post(f"{record(sent)}/markings", data=fields).status_code == 404
    assert client.post(f"{record(sent)}/markings", data=fields).location.startswith("/sign-in")
    assert store.verifications(sent) == []


def test_a_mark_on_a_reading_that_no_longer_stands_is_still_told(
    app: Flask, osei: FlaskClient, sent: store.Visit, monkeypatch: pytest.MonkeyPatch, html: Parse
) -> None:
    mark(osei, sent, "xqzzkv", verdict="wrong", note="It is a tea.")
    submission = documents.submission_of(sent)
    assert submission
    meds = [one for one in submission.answers["med"] if one["med.name"] != "xqzzkv"]
    later = replace(submission, answers={**submission.answers, "med": meds})
    monkeypatch.setattr(documents, "submission_of", lambda _visit: later)
    words = words_of(html(osei.get(record(sent))))
    assert "“xqzzkv” (could not be read; drug list" in words
    assert "It is a tea." in words

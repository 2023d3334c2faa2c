"""A condition is a file: with another form nothing anywhere speaks of twitching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

import reports
from intake import store
from intake.services.documents import summary_of
from reports.record.html import copy_html
from tests import factories
from tests.phones import form_of, phone_with
from tests.reports.reading import words_of
from tests.second_form import ANSWERS, only_headache

OF_TWITCHING = re.compile(r"twitch|fascicul|article|onset|muscle", re.IGNORECASE)


@pytest.fixture
def visit(app: Flask, tmp_path: Path) -> store.Visit:
    """A visit at a clinic whose only form is that of headache."""
    app.extensions["questionnaires"] = only_headache(tmp_path / "forms")
    return factories.make_visit()


def seen(page: str) -> str:
    """What is read on a page, in its addresses and by who cannot see it."""
    tree = lxml.html.fromstring(page)
    said = tree.xpath("//@alt|//@aria-label|//@placeholder|//@title|//main//@href|//@id")
    return "\n".join([tree.text_content(), *map(str, said)])


def of_patient(phone: FlaskClient, form: str) -> Iterator[str]:
    places = ("", "/safety", "/about", "/pain", "/meds", "/med", "/med/00000001", "/check")
    for place in places:
        reply = phone.get(f"{form}{place}", follow_redirects=True)
        assert reply.status_code == 200, place
        yield seen(reply.text)
    yield seen(phone.post(f"{form}/send", follow_redirects=True).text)


def of_clinic(browser: FlaskClient, visit: store.Visit) -> Iterator[str]:
    place, name = f"/clinic/visits/{visit.reference}", visit.reference
    yield seen(browser.get("/clinic/worklist?at=hilltop", follow_redirects=True).text)
    yield seen(browser.get(place).text)
    yield seen(browser.get("/clinic/visits/new?at=hilltop").text)
    for which in ("intake", "record"):
        reply = browser.get(f"{place}/{which}-{name}.txt")
        assert reply.status_code == 200
        yield reply.text


def test_nothing_that_anybody_reads_is_of_another_condition(
    osei: FlaskClient, app: Flask, visit: store.Visit
) -> None:
    phone = phone_with(app, factories.make_draft(visit, dict(ANSWERS)))
    texts = list(of_patient(phone, form_of(visit)))
    sent = factories.fresh(visit)
    assert sent.status == "sent"
    texts += of_clinic(osei, sent)
    summary = summary_of(sent)
    assert summary
    page = words_of(reports.render_page(summary, "A4"))
    texts += [page, seen(reports.page_html(summary)), copy_html(summary, str)]
    assert [found for text in texts for found in OF_TWITCHING.findall(text)] == []
    for words in (
        "History of the headaches", "MEDICINES THE GUIDELINE NAMES", "Blood pressure", "Fundi",
        "The guideline: Headaches in over 12s", "my head pill", "Ciprofloxacin 500 mg",
    ):  # fmt: skip
        assert words.casefold() in page.casefold(), words


def test_a_drug_that_its_source_does_not_name_is_listed_and_not_flagged(visit: store.Visit) -> None:
    summary = summary_of(factories.make_submission(visit, dict(ANSWERS)))
    assert summary
    drugs = summary.drugs
    assert (drugs.flags, drugs.treatments, drugs.elsewhere) == ((), (), ())
    assert [one.typed for one in drugs.others] == [
        "Ciprofloxacin 500 mg", "Diazepam", "Efexor 75 mg", "my head pill", "prednisolone",
    ]  # fmt: skip
    assert drugs.checked.startswith("4 entries checked: 3 not named as a cause")

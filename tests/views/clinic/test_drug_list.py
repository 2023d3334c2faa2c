"""The drug list for clinicians: works, and not for strangers."""

from __future__ import annotations

import logging

import pytest
from flask.testing import FlaskClient

from intake import drugs
from intake.forms.medicine_text import LONGEST

NAMES = {
    "ssri": "Zoloft",
    "metronidazole": "Flagyl",
    "antipsychotic": "Seroquel",
    "stimulant": "Ritalin",
    "anticonvulsant": "Lyrica",
}


def test_every_class_is_named_with_the_articles_words_and_the_version(osei: FlaskClient) -> None:
    page = osei.get("/clinic/drugs").text
    assert drugs.version() in page
    for key, one in drugs.classes().items():
        assert one.article_words in page
        assert f'href="/clinic/drugs/{key}?at=hilltop"' in page


def test_a_class_shows_its_members_names_and_sources(osei: FlaskClient) -> None:
    for key, one in drugs.classes().items():
        page = osei.get(f"/clinic/drugs/{key}").text
        assert one.source in page
        assert NAMES.get(key, "") in page
        assert "label knowledge, 20" in page
    assert osei.get("/clinic/drugs/unheard-of").status_code == 404


def test_a_pharmacist_sees_how_a_text_is_read(osei: FlaskClient) -> None:
    page = osei.post("/clinic/drugs", data={"text": "fluoxitene 50mg, xyzzyplugh"}).text
    assert "“fluoxitene”" in page
    assert "fluoxetine, probable match. Class: SSRI (cause). Status: current." in page
    assert "“xyzzyplugh”" in page
    assert "result: flagged" in page


def test_a_text_without_a_drug_is_said_to_be_checked(osei: FlaskClient) -> None:
    assert (
        "No name of a drug was found in “nothing”."
        in osei.post("/clinic/drugs", data={"text": "nothing"}).text
    )


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST + 1)])
def test_what_cannot_be_read_comes_back_with_what_to_do(osei: FlaskClient, text: str) -> None:
    reply = osei.post("/clinic/drugs", data={"text": text})
    assert reply.status_code == 422
    assert "There is a problem" in reply.text
    assert text.strip() in reply.text


def test_the_text_is_kept_out_of_logs(osei: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        osei.post("/clinic/drugs", data={"text": "Examplemed"})
    assert "Examplemed" not in caplog.text


@pytest.mark.parametrize("path", ["/clinic/drugs", "/clinic/drugs/ssri"])
def test_strangers_are_sent_to_sign_in(client: FlaskClient, path: str) -> None:
    assert client.get(path).location.startswith("/sign-in")

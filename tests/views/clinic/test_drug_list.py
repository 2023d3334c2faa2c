"""The drug list for clinicians: works, and not for strangers."""

from __future__ import annotations

import html
import logging
import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from intake import drugs
from intake.forms.medicine_text import LONGEST, MOST_CHARACTERS, MOST_LINES

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


SEVERAL = "Zoloft 50 mg\r\n\r\nallergic to cipro\r\nparacetamol\r\nxyzzyplugh\r\nnothing"


def rows(page: str) -> list[str]:
    """The rows of the table of readings, without tags."""
    table = page.partition("<tbody")[2].partition("</tbody>")[0]
    bare = [re.sub(r"<[^>]*>", " ", row) for row in table.split("<tr")[1:]]
    return [html.unescape(" ".join(row.split(">", 1)[1].split())) for row in bare]


def test_many_lines_are_read_each_in_a_row_of_its_own(osei: FlaskClient) -> None:
    page = osei.post("/clinic/drugs", data={"text": SEVERAL}).text
    assert rows(page) == [
        "1 Zoloft 50 mg flagged “Zoloft”: sertraline, exact match. Class: SSRI (cause). "
        "Status: current.",
        "3 allergic to cipro clear “cipro”: ciprofloxacin, exact match. "
        "Class: fluoroquinolone (cause). Status: allergy.",
        "4 paracetamol clear “paracetamol”: paracetamol, exact match. "
        "Class: not named by the article. Status: current.",
        "5 xyzzyplugh could not be read Could not be read: “xyzzyplugh”.",
        "6 nothing clear No name of a drug was found.",
    ]
    assert "result: flagged" not in page  # the steps are told of one text alone


def test_a_row_says_what_has_to_be_asked(osei: FlaskClient) -> None:
    (_, row) = rows(osei.post("/clinic/drugs", data={"text": "nothing\nsleeping pill"}).text)
    assert row.startswith("2 sleeping pill ask “sleeping pill” to confirm: ")


def test_several_lines_stay_in_the_box(osei: FlaskClient) -> None:
    page = osei.post("/clinic/drugs", data={"text": "<b>&\r\nZoloft"}).text
    assert "&lt;b&gt;&amp;\nZoloft</textarea>" in page
    assert "<b>&" not in page


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a\n" * MOST_LINES + "last", "Enter at most 200 lines; there are 201"),
        ("a" * LONGEST + "b\nlast", "Shorten line 1 to at most 300 characters"),
        (("a" * 200 + "\n") * 100 + "last", "Enter at most 20,000 characters; there are 20,104"),
    ],
)
def test_too_much_comes_back_whole_with_what_to_do(
    osei: FlaskClient, text: str, problem: str
) -> None:
    reply = osei.post("/clinic/drugs", data={"text": text})
    assert reply.status_code == 422
    assert problem in reply.text
    assert f"{text}</textarea>" in reply.text
    assert "<tbody" not in reply.text


def test_as_much_as_is_said_is_read(osei: FlaskClient) -> None:
    text = "\r\n".join(["x" * (MOST_CHARACTERS // MOST_LINES - 1)] * MOST_LINES)
    reply = osei.post("/clinic/drugs", data={"text": text})
    assert reply.status_code == 200
    assert len(rows(reply.text)) == MOST_LINES


def test_a_text_is_never_read_from_the_address(osei: FlaskClient) -> None:
    page = osei.get("/clinic/drugs", query_string={"text": "Examplemed"}).text
    assert "Examplemed" not in page
    assert '<form method="post"' in page
    assert 'name="csrf_token"' in page


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST + 1)])
def test_what_cannot_be_read_comes_back_with_what_to_do(osei: FlaskClient, text: str) -> None:
    reply = osei.post("/clinic/drugs", data={"text": text})
    assert reply.status_code == 422
    assert "There is a problem" in reply.text
    assert text.strip() in reply.text


def test_the_text_is_kept_out_of_logs(osei: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        osei.post("/clinic/drugs", data={"text": "Examplemed"})
        osei.post("/clinic/drugs", data={"text": "Examplemed\nZoloft"})
    assert "Examplemed" not in caplog.text


def test_a_file_in_place_of_a_text_is_refused(osei: FlaskClient) -> None:
    file = {"text": (BytesIO(b"sertraline"), "names.csv")}
    reply = osei.post("/clinic/drugs", data=file, content_type="multipart/form-data")
    assert reply.status_code == 415
    assert "use the buttons on the page" in reply.text


@pytest.mark.parametrize("path", ["/clinic/drugs", "/clinic/drugs/ssri"])
def test_strangers_are_sent_to_sign_in(client: FlaskClient, path: str) -> None:
    assert client.get(path).location.startswith("/sign-in")

"""The administrator reads the audit in plain words, finds what is sought, and takes it along."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.services import audit
from tests import factories
from tests.service import Frozen

SQL = ("'", "1 OR 1=1", "'; DROP TABLE audit; --", "1) UNION SELECT password FROM user")
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def opened(osei: FlaskClient, visit: store.Visit) -> store.Visit:
    """Ana's visit, sent, its record opened by Dr Osei."""
    sent = factories.make_submission(visit)
    osei.get(f"/clinic/visits/{sent.reference}")
    return sent


def said(page: Any) -> list[str]:
    cells = page.xpath("//tbody//td[3]")
    return [" ".join(one.text_content().split()).removeprefix("Who did what ") for one in cells]


def test_the_audit_is_told_in_plain_words_newest_first(
    osei: FlaskClient, opened: store.Visit, html: Callable[..., Any]
) -> None:
    told = said(html(osei.get("/clinic/audit")))
    assert told[:3] == [
        "Dr Osei looked at the audit",
        f"Dr Osei opened the record of {opened.reference}",
        f"The patient sent the form {opened.reference}",
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"who": "patient"}, "The patient sent the form"),
        ({"deed": "saw record"}, "Dr Osei opened the record of"),
        ({"who": "command", "deed": "created visit"}, "A command created the visit"),
    ],
)
def test_filters_show_what_is_asked_for(
    osei: FlaskClient,
    opened: store.Visit,
    html: Callable[..., Any],
    query: dict[str, str],
    words: str,
) -> None:
    (told,) = said(html(osei.get("/clinic/audit", query_string=query)))
    assert told == f"{words} {opened.reference}"


def test_a_visit_and_a_day_are_filters_too(
    osei: FlaskClient, opened: store.Visit, html: Callable[..., Any], frozen: Frozen
) -> None:
    page = html(osei.get("/clinic/audit", query_string={"visit": opened.reference.lower()}))
    assert len(said(page)) == 3
    page = html(osei.get("/clinic/audit", query_string={"day": "2001-01-01"}))
    assert "Nothing like that is in the audit" in page.text_content()
    osei.get("/clinic/audit")
    page = html(osei.get("/clinic/audit", query_string={"day": "2026-11-22"}))
    assert "Dr Osei looked at the audit" in said(page)


def test_pages_follow_one_another_without_gap_or_repeat(
    osei: FlaskClient, app: Flask, html: Callable[..., Any]
) -> None:
    for _ in range(120):
        audit.record("system", "started", clinic_id="hilltop")
    seen, address = [], "/clinic/audit?who=system"
    while address:
        page = html(osei.get(address))
        seen += [int(one.text_content().split()[-1]) for one in page.xpath("//tbody//td[1]")]
        address = next(iter(page.xpath("//a[contains(., 'older rows')]/@href")), "")
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 120


@pytest.mark.parametrize("name", ["who", "deed", "visit", "day", "before"])
def test_requirement_10_sql_in_any_filter_is_refused(osei: FlaskClient, name: str) -> None:
    for attack in (*SQL, "x" * 5000, "\x00", "-1", "9999-12-31", "9" * 400):
        for path in ("/clinic/audit", "/clinic/audit.csv"):
            reply = osei.get(path, query_string={name: attack})
            assert reply.status_code == 400, (path, name, attack)


def test_requirement_29_the_table_holds_no_formula(
    app: Flask, osei: FlaskClient, signed_in: SignIn
) -> None:
    factories.make_clinician(factories.CLINIC, "x@hilltop.example", '=HYPERLINK("http://x")')
    signed_in("x@hilltop.example").get("/clinic")
    reply = osei.get("/clinic/audit.csv")
    assert reply.mimetype == "text/csv"
    assert reply.headers["Content-Disposition"].startswith('attachment; filename="audit-hilltop-')
    rows = list(csv.DictReader(reply.text.splitlines()))
    assert rows[0]["what"] == "downloaded the audit"
    assert '\'=HYPERLINK("http://x")' in [row["who"] for row in rows]


def test_only_administrators_of_the_clinic_see_its_audit(
    app: Flask, osei: FlaskClient, lind: FlaskClient, signed_in: SignIn
) -> None:
    factories.make_clinician(factories.CLINIC, "amari@hilltop.example", "Dr Amari", "doctor")
    for path in ("/clinic/audit", "/clinic/audit.csv"):
        assert signed_in("amari@hilltop.example").get(path).status_code == 403
        assert lind.get(f"{path}?at=hilltop").status_code == 404
    assert "Dr Osei" not in lind.get("/clinic/audit").text

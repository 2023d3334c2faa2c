"""What attackers type into every field, every parameter and every address, and what comes back.

Every page that a doctor and a patient can reach is fetched, every form on it is posted with each
attack in all of its fields at once. Nothing may come back as markup, nothing may end in a 5xx.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from intake import store
from intake.services import documents
from tests import factories

MARK = "zq7"
XSS = (
    f"<script>{MARK}()</script>",
    f"\"'><img src=x onerror={MARK}()>",
    f"</textarea></title><svg/onload={MARK}()>",
    f"javascript:{MARK}()",
    f"{{{{7*7}}}}{{%25 {MARK} %25}}${{7*7}}",
    f"<a href=data:text/html,{MARK}>x</a>",
)
SQL = (
    "' OR '1'='1",
    "'; DROP TABLE visit; --",
    '" UNION SELECT password FROM "user" --',
    "1) OR 1=1 --",
    "%' ESCAPE '!",
    "\\'; SELECT pg_sleep(9); --",
)
PATHS = (
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "....//....//etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "C:\\Windows\\win.ini",
)
ODD = (
    "\r\nSet-Cookie: a=b",
    "a\u202eb\u2066c",
    "\ufeff\u0007\u001b[31m",
    "\U0001f600" * 40,
    "9" * 400,
    "-1",
    "٣٤",
)
ATTACKS = (*XSS, *SQL, *PATHS, *ODD)
MARKUP = (f"<script>{MARK}", "<img src=x", "<svg/onload", "<a href=data:", "49{%", "$49")
FILES = ("root:x:0:0", "[fonts]")
SENSITIVE = ("Traceback", "sqlite3", "psycopg", "sqlalche")
# But the icon's, which is written in the frame of every page.
LINKS = "//*[not(self::link[@rel='icon'])]/@href|//@src|//@action|//@formaction"
# Forms that end the browser's stay: after them nothing more would be tried.
ENDS = ("/sign-out", "/finish")


def refuse_harm(reply: TestResponse, said: str) -> None:
    """Fail on a crash, on live markup, on a file's or the database's own words."""
    assert reply.status_code < 500, (said, reply.status)
    for header, value in reply.headers:
        assert "\n" not in value, (said, header)
    assert "a=b" not in reply.headers.get("Set-Cookie", "").split(";")
    if reply.mimetype != "text/html":
        reply.close()
        return
    for word in (*MARKUP, *FILES, *SENSITIVE):
        assert word not in reply.text, (said, word)
    for link in lxml.html.fromstring(reply.text).xpath(LINKS):
        assert not link.lower().lstrip().startswith(("javascript:", "data:")), (said, link)


@dataclass(frozen=True)
class Posting:
    """A form found on a page: where it goes, what it carries, which fields take text."""

    action: str
    fixed: dict[str, str]
    open: tuple[str, ...]

    def with_attack(self, attack: str) -> dict[str, str]:
        """What is posted: the attack in every field that a person fills in."""
        return {**self.fixed, **dict.fromkeys(self.open, attack)}


def forms_on(reply: TestResponse) -> Iterator[Posting]:
    for form in lxml.html.fromstring(reply.text).xpath("//form[@method='post']"):
        fixed: dict[str, str] = {}
        fields: list[str] = []
        for one in form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
            hidden = one.get("type") == "hidden" and one.get("name") in ("csrf_token", "seen")
            if hidden:
                fixed[one.get("name")] = one.get("value") or ""
            else:
                fields.append(one.get("name"))
        for one in form.xpath(".//button[@name]"):
            fixed.setdefault(one.get("name"), one.get("value") or "")
        yield Posting(form.get("action") or reply.request.path, fixed, tuple(fields))


def addresses(app: Flask, visit: store.Visit) -> list[str]:
    """Every address that answers a GET, with this visit's own values in it."""
    values = {
        "slug": visit.clinic.slug,
        "token": store.link_token(visit),
        "page_id": "about",
        "handle": store.handle_of(visit),
        "entry_id": "00000001",
        "code": "es",
        "reference": visit.reference,
        "name": visit.reference,
        "key": "ssri",
        "filename": "built/intake.css",
    }
    build = app.url_map.bind("localhost").build
    return [
        build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for rule in _gets(app)
        if rule.arguments <= values.keys()
    ]


def _gets(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def attacked(browser: FlaskClient, at: list[str]) -> int:
    """Post every form of these pages with every attack; how many posts that were."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    posts = 0
    for address in at:
        page = browser.get(address)
        if page.mimetype != "text/html":
            page.close()
            continue
        for form in forms_on(page):
            key = (form.action, form.open)
            if not form.open or key in seen or form.action.endswith(ENDS):
                continue
            seen.add(key)
            for attack in ATTACKS:
                refuse_harm(browser.post(form.action, data=form.with_attack(attack)), form.action)
                posts += 1
    return posts


def test_requirement_29_no_field_of_the_patients_form_gives_markup_back(
    app: Flask, ready: FlaskClient, visit: store.Visit, form: str
) -> None:
    pages = [f"{form}/{page.id}" for page in app.extensions["questionnaires"].first.pages]
    assert attacked(ready, [*addresses(app, visit), *pages, "/start/hilltop"]) > 200
    for page in pages:
        refuse_harm(ready.get(page), page)


def test_requirement_29_no_field_of_the_clinics_pages_gives_markup_back(
    app: Flask, osei: FlaskClient, visit: store.Visit, answers: dict[str, object]
) -> None:
    factories.make_submission(visit, answers)
    assert attacked(osei, addresses(app, visit)) > 50
    for address in addresses(app, visit):
        refuse_harm(osei.get(address), address)


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_requirement_10_no_parameter_reaches_database_or_files(
    app: Flask, osei: FlaskClient, visit: store.Visit, attack: str
) -> None:
    odd = quote(attack, safe="")
    for address in {*addresses(app, visit)}:
        parts = address.split("/")
        last = "/".join([*parts[:-1], odd])
        first = address.replace(visit.reference, odd).replace(store.handle_of(visit), odd)
        query = urlencode(dict.fromkeys(("at", "older", "newer", "q", "name"), odd))
        for url in {last, first, f"{address}?{query}"} - {address}:
            refuse_harm(osei.get(url), url)


def test_requirement_29_answers_are_escaped_wherever_they_are_printed(
    app: Flask, osei: FlaskClient, visit: store.Visit, answers: dict[str, object]
) -> None:
    attack = " ".join(XSS)
    harmful = {
        key: attack if isinstance(value, str) and " " in value else value
        for key, value in answers.items()
    }
    assert attack in harmful.values()
    factories.make_submission(visit, harmful)
    record = f"/clinic/visits/{visit.reference}"
    for address in (record, "/clinic", f"{record}/record-{visit.reference}.html"):
        refuse_harm(osei.get(address), address)
    assert documents.text_of(visit)


def test_requirement_30_no_printed_answer_opens_a_file(
    app: Flask, visit: store.Visit, answers: dict[str, object], tmp_path: Path
) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sings", encoding="utf-8")
    attack = f'<img src="{canary.as_uri()}"> <link rel="attachment" href="{canary.as_uri()}">'
    harmful = {
        key: attack if isinstance(value, str) and " " in value else value
        for key, value in answers.items()
    }
    factories.make_submission(visit, harmful)
    pdf = documents.pdf_of(visit, "record")
    assert pdf
    assert b"the canary sings" not in pdf
    assert b"/EmbeddedFile" not in pdf


def test_a_form_of_more_fields_than_any_page_has_is_refused_at_once(app: Flask) -> None:
    body = "&".join(f"field{number}=1" for number in range(50_000))
    kind = "application/x-www-form-urlencoded"
    began = time.monotonic()
    assert app.test_client().post("/sign-in", data=body, content_type=kind).status_code == 413
    assert time.monotonic() - began < 1

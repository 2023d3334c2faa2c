"""Several visits in one browser, as a mother of two has them: none ever reaches another's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from intake import store
from tests import factories
from tests.phones import SAFE, Tab, form_of, open_on, phone_with

BEN = store.Identity("Ben Example", date(2015, 3, 2))
CLEO = store.Identity("Cleo Sample", date(2018, 7, 9))
BORN = {
    BEN: {"born-day": "2", "born-month": "3", "born-year": "2015"},
    CLEO: {"born-day": "9", "born-month": "7", "born-year": "2018"},
}
WORDS = {BEN: "Quagga words", CLEO: "Zyzzyva words"}
TYPED = "typed in this tab"


@dataclass(frozen=True)
class Children:
    """Two visits whose forms are open in one browser; the second was opened last."""

    phone: FlaskClient
    acting: store.Visit
    other: store.Visit


def make_children(app: Flask, clinic: store.Clinic, order: tuple[store.Identity, ...]) -> Children:
    """Visits of both children with whole forms, opened in this order; the tests act in Ben's."""
    visits = {}
    phone = app.test_client()
    for child in order:
        visit = factories.make_visit(clinic, child)
        answers = {
            "about.name": child.name,
            "about.dob": str(child.born),
            "hpi.words": WORDS[child],
        }
        visits[child] = factories.make_draft(visit, {**factories.make_answers(), **answers})
        open_on(phone, visit, BORN[child])
    open_on(phone, visits[order[0]], BORN[order[0]])  # the second opening had put it aside
    return Children(phone, visits[BEN], visits[CLEO])


def visit_rules(app: Flask) -> list[Rule]:
    """Every route that names a visit."""
    return [rule for rule in app.url_map.iter_rules() if "handle" in rule.arguments]


def paths(app: Flask, rule: Rule, visit: store.Visit) -> Iterator[str]:
    """Every address of a route; one that names something new has to be told of here."""
    form = app.extensions["questionnaires"][factories.FORM]
    every_page = rule.endpoint == "patient.page"
    pages = [page.id for page in form.pages] if every_page else ["med"]
    for page_id in pages if "page_id" in rule.arguments else [""]:
        known = {
            "handle": store.handle_of(visit),
            "page_id": page_id,
            "entry_id": "00000001",
            "code": "es",
        }
        values = {name: known[name] for name in rule.arguments}
        with app.test_request_context():
            yield app.url_map.bind("localhost").build(rule.endpoint, values)


def kept(visit: store.Visit) -> tuple[Any, ...]:
    """All that is kept of a visit."""
    return factories.fresh(visit), factories.saved_answers(visit), store.submission(visit)


def drawn(phone: FlaskClient, path: str) -> dict[str, Any]:
    """What the page at this address would post, with something typed wherever one may."""
    reply = phone.get(path)
    if reply.status_code != 200 or "<form" not in reply.text:
        return {}
    texts = lxml.html.fromstring(reply.text).xpath(
        "//textarea/@name|//input[not(@inputmode)][@type='text']/@name"
    )
    return {**dict(Tab.of(phone, path, reply).drawn), **dict.fromkeys(texts, TYPED)}


@pytest.mark.parametrize("order", [(BEN, CLEO), (CLEO, BEN)], ids=["opened first", "opened last"])
@pytest.mark.parametrize("sent", [False, True], ids=["open", "sent"])
def test_no_page_of_one_visit_shows_another(
    app: Flask, clinic: store.Clinic, order: tuple[store.Identity, ...], sent: bool
) -> None:
    children = make_children(app, clinic, order)
    form = form_of(children.acting)
    if sent:
        assert children.phone.post(f"{form}/send").status_code == 303
    for rule in visit_rules(app):
        for path in paths(app, rule, children.acting) if "GET" in (rule.methods or ()) else ():
            reply = children.phone.get(path)
            assert reply.status_code in (200, 303, 404), path
            text = reply.get_data().decode("utf-8", "replace")
            for secret in (CLEO.name, WORDS[CLEO], children.other.reference, 'value="2018"'):
                assert secret not in text, (path, secret)
            assert store.handle_of(children.other) not in text, path
            assert store.link_token(children.other) not in text, path
            leads = [reply.location or form]
            if reply.mimetype == "text/html":
                leads += lxml.html.fromstring(text).xpath("//@href|//@action")
            assert all(one.startswith(form) for one in leads if one.startswith("/form")), path


@pytest.mark.parametrize("order", [(BEN, CLEO), (CLEO, BEN)], ids=["opened first", "opened last"])
def test_no_post_to_one_visit_touches_another(
    app: Flask, clinic: store.Clinic, order: tuple[store.Identity, ...]
) -> None:
    for rule in visit_rules(app):
        if "POST" not in (rule.methods or ()):
            continue
        children = make_children(app, clinic, order)
        before = kept(children.other)
        for path in paths(app, rule, children.acting):
            data = drawn(children.phone, path) if "GET" in (rule.methods or ()) else {}
            reply = children.phone.post(path, data=data)
            assert reply.status_code in (200, 303, 404, 409, 422), (path, reply.status)
            assert kept(children.other) == before, path


def test_what_each_tab_posts_reaches_its_own_child(app: Flask, clinic: store.Clinic) -> None:
    children = make_children(app, clinic, (BEN, CLEO))
    phone, ben, cleo = children.phone, children.acting, children.other
    tabs = {one.id: Tab.on(phone, f"{form_of(one)}/about") for one in (ben, cleo)}
    meds = {one.id: Tab.on(phone, f"{form_of(one)}/med/new") for one in (ben, cleo)}
    for one in (cleo, ben):
        assert tabs[one.id].post(about_phone=f"0123 {one.reference}").status_code == 303
        assert meds[one.id].post(med_name=f"Tablet {one.reference}").status_code == 303
    for one, child in ((ben, BEN), (cleo, CLEO)):
        saved = factories.saved_answers(one)
        assert (saved["about.name"], saved["about.phone"]) == (child.name, f"0123 {one.reference}")
        assert saved["med"][-1] == {"med.name": f"Tablet {one.reference}"}
        assert factories.fresh(one).given == factories.fresh(one).booked == child
    assert Tab.on(phone, f"{form_of(ben)}/check").post().location == f"{form_of(ben)}/sent"
    assert (factories.fresh(ben).status, factories.fresh(cleo).status) == ("sent", "started")
    assert ben.reference in phone.get(f"{form_of(ben)}/sent").text
    assert phone.get(f"{form_of(cleo)}/copy.pdf").status_code == 303


def test_start_now_in_two_tabs_is_two_visits(client: FlaskClient, clinic: store.Clinic) -> None:
    tabs = [Tab.on(client, "/start/hilltop") for _ in range(2)]
    onward = [
        tab.post(**{**SAFE, "safety_now": said}).location
        for tab, said in zip(tabs, ("none", "fit"), strict=True)
    ]
    visits = {form_of(one): one for one in store.worklist(clinic.id)}
    assert len(visits) == 2
    forms = ["/".join(one.split("/")[:3]) for one in onward]
    assert [factories.saved_answers(visits[one])["safety.now"] for one in forms] == [
        ["none"],
        ["fit"],
    ]
    assert Tab.on(client, f"{forms[0]}/about").post(about_name="A", then="later").status_code == 303
    assert factories.saved_answers(visits[forms[0]])["about.name"] == "A"
    assert "about.name" not in factories.saved_answers(visits[forms[1]])


def test_a_post_for_a_visit_that_is_not_open_here_gives_back_what_was_typed(
    app: Flask, visit: store.Visit
) -> None:
    mine = Tab.on(phone_with(app, visit), f"{form_of(visit)}/about")
    stranger = Tab(app.test_client(), mine.address, mine.drawn)
    reply = stranger.post(about_name="Zyzzyva")
    assert reply.status_code == 404
    assert "Zyzzyva" in reply.text
    assert "Open the link in your message" in reply.text
    assert factories.saved_answers(visit) == {}
    assert stranger.phone.get(mine.address).status_code == 404


def test_a_handle_is_no_key(app: Flask, visit: store.Visit) -> None:
    handle = store.handle_of(visit)
    for other in (store.link_token(visit), visit.reference, visit.id):
        assert handle not in other
        assert other not in handle
        assert app.test_client().get(f"/form/{other}/about").status_code == 404
    assert app.test_client().get(f"/v/{handle}").status_code == 404


def test_requirement_06_a_cookie_under_another_visits_name_opens_nothing(
    app: Flask, clinic: store.Clinic
) -> None:
    children = make_children(app, clinic, (BEN, CLEO))
    mine, other = map(store.handle_of, (children.acting, children.other))
    cookie = children.phone.get_cookie(f"visit-{mine}")
    assert cookie
    thief = open_on(app.test_client(), children.acting, BORN[BEN])
    thief.set_cookie(f"visit-{other}", cookie.value)
    for page in ("open", "about", "check", "sent"):
        assert thief.get(f"/form/{other}/{page}").status_code == 404
    reply = thief.post(f"/form/{other}/about", data={"about.name": "X", "then": "later"})
    assert reply.status_code == 404
    assert factories.saved_answers(children.acting)["about.name"] == BEN.name
    assert factories.saved_answers(children.other)["about.name"] == CLEO.name


@pytest.mark.parametrize(
    ("old", "typed"),
    [
        ("/form/about", {"about.name": "Zyzzyva"}),
        ("/form/med/new", {"med.name": "Zyzzyva"}),
        ("/form/med/1", {"med.name": "Zyzzyva"}),
        ("/form/med/1/remove", {}),
        ("/form/send", {}),
        ("/form/open", {}),
        ("/form/finish", {}),
    ],
)
def test_a_page_of_the_first_version_posts_nowhere_and_keeps_what_was_typed(
    app: Flask, visit: store.Visit, old: str, typed: dict[str, str]
) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    before = kept(visit)
    reply = phone.post(old, data=typed)
    assert reply.status_code == 404
    assert all(word in reply.text for word in typed.values())
    assert "Open the link in your message" in reply.text
    assert kept(visit) == before

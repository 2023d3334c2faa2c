"""Every route of a clinic leaves exactly what it declares: one row a request, or none and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.routing import Rule

from intake import store, views
from intake.app import create_app
from intake.config import ConfigError, Settings
from intake.extensions import db
from intake.views import access, audited
from tests import factories

SignIn = Callable[[str], FlaskClient]
EMPTY_FORMS = {"visits.new", "visit_list.new"}  # asked for by GET they show nothing
OTHER_VALUES = {"key": "ssri"}


@pytest.fixture
def sent(visit: store.Visit) -> store.Visit:
    """Ana's visit, sent."""
    return factories.make_submission(visit)


@pytest.fixture
def desk(signed_in: SignIn, app: Flask) -> FlaskClient:
    """The front desk of Hilltop, which may see no answers."""
    factories.make_clinician(factories.CLINIC, "desk@hilltop.example", "Front desk", "front-desk")
    return signed_in("desk@hilltop.example")


def of_clinics(app: Flask) -> list[tuple[Rule, str]]:
    """Every route of a clinic, once for each method."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        if access.rule_of(app, rule.endpoint) in ("member", "doctor", "administrator")
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def path_of(app: Flask, rule: Rule, visit: store.Visit) -> str:
    known = {"reference": visit.reference, "name": visit.reference, **OTHER_VALUES}
    with app.test_request_context():
        values = {name: known.get(name, "1") for name in rule.arguments}
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def deeds(clinic_id: str) -> list[str]:
    db.session.rollback()
    return [one.deed for one in store.audit.newest(clinic_id)]


def left_by(
    browser: FlaskClient, path: str, method: str, clinic_id: str = "hilltop", **data: str
) -> tuple[int, list[str]]:
    """The status of a request, and the deeds of the rows that it left."""
    before = len(deeds(clinic_id))
    status = browser.open(path, method=method, data=data).status_code
    after = deeds(clinic_id)
    return status, after[: len(after) - before]


def test_requirement_41_every_request_to_a_clinics_route_leaves_one_row(
    app: Flask, osei: FlaskClient, sent: store.Visit
) -> None:
    assert len(of_clinics(app)) > 12
    for rule, method in of_clinics(app):
        path = path_of(app, rule, sent)
        status, rows = left_by(osei, path, method)
        declared = audited.declared(app, rule.endpoint) or ""
        asks_only = method == "GET" and rule.endpoint in EMPTY_FORMS
        if declared.startswith("nothing: ") or asks_only:
            assert rows == [], path
        else:
            assert len(rows) == 1, (path, method, status, rows)


def test_requirement_41_whoever_asks_for_another_clinics_visit_is_told_of_in_their_own(
    app: Flask, lind: FlaskClient, sent: store.Visit
) -> None:
    for rule, method in of_clinics(app):
        if "reference" in rule.arguments:
            path = path_of(app, rule, sent)
            assert left_by(lind, path, method, "valley") == (404, ["was refused"]), path
    assert "was refused" not in deeds("hilltop")


def test_requirement_41_a_role_that_may_not_open_it_leaves_a_row(
    app: Flask, desk: FlaskClient, sent: store.Visit
) -> None:
    for rule, method in of_clinics(app):
        if access.rule_of(app, rule.endpoint) != "member":
            path = path_of(app, rule, sent)
            assert left_by(desk, path, method) == (403, ["was refused"]), path


def test_requirement_41_the_rows_say_who_did_what(
    app: Flask, osei: FlaskClient, sent: store.Visit
) -> None:
    record = f"/clinic/visits/{sent.reference}"
    for path, deed in (
        ("/clinic", "saw worklist"),
        (record, "saw record"),
        (f"{record}/intake-{sent.reference}.pdf", "downloaded page PDF"),
        (f"{record}/record-{sent.reference}.txt", "read record text"),
        (f"{record}/intake-2345-6789.pdf", "downloaded page PDF"),
    ):
        assert left_by(osei, path, "GET")[1] == [deed], path
    newest = next(store.audit.newest("hilltop"))
    assert (newest.who, newest.reference) == ("Dr Osei", sent.reference)
    opened = [one.who for one in store.audit.openings(sent)]
    assert opened == ["Dr Osei"] * 4
    assert store.audit.opened_by("hilltop", [sent.id]) == {sent.id: ["Dr Osei"]}


def test_requirement_41_a_search_is_told_with_its_number_and_never_its_words(
    osei: FlaskClient, sent: store.Visit
) -> None:
    osei.post("/clinic/search", data={"words": "ana example"}, follow_redirects=True)
    row = next(store.audit.newest("hilltop"))
    assert (row.words, row.detail) == ("searched the worklist: 1 found", {"found": 1})


def test_requirement_41_a_post_that_changes_nothing_is_told_of_too(
    app: Flask, osei: FlaskClient, sent: store.Visit
) -> None:
    record = f"/clinic/visits/{sent.reference}"
    new = left_by(osei, "/clinic/visits/new", "POST", kind="telepathy")
    assert new == (422, ["changed nothing"])
    assert left_by(osei, f"{record}/cancel", "POST") == (303, ["changed nothing"])
    assert left_by(osei, f"{record}/markings", "POST") == (422, ["saw record"])


def test_requirement_42_without_its_row_there_is_no_answer_and_no_change(
    app: Flask, osei: FlaskClient, visit: store.Visit
) -> None:
    draft = factories.make_draft(visit)
    with store.transaction():
        db.session.execute(
            text(
                "CREATE TRIGGER full BEFORE INSERT ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
            )
        )
    for rule, method in of_clinics(app):
        if (audited.declared(app, rule.endpoint) or "nothing: ").startswith("nothing: "):
            continue
        reply = osei.open(path_of(app, rule, draft), method=method)
        asks_only = method == "GET" and rule.endpoint in EMPTY_FORMS
        assert (reply.status_code >= 400) != asks_only, (rule.rule, method)
        assert asks_only or "Ana Example" not in reply.text, (rule.rule, method)
        assert "Content-Security-Policy" in reply.headers, (rule.rule, method)
    again = factories.fresh(visit)
    assert (again.status, again.link_serial) == ("started", 1)


def test_a_clinics_route_that_does_not_say_what_it_leaves_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Blueprint("bare", __name__)
    view = access.member_of_clinic(lambda actor, clinic: "")
    bare.add_url_rule("/bare", view_func=view)
    monkeypatch.setattr(views, "DOORS", (*views.DOORS, bare))
    with pytest.raises(ConfigError, match="the route /bare does not say what it leaves"):
        create_app(settings)


def test_requirement_45_the_audit_holds_nothing_that_a_patient_typed(
    app: Flask, osei: FlaskClient, visit: store.Visit
) -> None:
    sent = factories.make_submission(visit, factories.make_answers(hpi_words="Zyzzyva-canary"))
    osei.get(f"/clinic/visits/{sent.reference}")
    for table in ("audit", "audit_detail", "audit_head"):
        kept = repr(db.session.execute(text(f"SELECT * FROM {table}")).all())
        for secret in ("Zyzzyva-canary", "Ana Example", "1990-05-17"):
            assert secret not in kept

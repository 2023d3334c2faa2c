"""Erasing, holding and exporting by hand: the pages, the commands, and who may."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.services.deletion import retention
from tests import factories
from tests.service import Frozen

DAY = timedelta(days=1)
SignIn = Callable[[str], FlaskClient]


def test_an_administrator_erases_by_typing_the_reference(
    osei: FlaskClient, sent: store.Visit
) -> None:
    path = f"/clinic/visits/{sent.reference}/erase"
    assert "Type the reference" in osei.get(path).text
    assert osei.post(path, data={"typed": "AAAA-2222"}).status_code == 422
    assert osei.post(path, data={"typed": f" {sent.reference.lower()} "}).status_code == 303
    assert osei.get(path).status_code == 404
    assert store.clinic_visit("hilltop", sent.reference) is None
    assert "erased" in [one.deed for one in store.audit.newest("hilltop")]


def test_the_page_says_what_goes_and_holds_it(
    signed_in: SignIn, visit: store.Visit, frozen: Frozen, clinic: store.Clinic
) -> None:
    frozen.set(visit.expires_at + 20 * DAY)
    retention.run(clinic)
    page = signed_in("osei@hilltop.example").get("/clinic/retention").text
    assert visit.reference in page
    assert "Not sent. Goes after" in page


def test_holding_and_releasing_by_the_page(osei: FlaskClient, visit: store.Visit) -> None:
    path = f"/clinic/visits/{visit.reference}"
    assert osei.post(f"{path}/hold").status_code == 303
    assert "Nobody can delete it" in osei.get("/clinic/retention").text
    refused = osei.post(f"{path}/erase", data={"typed": visit.reference})
    assert refused.status_code == 422
    assert "on hold" in refused.text
    assert osei.post(f"{path}/release").status_code == 303
    assert "Nobody can delete it" not in osei.get("/clinic/retention").text


def test_only_administrators_erase_and_hold_and_only_doctors_export(
    app: Flask, signed_in: SignIn, lind: FlaskClient, sent: store.Visit
) -> None:
    factories.make_clinician(factories.CLINIC, "amari@hilltop.example", "Dr Amari", "doctor")
    doctor = signed_in("amari@hilltop.example")
    path = f"/clinic/visits/{sent.reference}"
    for way in ("erase", "hold", "release"):
        assert doctor.post(f"{path}/{way}").status_code == 403
        assert lind.post(f"{path}/{way}").status_code == 404
    assert doctor.get(f"{path}/everything.zip").status_code == 200
    assert lind.get(f"{path}/everything.zip").status_code == 404
    factories.make_clinician(factories.CLINIC, "x@hilltop.example", "X", "administrator")
    reply = signed_in("x@hilltop.example").get(f"{path}/everything.zip")
    assert reply.status_code == 403, "an administrator who may not see answers"


def test_everything_about_one_visit_is_exported(osei: FlaskClient, opened: store.Visit) -> None:
    reply = osei.get(f"/clinic/visits/{opened.reference}/everything.zip")
    assert reply.mimetype == "application/zip"
    with zipfile.ZipFile(BytesIO(reply.data)) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        sent = json.loads(archive.read(f"{opened.reference}/sent-1.json"))
        audit = json.loads(archive.read(f"{opened.reference}/audit.json"))
    pdfs = {"page.pdf", "record.pdf", "copy.pdf"}
    assert names == {"visit.json", "sent-1.json", "verifications.json", "audit.json", *pdfs}
    assert sent["answers"]["about.name"] == "Ana Example"
    assert [one["who"] for one in audit][:2] == ["Dr Osei", "Dr Osei"]


def run(app: Flask, *args: str, typed: str = "") -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=args, input=typed)
    return result.exit_code, result.output


def test_the_commands(app: Flask, opened: store.Visit, frozen: Frozen, tmp_path: Path) -> None:
    reference = opened.reference
    out = tmp_path / "all.zip"
    assert run(app, "visit", "export", reference, "--out", str(out))[0] == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    run(app, "visit", "hold", reference)
    assert "on hold" in run(app, "retention", "run")[1]
    assert run(app, "visit", "erase", reference, "--yes")[0] == 2
    run(app, "visit", "release", reference)
    assert run(app, "visit", "erase", reference, typed="AAAA-2222\n")[0] == 2
    assert factories.fresh(opened)
    assert run(app, "visit", "erase", reference, typed=f"{reference}\n")[0] == 0
    assert "no visit" in run(app, "visit", "erase", reference, "--yes")[1]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    app: Flask, clinic: store.Clinic, opened: store.Visit, frozen: Frozen
) -> None:
    frozen.move(days=400)
    said = f"hilltop: {opened.reference}: "
    assert run(app, "retention", "run", "--dry-run") == (0, f"{said}goes within two weeks\n")
    assert run(app, "retention", "run") == (0, f"{said}goes within two weeks\n")
    frozen.move(days=14)
    assert run(app, "retention", "run", "--dry-run") == (0, f"{said}would be deleted\n")
    assert factories.fresh(opened)
    assert run(app, "retention", "run") == (0, f"{said}deleted\n")

"""A clinic and its people from the command line."""

from __future__ import annotations

import pytest
from flask import Flask

from intake import store
from tests.factories import PASSWORD, make_older, make_submission
from tests.signing_in import give_code

CLINIC_OPTIONS = (
    "--name=Hillside",
    "--time-zone=Europe/Dublin",
    "--emergency-number=112",
    "--crisis-line=116 123",
)
CLINICIAN_OPTIONS = ("--clinic=hillside", "--name=Dr Amari")


def run(app: Flask, *args: str) -> str:
    return app.test_cli_runner().invoke(args=args).output


def test_a_clinic_and_its_clinician_are_added_and_sign_in(app: Flask) -> None:
    assert "Added" in run(app, "clinic", "add", "hillside", *CLINIC_OPTIONS)
    account = ("amari@hillside.example", *CLINICIAN_OPTIONS, "--password=a very long password")
    assert "Added" in run(app, "clinician", "add", *account)
    form = {"email": "amari@hillside.example", "password": "a very long password"}
    assert app.test_client().post("/sign-in", data=form).status_code == 302


def test_a_second_clinic_is_added_to_an_account_that_stays_as_it_is(app: Flask) -> None:
    account = ("clinician", "add", "Osei@hilltop.example", "--clinic=valley")
    said = run(app, *account, "--name=Dr Nobody", "--password=another long password")
    assert "works in valley too" in said
    assert "Name and password are unchanged" in said
    form = {"email": "osei@hilltop.example", "password": PASSWORD}
    browser = app.test_client()
    assert browser.post("/sign-in", data=form).status_code == 302
    give_code(browser, "osei@hilltop.example")
    assert "Dr Osei" in browser.get("/clinic?at=valley").text
    assert "works in valley already" in run(app, *account)


def test_a_password_left_out_is_asked_for_only_when_it_is_needed(app: Flask) -> None:
    invoke = app.test_cli_runner().invoke
    new = ["clinician", "add", "b@hilltop.example", "--clinic=hilltop", "--name=Dr B"]
    typed = "a very long password\na very long password\n"
    assert "Added b@hilltop.example" in invoke(args=new, input=typed).output
    again = invoke(args=["clinician", "add", "b@hilltop.example", "--clinic=valley"])
    assert again.exit_code == 0
    assert "assword," not in again.output


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("clinician", "add", "a@b.example", "--clinic=hilltop"), "Missing option '--name'"),
        (("clinic", "add", "hilltop", *CLINIC_OPTIONS), "there is a clinic hilltop already"),
        (("clinic", "add", "hill/side", *CLINIC_OPTIONS), "letters, digits and hyphens"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--time-zone=Mars"), "such as Europe/London"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--emergency-number="), "may not be empty"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--emergency-number=999 or 112"), "one number"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--crisis-line=call us"), "one number"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--phone=none"), "one number"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--name=" + "x" * 121), "up to 120 letters"),
        (
            ("clinician", "add", "a@b.example", *CLINICIAN_OPTIONS, "--password=long enough it is"),
            "there is no clinic hillside",
        ),
        (
            ("clinician", "add", "a@b.example", "--clinic=hilltop", "--name=A", "--password=short"),
            "15 characters or more",
        ),
        (
            ("clinician", "add", "no", "--clinic=hilltop", "--name=A", "--password=" + "x" * 15),
            "is no email address",
        ),
    ],
)
def test_a_wrong_set_up_is_refused(app: Flask, args: tuple[str, ...], words: str) -> None:
    assert words in run(app, *args)


def test_clinic_reindex_finds_and_counts_what_is_from_before(
    app: Flask, visit: store.Visit
) -> None:
    make_submission(visit)
    make_older(visit)
    run = app.test_cli_runner().invoke(args=["clinic", "reindex", "hilltop"])
    assert run.output == "Indexed the names of hilltop; counted the answers of 1 visits.\n"
    assert not store.has_unindexed("hilltop")
    told = store.headline(visit)
    assert told
    assert told.danger == 1
    run = app.test_cli_runner().invoke(args=["clinic", "reindex", "nowhere"])
    assert run.exit_code == 1
    assert "there is no clinic nowhere" in run.output

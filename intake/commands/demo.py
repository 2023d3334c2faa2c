"""The fictional clinic of `make run`: one doctor, two visits, nothing real."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from intake import clock, store
from intake.commands.demo_answers import maya, thomas
from intake.config import DEMO_EMAIL, DEMO_FILE, Settings, keep_demo
from intake.draft import of_given
from intake.services import accounts
from intake.services.accounts import enrolment, second_factor
from intake.services.clinic.visits import Booking, create_visit
from intake.services.filling.answers import save_all
from intake.services.filling.submit import submit
from intake.store.sealing.keys import keyring

CLINIC = store.Clinic(
    id="riverside",
    slug="riverside",
    name="Riverside Clinic (fictional)",
    time_zone="Europe/London",
    paper="A4",
    phone="01632 960 123",
    emergency_number="999",
    crisis_line="116 123",
    open_door=True,
)


NEXT_CODE = "INTAKE_DEMO=1 .venv/bin/flask --app wsgi demo code"


@click.group("demo", invoke_without_command=True)
@click.pass_context
@with_appcontext
def demo_group(context: click.Context) -> None:
    """Set up the fictional clinic and print how to open it; safe to run again."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.demo:
        raise click.ClickException("these are a real clinic's settings; the demo needs none")
    if context.invoked_subcommand is None:
        _set_up(settings)


@demo_group.command("code")
@with_appcontext
def code() -> None:
    """Print the code that Dr Osei's authenticator app would show now."""
    user_id = store.user_id_of(DEMO_EMAIL)
    if user_id is None:
        raise click.ClickException("the demo is not set up yet: make run")
    found, wait = second_factor.present_code(user_id)
    if wait:
        click.echo(f"Every code until now is used. Enter this one in {wait} seconds:", err=True)
    click.echo(found)


def _set_up(settings: Settings) -> None:
    keep_demo(settings)
    upgrade(directory=current_app.extensions["migrate"].directory)
    keyring().unlock()  # before anything is read: the first of all makes the marks
    if store.clinic(CLINIC.id) is None:
        with store.transaction():
            store.add_clinic(CLINIC)
        accounts.add_clinician(CLINIC.id, DEMO_EMAIL, "Dr Osei", settings.demo_password)
    enrolment.give_app(DEMO_EMAIL)
    if not store.worklist(CLINIC.id):
        _send_visits()
    _print(settings)


def _send_visits() -> None:
    """Two visits, dated from today so that the demo never looks stale."""
    for answers, days in (
        (maya(clock.today(CLINIC.time_zone)), 3),
        (thomas(clock.today(CLINIC.time_zone)), 4),
    ):
        _send_visit(answers, days)


def _send_visit(answers: dict[str, Any], days: int) -> None:
    hour = (
        clock.now()
        .astimezone(ZoneInfo(CLINIC.time_zone))
        .replace(hour=10, minute=20, second=0, microsecond=0)
    )
    booked = store.Identity(answers["about.name"], date.fromisoformat(answers["about.dob"]))
    made = create_visit(CLINIC, Booking(booked, "video", hour + timedelta(days=days)), by="command")
    save_all(made, of_given(answers))
    submit(made)


def _print(settings: Settings) -> None:
    code, _ = second_factor.present_code(store.user_id_of(DEMO_EMAIL) or 0)
    click.echo(
        f"\n  Patient:   {settings.base_url}/            choose 'Start now'"
        f"\n  Clinician: {settings.base_url}/clinic"
        f"\n             email {DEMO_EMAIL}"
        f"\n             password {settings.demo_password}"
        f"\n             code {code} for the next half minute, later: {NEXT_CODE}"
        f"\n  Mail:      {settings.base_url}/clinic/outbox   none leaves this machine"
        f"\n\n  The password and the key are kept in {DEMO_FILE.parent.name}/{DEMO_FILE.name}."
        "\n  Stop with Ctrl-C.\n"
    )

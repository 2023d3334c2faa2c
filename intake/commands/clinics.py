"""Commands that set up a clinic and its clinicians."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from intake import store
from intake.actor import ROLES, Role
from intake.services import accounts, reindex
from intake.sign_in import MIN_PASSWORD

clinic_group = AppGroup("clinic", help="Set up clinics.")
clinician_group = AppGroup("clinician", help="Set up the people who sign in.")


def _time_zone(context: click.Context, option: click.Parameter, name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.BadParameter("give a name such as Europe/London") from None


@clinic_group.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="What patients read.")
@click.option("--time-zone", required=True, callback=_time_zone, help="As Europe/London.")
@click.option("--emergency-number", required=True, help="As 999 or 911.")
@click.option("--crisis-line", required=True, help="For thoughts of self-harm, as 116 123 or 988.")
@click.option("--phone", default="", help="Where patients get help with the form.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.option("--open-door/--no-open-door", help="Let anyone start a form without a link.")
def add_clinic(slug: str, **settings: Any) -> None:
    """Add the clinic whose address ends in SLUG, as "riverside"."""
    if not (slug.isascii() and slug.replace("-", "").isalnum() and len(slug) <= 32):
        raise click.BadParameter("use up to 32 letters, digits and hyphens", param_hint="SLUG")
    try:
        with store.transaction():
            store.add_clinic(store.Clinic(id=slug, slug=slug, **settings))
    except IntegrityError:
        raise click.ClickException(f"there is a clinic {slug} already") from None
    click.echo(f"Added the clinic {slug}.")


@clinic_group.command("reindex")
@click.argument("slug")
def reindex_clinic(slug: str) -> None:
    """Make anew what the worklist of the clinic SLUG sorts and searches by.

    Needed once after an update from a version without search, and after a change of its key.
    """
    if store.clinic(slug) is None:
        raise click.ClickException(f"there is no clinic {slug}")
    reindex.index_names(slug)
    counted = reindex.count_answers(slug)
    click.echo(f"Indexed the names of {slug}; counted the answers of {counted} visits.")


@clinician_group.command("add")
@click.argument("email")
@click.option("--clinic", required=True, help="The clinic's slug.")
@click.option("--name", help="As Dr Osei; needed for a new account.")
@click.option("--password", help="For a new account; asked for when left out.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(ROLES),
    help="Again for a second one. Left out: doctor, and the clinic's first is administrator too.",
)
def add_clinician(
    email: str, clinic: str, name: str | None, password: str | None, roles: tuple[Role, ...]
) -> None:
    """Let someone who signs in with EMAIL work in a clinic.

    Makes their account, or adds the clinic to the account that EMAIL has already,
    whose name and password stay as they are.
    """
    if store.clinic(clinic) is None:
        raise click.ClickException(f"there is no clinic {clinic}")
    try:
        if accounts.has_account(email):
            accounts.add_to_clinic(clinic, email, roles)
            click.echo(
                f"{email} has an account already and now works in {clinic} too. "
                "Name and password are unchanged."
            )
            return
        name = _needed(name)
        accounts.add_clinician(clinic, email, name, password or _ask_password(), roles)
    except accounts.AccountError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Added {email}.")


def _needed(name: str | None) -> str:
    if not name:
        raise click.UsageError("Missing option '--name': there is no account to add the clinic to.")
    return name


def _ask_password() -> str:
    asked: str = click.prompt(
        f"Password, {MIN_PASSWORD} characters or more", hide_input=True, confirmation_prompt=True
    )
    return asked

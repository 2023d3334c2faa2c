"""Commands for the people who sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup

from intake import store
from intake.actor import ROLES, Role
from intake.services import accounts
from intake.services.accounts import AccountError, enrolment, links, people
from intake.sign_in.password_rules import MIN

clinician_group = AppGroup("clinician", help="Set up the people who sign in.")
in_clinic = click.option("--clinic", required=True, help="The clinic's slug.")
as_roles = click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(ROLES),
    help="Again for a second one. Left out: doctor, and the clinic's first is administrator too.",
)


@clinician_group.command("add")
@click.argument("email")
@in_clinic
@click.option("--name", help="As Dr Osei; needed for a new account.")
@click.option("--password", help="For a new account; asked for when left out.")
@as_roles
def add_clinician(
    email: str, clinic: str, name: str | None, password: str | None, roles: tuple[Role, ...]
) -> None:
    """Let someone who signs in with EMAIL work in a clinic.

    Makes their account, or adds the clinic to the account that EMAIL has already,
    whose name and password stay as they are.
    """
    _require_clinic(clinic)
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


@clinician_group.command("invite")
@click.argument("email")
@in_clinic
@as_roles
def invite(email: str, clinic: str, roles: tuple[Role, ...]) -> None:
    """Print a link with which EMAIL joins a clinic; it works once, for 7 days."""
    _require_clinic(clinic)
    with _refusing():
        token = links.invite(clinic, email, roles or accounts.usual_roles(clinic))
    click.echo(f"Give this link to {email}; no email is sent:\n{links.address_of(token)}")


@clinician_group.command("roles")
@click.argument("email")
@in_clinic
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), required=True)
def change_roles(email: str, clinic: str, roles: tuple[Role, ...]) -> None:
    """Change what EMAIL is in a clinic to these roles and no others."""
    with _refusing():
        people.change_roles(clinic, _user_id(email), roles)
    click.echo(f"{email} is now {' and '.join(sorted(roles))} in {clinic}.")


@clinician_group.command("remove")
@click.argument("email")
@in_clinic
def remove(email: str, clinic: str) -> None:
    """Let EMAIL work in a clinic no more, and sign them out everywhere."""
    with _refusing():
        people.remove(clinic, _user_id(email))
    click.echo(f"{email} no longer works in {clinic} and is signed out.")


@clinician_group.command("deactivate")
@click.argument("email")
def deactivate(email: str) -> None:
    """Let EMAIL sign in no more, in any clinic, and sign them out everywhere."""
    with _refusing():
        people.set_active(_user_id(email), active=False)
    click.echo(f"{email} can sign in no more and is signed out.")


@clinician_group.command("activate")
@click.argument("email")
def activate(email: str) -> None:
    """Let EMAIL sign in again."""
    with _refusing():
        people.set_active(_user_id(email), active=True)
    click.echo(f"{email} can sign in again.")


@clinician_group.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Forget the second factors of EMAIL, who sets up new ones at the next sign-in.

    Be sure that it is they who ask: the password alone lets in whoever sets up the next.
    """
    with _refusing():
        enrolment.reset(_user_id(email))
    click.echo(f"{email} is signed out and sets up a second factor at the next sign-in.")


@clinician_group.command("reset-password")
@click.argument("email")
def reset_password(email: str) -> None:
    """Print a link with which EMAIL sets a new password; it works once, for a day.

    The second factor stays as it is.
    """
    with _refusing():
        token = links.offer_password(email)
    click.echo(f"Give this link to {email}; no email is sent:\n{links.address_of(token)}")


def _needed(name: str | None) -> str:
    if not name:
        raise click.UsageError("Missing option '--name': there is no account to add the clinic to.")
    return name


def _ask_password() -> str:
    asked: str = click.prompt(
        f"Password, {MIN} characters or more", hide_input=True, confirmation_prompt=True
    )
    return asked


def _require_clinic(clinic: str) -> None:
    if store.clinic(clinic) is None:
        raise click.ClickException(f"there is no clinic {clinic}")


def _user_id(email: str) -> int:
    user_id = store.user_id_of(email)
    if user_id is None:
        raise AccountError(f"{email} has no account")
    return user_id


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except AccountError as error:
        raise click.ClickException(str(error)) from None
    except LookupError:
        raise click.ClickException("they do not work in that clinic") from None

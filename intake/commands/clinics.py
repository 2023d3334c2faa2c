"""Commands that set up a clinic."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from intake import store
from intake.forms.clinic_settings import NUMBER
from intake.services import audit
from intake.services.clinic import reindex

MOST_LETTERS = 120  # of a name, as on the page "Settings"
clinic_group = AppGroup("clinic", help="Set up clinics.")


def _time_zone(context: click.Context, option: click.Parameter, name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.BadParameter("give a name such as Europe/London") from None


def _called(context: click.Context, option: click.Parameter, number: str) -> str:
    if number and not NUMBER.fullmatch(number):
        raise click.BadParameter("give one number that a phone can call, such as 999")
    return number


def _given(context: click.Context, option: click.Parameter, words: str) -> str:
    if not any(one.isalnum() for one in words):
        raise click.BadParameter("it may not be empty")
    if len(words) > MOST_LETTERS:
        raise click.BadParameter(f"use up to {MOST_LETTERS} letters")
    return words


def _number(context: click.Context, option: click.Parameter, number: str) -> str:
    return _called(context, option, _given(context, option, number))


@clinic_group.command("add")
@click.argument("slug")
@click.option("--name", required=True, callback=_given, help="What patients read.")
@click.option("--time-zone", required=True, callback=_time_zone, help="As Europe/London.")
@click.option("--emergency-number", required=True, callback=_number, help="As 999 or 911.")
@click.option(
    "--crisis-line",
    required=True,
    callback=_number,
    help="For thoughts of self-harm, as 116 123 or 988.",
)
@click.option(
    "--phone", default="", callback=_called, help="Where patients get help with the form."
)
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.option("--open-door/--no-open-door", help="Let anyone start a form without a link.")
def add_clinic(slug: str, **settings: Any) -> None:
    """Add the clinic whose address ends in SLUG, as "riverside"."""
    if not (slug.isascii() and slug.replace("-", "").isalnum() and len(slug) <= 32):
        raise click.BadParameter("use up to 32 letters, digits and hyphens", param_hint="SLUG")
    try:
        with store.transaction():
            store.add_clinic(store.Clinic(id=slug, slug=slug, **settings))
            audit.write("command", "added clinic", clinic_id=slug)
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

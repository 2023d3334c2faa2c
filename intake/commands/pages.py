"""Make the doctors' pages that are missing."""

from __future__ import annotations

from collections import Counter

import click
from flask.cli import AppGroup

from intake import store
from intake.commands.refuse import refuse
from intake.services.documents import pages

STEP = 100  # visits between two lines that say how far it is
pages_group = AppGroup("pages", help="Make the doctors' pages that are missing.")


@pages_group.command("make")
def make() -> None:
    """Draw the page of every sent visit that has no current one kept, the newest first.

    It may be interrupted and run again: what is drawn is kept at once. The service may go on
    meanwhile. Exit code 1 if a page could not be made.
    """
    found: Counter[pages.Outcome] = Counter()
    pages.draw_in_place()
    try:
        references = pages.sent()
        for reference in references:
            outcome = pages.make_page(reference)
            found[outcome] += 1
            if outcome in pages.FAILED:
                click.echo(f"{reference}: {outcome}")
            if found.total() % STEP == 0:
                click.echo(f"{found.total()} of {len(references)}")
    except store.UnavailableError:
        refuse(f"the database does not answer; {_told(found)}. Run this again to go on")
    click.echo(f"{_told(found)}.")
    if any(found[one] for one in pages.FAILED):
        raise SystemExit(1)


def _told(found: Counter[pages.Outcome]) -> str:
    failed = sum(found[one] for one in pages.FAILED)
    being = f", {found['being made']} being made by another" if found["being made"] else ""
    return f"pages: {found['made']} made, {found['there']} were there{being}, {failed} failed"

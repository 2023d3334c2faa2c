"""The worklist, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from intake import store
from intake.actor import Actor

ROWS = 50


@dataclass(frozen=True)
class WorklistPage:
    """Some of a clinic's visits, newest first, and whether there are more on either side."""

    rows: list[store.Visit]
    has_newer: bool
    has_older: bool


def first_page(actor: Actor) -> WorklistPage:
    """The newest visits of the actor's clinic."""
    rows = store.worklist(actor.clinic_id, ROWS + 1)
    return WorklistPage(rows[:ROWS], False, len(rows) > ROWS)


def older_page(actor: Actor, than: str) -> WorklistPage:
    """The visits before the one of this reference; none if the clinic does not have it."""
    rows = store.worklist(actor.clinic_id, ROWS + 1, older_than=than)
    return WorklistPage(rows[:ROWS], True, len(rows) > ROWS)


def newer_page(actor: Actor, than: str) -> WorklistPage:
    """The visits after the one of this reference; none if the clinic does not have it."""
    rows = store.worklist(actor.clinic_id, ROWS + 1, newer_than=than)
    return WorklistPage(rows[-ROWS:], len(rows) > ROWS, True)

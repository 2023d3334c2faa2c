"""Doctors' pages made again where none is kept: after a restore, a release, a failed drawing."""

from __future__ import annotations

from typing import Literal

from flask import current_app

from intake import store
from intake.services import documents
from intake.services.documents import making
from reports import RenderError

Outcome = Literal["there", "made", "being made", "gone", "unreadable", "not drawn"]
FAILED: tuple[Outcome, ...] = ("unreadable", "not drawn")


def sent() -> list[str]:
    """The references of all visits that were sent, the newest sending first."""
    return store.submission_references()


def make_page(reference: str) -> Outcome:
    """See to it that the current page of a sent visit is kept; what became of it.

    Each is kept as soon as it is drawn, so that whoever is interrupted begins anew and finds it
    there. Raises UnavailableError.
    """
    store.look_anew()
    try:
        visit = store.visit_of_reference(reference)
        if visit is None:
            return "gone"  # erased meanwhile
        if documents.is_page_kept(visit):
            return "there"
        documents.pdf_of(visit, "page")
    except making.BeingMadeError:
        return "being made"  # by the service, or by another who runs this
    except (store.SealError, LookupError):
        return "unreadable"
    except RenderError:
        return "not drawn"
    return "made"


def draw_in_place() -> None:
    """Let this process wait for what it draws, however long it takes."""
    current_app.extensions["makers"] = making.AtOnce()

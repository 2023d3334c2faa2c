"""Doctors' pages made where none is kept: after a sending, a restore, a release, a failed drawing.

A Send draws nothing. Which pages are missing stands in the database, so none is forgotten whoever
ends in between. The helper process of a service draws what was sent of late (serving/helper.py),
`flask pages make` draws all, and a doctor's click draws what neither has drawn.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from flask import current_app

from intake import clock, store
from intake.services import documents
from intake.services.documents import making
from intake.services.documents.digest import is_current
from reports import RenderError

Outcome = Literal["there", "made", "being made", "gone", "unreadable", "not drawn"]
FAILED: tuple[Outcome, ...] = ("unreadable", "not drawn")
LATELY = timedelta(hours=1)  # what is looked at after every Send
RECENT = timedelta(days=7)  # and now and then; an older page is drawn when it is asked for
BEGUN, TRIED = "page begun", "page tried"
CLAIM = timedelta(seconds=10)  # until another helper may draw what one began: far over a second
TRIES, AGAIN = 3, timedelta(hours=1)  # of a page that fails, and when it is tried anew


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


def missing(span: timedelta) -> list[store.Undrawn]:
    """What was sent in this span and has no page, the newest sending first."""
    since = clock.now() - span
    found = [one for clinic in store.every_clinic() for one in store.undrawn(clinic.id, since)]
    return sorted(found, reverse=True)


def draw_next(span: timedelta = RECENT) -> bool:
    """Draw the newest page that is missing of this span; False if there is none to draw.

    Of two services on one database one draws it; after CLAIM the other does, so that whoever
    ends meanwhile delays it and no more. Raises UnavailableError.
    """
    if not is_current():  # what is drawn could not be kept
        return False
    store.look_anew()
    for one in missing(span):
        if _claim(f"{one.reference}:{one.versions}"):
            _draw(one.reference)
            return True
    return False


def draw_in_place() -> None:
    """Let this process wait for what it draws, however long it takes."""
    current_app.extensions["makers"] = making.AtOnce()


def _draw(reference: str) -> None:
    """Draw a page, or tell what came in between."""
    try:
        visit = store.visit_of_reference(reference)
        if visit:
            documents.begin_page(visit)
    except (store.SealError, LookupError) as error:
        current_app.logger.error("page of %s: %s", reference, type(error).__name__)


def _claim(key: str) -> bool:
    """Whether it is on us: nobody has just begun it, and it has not failed again and again."""
    if store.attempts.is_blocked(BEGUN, key, 1, CLAIM):
        return False
    if store.attempts.is_blocked(TRIED, key, TRIES, AGAIN):
        return False
    if store.attempts.count(BEGUN, key, CLAIM) > 1:
        return False
    return store.attempts.count(TRIED, key, AGAIN) <= TRIES

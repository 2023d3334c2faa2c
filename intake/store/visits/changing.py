"""New visits, and what changes of them: names, cancelling, links. None commits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from intake import clock
from intake.extensions import db
from intake.store.patients.on_file import keep_on_file
from intake.store.records import Identity, OnFile, Visit
from intake.store.sealing.tokens import hash_of, token_for
from intake.store.tables import VisitRow
from intake.store.visits.identities import sealed_identities
from intake.store.visits.name_index import findable, index_visits
from intake.store.visits.visit import link_token, row_of

NOTHING = OnFile()


class TakenError(Exception):
    """Another visit has this id or this reference already."""


def insert_visit(visit: Visit, known: OnFile = NOTHING) -> None:
    """Keep a new visit with its first link, and what is on file. Raises TakenError."""
    row = VisitRow(
        clinic_id=visit.clinic.id,
        id=visit.id,
        reference=visit.reference,
        questionnaire_id=visit.questionnaire_id,
        kind=visit.kind,
        scheduled_at=visit.scheduled_at,
        created_at=visit.created_at,
        expires_at=visit.expires_at,
        link_serial=visit.link_serial,
        link_hash=hash_of(link_token(visit)),
        identity=sealed_identities(visit),
        birth_tries=0,
        versions=0,
        verdicts=0,
        attention=0,
        language=visit.language or None,
    )
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:
        raise TakenError from None
    keep_on_file(visit, known)
    index_visits(visit.clinic.id, [findable(row, visit.booked, visit.given)])


def keep_given(visit: Visit, given: Identity) -> None:
    """Keep who the answers say they are about, beside whom the clinic booked."""
    if given != visit.given:
        row = row_of(visit)
        row.identity = sealed_identities(visit, given)
        index_visits(visit.clinic.id, [findable(row, visit.booked, given)])


def cancel_visit(visit: Visit) -> None:
    """Cancel the visit; its link stops working."""
    row_of(visit).cancelled_at = clock.now()


def renew_link(visit: Visit, expires_at: datetime) -> None:
    """Replace the visit's link by a new one; the tries at the date of birth begin anew."""
    row = row_of(visit)
    row.link_serial += 1
    row.link_hash = hash_of(token_for(row.id, row.link_serial))
    row.expires_at = expires_at
    row.birth_tries, row.birth_locked_until = 0, None
    row.told_at = None  # it goes later now, and administrators are told of it anew

"""Whom a visit is for, sealed in its row: as the clinic booked it, and as the answers say."""

from __future__ import annotations

from datetime import date

from intake.store.records import Identity, Visit
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import VisitRow

NOBODY = Identity()


def sealed_identities(visit: Visit, given: Identity | None = None) -> bytes:
    """What the visit's row keeps of both, with another `given` where one is told."""
    value = {"booked": _to_json(visit.booked), "given": _to_json(given or visit.given)}
    return seal_json(value, "visit", visit.clinic.id, visit.id)


def identities(row: VisitRow) -> tuple[Identity, Identity]:
    """Whom the clinic booked and whom the answers name.

    The first version kept one identity. Of a visit that the clinic made it counts as
    booked; of one made through the open door nobody booked anything.
    """
    value = open_json(row.identity, "visit", row.clinic_id, row.id)
    if "booked" in value:
        return _from_json(value["booked"]), _from_json(value["given"])
    only = _from_json(value)
    return (only, NOBODY) if row.kind else (NOBODY, only)


def _to_json(identity: Identity) -> dict[str, str | None]:
    return {
        "name": identity.name,
        "born": identity.born.isoformat() if identity.born else None,
    }


def _from_json(value: dict[str, str | None]) -> Identity:
    born = value["born"]
    return Identity(value["name"] or "", date.fromisoformat(born) if born else None)

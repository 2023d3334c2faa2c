"""What a database from before it had keys tells of the settings it was used with."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import Connection, select

from intake.config import ConfigError, Settings
from intake.store.sealing.encryption import SealError, derived_key
from intake.store.sealing.keys import Keyring, sealer
from intake.store.sealing.purposes import MADE_OF_SECRET
from intake.store.sealing.tokens import hash_of, token_for
from intake.store.tables import VisitRow

NEWEST = 20  # visits to look at: one of them may be broken


def secret_in_use(connection: Connection) -> str:
    """The secret that made its links: the present one, or an old one that still is accepted.

    Raises ConfigError if the master key opens none of its visits.
    """
    settings: Settings = current_app.config["SETTINGS"]
    query = select(VisitRow.__table__).order_by(VisitRow.created_at.desc()).limit(NEWEST)
    visits = connection.execute(query).all()
    if visits and not any(map(_opens, visits)):
        raise ConfigError("INTAKE_MASTER_KEY is not the key of this database")
    secrets = (settings.secret_key, *settings.old_secret_keys)
    return next((one for one in secrets if any(_made(one, v) for v in visits)), secrets[0])


def _opens(visit: Any) -> bool:
    try:
        sealer().open(visit.identity, "visit", visit.clinic_id, visit.id)
    except SealError:
        return False
    return True


def _made(secret: str, visit: Any) -> bool:
    """Whether this secret made the visit's link."""
    keys = Keyring(lambda: {one: derived_key(secret, one) for one in MADE_OF_SECRET})
    token = token_for(visit.id, visit.link_serial, keys)
    return hash_of(token, keys) == bytes(visit.link_hash)

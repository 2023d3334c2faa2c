"""What a clinic tells its patients, changed by its administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from intake import store
from intake.actor import Actor
from intake.draft import stamp
from intake.services import audit


class SettingsChangedError(Exception):
    """Somebody else changed the settings since the page was drawn. Nothing was saved."""


def stamp_of(clinic: store.Clinic) -> str:
    """The stamp of the settings that a page was drawn from."""
    return stamp(vars(clinic))


def previewed(clinic: store.Clinic, given: Mapping[str, Any]) -> store.Clinic:
    """The clinic as it would be with these settings."""
    return replace(clinic, **given)


def change(actor: Actor, given: Mapping[str, Any], seen: str) -> store.Clinic:
    """Change the settings of the actor's clinic.

    The same settings once more are no change and always welcome. Raises SettingsChangedError.
    """
    with store.transaction():
        now = store.lock_clinic(actor.clinic_id)
        wanted = replace(now, **given)
        if wanted != now and stamp_of(now) != seen:
            raise SettingsChangedError
        if wanted != now:
            store.change_clinic(wanted)
            audit.write(actor, "changed settings")
    return wanted

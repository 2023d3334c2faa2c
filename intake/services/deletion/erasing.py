"""Erasing a visit: first on the list outside the database, then in it, with its audit row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from intake import store
from intake.deeds import Deed
from intake.services import audit


class HeldError(Exception):
    """The visit is on hold: it may not be deleted by anybody."""


@dataclass(frozen=True)
class Again:
    """What a start found to be erased already: how many were erased again, which are held."""

    erased: int
    held: list[str]  # references


def erase(visit: store.Visit, by: audit.Who) -> bool:
    """Erase a visit and all that belongs to it; the audit says that it was, and by whom.

    False if something of it, sealed, is still in SQLite's log: a start or `run` empties it.

    Raises HeldError, LookupError if it is gone, store.deletion.ErasedListError.
    """
    with erasing(visit):
        erase_locked(store.lock_visit(visit), by, "erased")
    return store.deletion.wipe()


@contextmanager
def erasing(visit: store.Visit) -> Iterator[None]:
    """A transaction to erase the visit in. If it fails, the next start must not erase the visit."""
    try:
        with store.transaction():
            yield
    except (HeldError, LookupError, store.deletion.ErasedListError):
        raise  # before it was listed
    except Exception:
        with suppress(*store.UnavailableError, store.deletion.ErasedListError):
            if store.visit_of_id(visit.clinic.id, visit.id):
                store.deletion.take_off_list(visit)
        raise


def erase_locked(locked: store.Visit, by: audit.Who, deed: Deed) -> None:
    """Erase a visit inside `erasing`, locked; `wipe` is to follow it. As erase()."""
    if store.deletion.is_held(locked):
        raise HeldError
    store.deletion.add_to_list(locked)
    store.deletion.erase(locked)
    audit.write(by, deed, locked)


def missing_from_list() -> Iterator[str]:
    """What to tell where the audit names more erased visits than the list does.

    Raises store.deletion.ErasedListError.
    """
    lines = store.deletion.unreadable()
    if lines:
        yield (
            f"{lines} lines of the list of erased visits cannot be read: whom they name may come "
            "back with a backup. Put a copy of the list in its place"
        )
    missing = store.audit.erasures() - len(store.deletion.listed())
    if missing > 0:
        yield (
            f"the list of erased visits lacks {missing} that the audit names: put the file back, "
            "or a backup will bring them back unseen"
        )


def erase_again() -> Again:
    """Erase what was erased before and has come back with a backup. For a start, before serving.

    What is on hold stays, and is told. Raises store.deletion.ErasedListError.
    """
    erased, held = 0, []
    back = store.deletion.ids_there(store.deletion.listed())
    for clinic_id, visit_id in back:
        visit = store.visit_of_id(clinic_id, visit_id)
        if visit is None:
            continue
        try:
            with store.transaction():
                locked = store.lock_visit(visit)
                if store.deletion.is_held(locked):
                    raise HeldError
                store.deletion.erase(locked)
                audit.write("system", "erased", locked)
            erased += 1
        except HeldError:
            held.append(visit.reference)
    store.deletion.wipe()  # also what an erasure of before could not
    return Again(erased, held)

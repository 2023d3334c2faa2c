"""What a server does once, before it answers anybody."""

from __future__ import annotations

from collections.abc import Iterator

from intake import store
from intake.services import audit
from intake.services.deletion.erasing import erase_again, missing_from_list


def before_serving() -> Iterator[str]:
    """Erase again what a restored backup brought back, audit the start; gives what to tell.

    Raises store.deletion.ErasedListError: without the list nobody knows what must not be shown.
    """
    yield from missing_from_list()
    again = erase_again()
    if again.erased:
        yield f"erased again, after a backup was put back: {again.erased} visits"
    for reference in again.held:
        yield f"{reference} was erased before the backup was put back, but is on hold: it stays"
    audit.record("system", "started")
    store.close()  # for workers would share what is open

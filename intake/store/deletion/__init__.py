"""Deleting visits: when they are due, which are held, and that nothing of them is left."""

from intake.store.deletion.due import (
    USUAL,
    Due,
    Spans,
    due_visits,
    forget_told,
    is_held,
    keep_spans,
    set_held,
    spans_of,
    tell,
)
from intake.store.deletion.erase import erase, ids_there, wipe
from intake.store.deletion.erased_list import (
    ErasedListError,
    add_to_list,
    list_is_there,
    listed,
    take_off_list,
    unreadable,
)

__all__ = [
    "USUAL",
    "Due",
    "ErasedListError",
    "Spans",
    "add_to_list",
    "due_visits",
    "erase",
    "forget_told",
    "ids_there",
    "is_held",
    "keep_spans",
    "list_is_there",
    "listed",
    "set_held",
    "spans_of",
    "take_off_list",
    "tell",
    "unreadable",
    "wipe",
]

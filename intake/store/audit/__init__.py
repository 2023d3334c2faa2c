"""The audit: one chain of rows a clinic, each bound to the one before. Nothing here commits."""

from intake.store.audit.anchor import renew as renew_anchor
from intake.store.audit.chain import Entry, Head, append, heads, was_written
from intake.store.audit.checking import findings
from intake.store.audit.promises import Anchor
from intake.store.audit.reading import (
    EVERYTHING,
    Filter,
    Told,
    erasures,
    last_opening,
    newest,
    opened_by,
    openings,
    people,
)

__all__ = [
    "EVERYTHING",
    "Anchor",
    "Entry",
    "Filter",
    "Head",
    "Told",
    "append",
    "erasures",
    "findings",
    "heads",
    "last_opening",
    "newest",
    "opened_by",
    "openings",
    "people",
    "renew_anchor",
    "was_written",
]

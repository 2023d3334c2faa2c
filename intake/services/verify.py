"""Verifying: a clinician says of a reading that it is right or wrong."""

from __future__ import annotations

from intake import store
from intake.marking import Reading, Word


def add_marking(
    visit: store.Visit, version: int, user_id: int, reading: Reading, word: Word
) -> None:
    """Keep a clinician's word on a reading; of two clicks at once, the second adds nothing."""
    with store.transaction():
        store.lock_visit(visit)
        store.add_marking(visit, version, user_id, reading, word)

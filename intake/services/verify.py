"""Verifying: a clinician says of a reading that it is right or wrong."""

from __future__ import annotations

from intake import store
from intake.actor import Actor
from intake.marking import Reading, Word


def add_marking(
    actor: Actor, visit: store.Visit, version: int, reading: Reading, word: Word
) -> None:
    """Keep the actor's word on a reading; of two clicks at once, the second adds nothing."""
    with store.transaction():
        store.lock_visit(visit)
        store.add_marking(visit, version, actor.user_id, reading, word)

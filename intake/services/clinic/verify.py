"""Verifying: a clinician says of a reading that it is right or wrong."""

from __future__ import annotations

from intake import store
from intake.actor import Actor
from intake.services import audit
from intake.verification import Reading, Verdict


def add_verification(
    actor: Actor, visit: store.Visit, version: int, reading: Reading, verdict: Verdict
) -> None:
    """Keep the actor's verdict on a reading; of two clicks at once, the second adds nothing."""
    with store.transaction():
        store.lock_visit(visit)
        store.add_verification(visit, version, actor.user_id, reading, verdict)
        audit.write(actor, "verified medicine", visit)

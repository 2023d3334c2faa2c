"""Since when what patients have saved waits to be sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from intake import clock
from intake.extensions import db
from intake.store.tables import VisitRow


def oldest_unsent() -> datetime | None:
    """When the form was last saved that has waited longest; None if none waits.

    Of visits that can still be sent: not cancelled, and their link not at its end.
    """
    query = (
        select(VisitRow.saved_at)
        .where(
            VisitRow.saved_at.is_not(None),
            VisitRow.sent_at.is_(None),
            VisitRow.cancelled_at.is_(None),
            VisitRow.expires_at > clock.now(),
        )
        .order_by(VisitRow.saved_at)
        .limit(1)
    )
    return db.session.scalar(query)

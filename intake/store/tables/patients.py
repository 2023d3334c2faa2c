"""What the clinic knows of a patient beside the answers: its own file, and earlier visits."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from intake.extensions import Base
from intake.store.tables.marked import Marked
from intake.store.tables.sealed import Sealed
from intake.store.tables.visits import OfVisit

OF_VISIT = ["visit.clinic_id", "visit.id"]


class OnFileRow(OfVisit, Marked, Base):
    """The clinic's own number of the patient, GP and referrer; no row where none was given."""

    __tablename__ = "on_file"
    content: Mapped[bytes] = mapped_column(Sealed)


class EarlierVisitRow(OfVisit, Marked, Base):
    """That a clinician said which visit was the one before, of the same patient.

    It goes with either of the two.
    """

    __tablename__ = "earlier_visit"
    earlier_id: Mapped[str] = mapped_column(String(32))

    @declared_attr.directive
    def __table_args__(cls) -> tuple[ForeignKeyConstraint | Index, ...]:  # type: ignore[override]  # noqa: N805
        """Both visits must be there, in the same clinic."""
        return (
            ForeignKeyConstraint(["clinic_id", "visit_id"], OF_VISIT),
            ForeignKeyConstraint(["clinic_id", "earlier_id"], OF_VISIT, ondelete="CASCADE"),
            Index("ix_earlier_visit_earlier", "clinic_id", "earlier_id"),
        )

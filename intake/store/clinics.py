"""Clinics, and what each of them tells its patients. Nothing here commits."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select

from intake.extensions import db
from intake.store.records import Clinic
from intake.store.tables import ClinicRow


def clinic_of(row: ClinicRow) -> Clinic:
    """The record of a clinic's row."""
    paper: Literal["A4", "Letter"] = "Letter" if row.paper == "Letter" else "A4"
    return Clinic(
        id=row.id,
        slug=row.slug,
        name=row.name,
        time_zone=row.time_zone,
        paper=paper,
        phone=row.phone,
        emergency_number=row.emergency_number,
        crisis_line=row.crisis_line,
        open_door=row.open_door,
        names_openers=row.names_openers,
        country=row.country,
        local_names=row.local_names,
        logo_text=row.logo_text,
        accent=row.accent,
        languages=row.languages,
        opening=row.opening,
        mail_name=row.mail_name,
        remind_days=row.remind_days,
    )


def clinic(clinic_id: str) -> Clinic | None:
    """The clinic of this id, or None."""
    row = db.session.get(ClinicRow, clinic_id)
    return clinic_of(row) if row else None


def every_clinic() -> list[Clinic]:
    """Every clinic, by slug (command line only)."""
    return [
        clinic_of(row) for row in db.session.scalars(select(ClinicRow).order_by(ClinicRow.slug))
    ]


def only_clinic() -> Clinic | None:
    """The clinic of a service that has one alone, else None."""
    rows = db.session.scalars(select(ClinicRow).limit(2)).all()
    return clinic_of(rows[0]) if len(rows) == 1 else None


def open_clinic(slug: str) -> Clinic | None:
    """The clinic of this slug if its open door is on, or None."""
    row = db.session.scalar(select(ClinicRow).filter_by(slug=slug, open_door=True))
    return clinic_of(row) if row else None


def open_clinics() -> list[Clinic]:
    """Every clinic whose open door is on, by name."""
    rows = db.session.scalars(select(ClinicRow).filter_by(open_door=True).order_by(ClinicRow.name))
    return [clinic_of(row) for row in rows]


def lock_clinic(clinic_id: str) -> Clinic:
    """The clinic as it is now, nobody else changing it until the transaction ends.

    Raises LookupError if it is gone.
    """
    return clinic_of(_locked(clinic_id))


def change_clinic(record: Clinic) -> None:
    """Keep new settings of a clinic, which is locked by then; its id and slug stay."""
    row = _locked(record.id)
    for name, value in vars(record).items():
        if name not in ("id", "slug"):
            setattr(row, name, value)


def add_clinic(record: Clinic) -> Clinic:
    """Insert a clinic. Raises IntegrityError for one that is there; does not commit."""
    db.session.add(ClinicRow(**vars(record)))
    db.session.flush()
    return record


def _locked(clinic_id: str) -> ClinicRow:
    # SQLite has one lock for all, which a transaction takes as it begins.
    found = select(ClinicRow).filter_by(id=clinic_id).with_for_update()
    row = db.session.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise LookupError("the clinic is gone")
    return row

"""Clinics."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from intake.extensions import Base
from intake.store.tables.marked import Marked


class ClinicRow(Marked, Base):
    """A clinic: the boundary that no read or write crosses."""

    __tablename__ = "clinic"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    time_zone: Mapped[str] = mapped_column(String(60))
    paper: Mapped[str] = mapped_column(String(10))
    phone: Mapped[str] = mapped_column(String(40))
    emergency_number: Mapped[str] = mapped_column(String(40))
    crisis_line: Mapped[str] = mapped_column(String(120))
    open_door: Mapped[bool]
    names_openers: Mapped[bool] = mapped_column(default=False)  # to the patient who sent
    country: Mapped[str] = mapped_column(String(2), default="")
    local_names: Mapped[str] = mapped_column(Text, default="")  # of medicines, as typed
    logo_text: Mapped[str] = mapped_column(String(40), default="")
    accent: Mapped[str] = mapped_column(String(7), default="")
    languages: Mapped[str] = mapped_column(String(60), default="")
    opening: Mapped[str] = mapped_column(Text, default="")
    mail_name: Mapped[str] = mapped_column(String(60), default="")
    remind_days: Mapped[int] = mapped_column(default=2)

"""What the store hands out: frozen records, never rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from intake.languages import Language

Status = Literal["new", "started", "sent", "cancelled"]
Lock = Literal["", "15 minutes", "1 hour", "until a new link"]  # after wrong dates of birth


@dataclass(frozen=True)
class Clinic:
    """A clinic and what it tells its patients."""

    id: str
    slug: str
    name: str
    time_zone: str
    paper: Literal["A4", "Letter"]
    phone: str
    emergency_number: str
    crisis_line: str
    open_door: bool
    names_openers: bool = False  # the patient who sent reads who opened the answers
    country: str = ""  # two letters: what a brand of several drugs is there
    local_names: str = ""  # of medicines, a CSV of two columns: name, ingredient
    logo_text: str = ""  # in place of the service's name at the top of patients' pages
    accent: str = ""  # the colour of those pages, as "#0b4f57"
    languages: str = ""  # the codes of those that patients may read, with spaces; "" for all
    opening: str = ""  # JSON: the clinic's first words to patients by the code of their language
    mail_name: str = ""  # in messages, where the clinic's name would tell what it treats
    remind_days: int = 2  # before the visit that an unsent form is reminded of; 0 for never

    def offers(self, languages: Iterable[Language]) -> tuple[Language, ...]:
        """Those of these languages that the clinic offers; all of them where it offers none."""
        every = tuple(languages)
        return tuple(one for one in every if one.code in self.languages.split()) or every

    def opening_in(self, code: str) -> str:
        """The clinic's first words in a language; "" if it has none in that."""
        said: dict[str, str] = json.loads(self.opening or "{}")
        return said.get(code, "")


@dataclass(frozen=True)
class Identity:
    """A name and a date of birth, as far as they are known."""

    name: str = ""
    born: date | None = None

    def contradicts(self, other: Identity) -> bool:
        """Whether both know a name or a date and they differ, letter case and spaces aside."""
        names = [" ".join(one.name.split()).casefold() for one in (self, other)]
        dates = [self.born, other.born]
        return any(all(pair) and pair[0] != pair[1] for pair in (names, dates))


@dataclass(frozen=True)
class OnFile:
    """What the clinic has on file of the patient; "" for what it did not enter."""

    record_number: str = ""  # the clinic's own
    gp: str = ""
    referrer: str = ""


@dataclass(frozen=True)
class Visit:
    """One online visit."""

    clinic: Clinic
    id: str
    reference: str
    questionnaire_id: str
    kind: str
    scheduled_at: datetime | None
    created_at: datetime
    expires_at: datetime
    status: Status
    booked: Identity  # who the clinic booked it for; nothing that is answered changes it
    given: Identity  # who the answers say they are about
    link_serial: int
    saved_at: datetime | None
    sent_at: datetime | None
    lock: Lock = ""
    readable: bool = True  # False in the worklist: whom it is for does not open
    language: str = ""  # the code of what the patient reads; "" while nobody has opened the form

    @property
    def open_to_patient(self) -> bool:
        """Whether answers may still be saved and sent."""
        return self.status in ("new", "started")

    @property
    def amending(self) -> bool:
        """Whether changes of what was sent are saved and not sent themselves."""
        return self.status == "sent" and self.saved_at is not None

    @property
    def identity(self) -> Identity:
        """Who the visit is for: as answered, else as booked."""
        return Identity(self.given.name or self.booked.name, self.given.born or self.booked.born)

    @property
    def differs(self) -> bool:
        """Whether it was booked for another name or date of birth than was answered."""
        return self.booked.contradicts(self.given)


@dataclass(frozen=True)
class Stored:
    """A submission as it was sent: its own JSON and the version it is."""

    version: int
    sent_at: datetime
    content: Mapping[str, Any]


MessageKind = Literal["invitation", "reminder"]
# "taken": on its way to the mail server. Who takes it commits that first, so that a message which
# stays so was perhaps sent. "over": no longer wanted when its turn came.
MessageState = Literal["waiting", "taken", "sent", "failed", "over"]


@dataclass(frozen=True)
class Message:
    """A message to the patient of a visit; its address only where that is asked for."""

    clinic_id: str
    visit_id: str
    number: int
    kind: MessageKind
    state: MessageState
    asked_at: datetime
    due_at: datetime
    taken_at: datetime | None
    done_at: datetime | None
    link_serial: int | None  # of the link that it was taken with
    tries: int
    why: str  # it failed, or was put off: "address 550"

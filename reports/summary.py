"""What the doctor sees, as frozen dataclasses in the order of the page.

This is the whole contract between the service and the page. It holds finished
clinician wording and plain dates: a report never looks a question up, matches
a drug or works out an age. Every string may be anything a patient can type.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reports.drug_facts import (
    Bar,
    DrugFlag,
    DrugQuestion,
    ElsewhereDrug,
    Mark,
    OtherDrug,
    Span,
    Timeline,
)

__all__ = [
    "Answer",
    "Bar",
    "DrugFlag",
    "DrugQuestion",
    "Drugs",
    "ElsewhereDrug",
    "Fact",
    "Footer",
    "Group",
    "Header",
    "Mark",
    "OtherDrug",
    "RecordEntry",
    "RecordSection",
    "Sign",
    "Signs",
    "Span",
    "Summary",
    "Terms",
    "Timeline",
]

Answer = Literal["yes", "no", "unsure", "unanswered"]


@dataclass(frozen=True)
class Fact:
    """One labelled statement; `own_words` marks text to print as a quotation.

    What a list of ticks says is present stands in `found`, what it says is absent in `absent`.
    """

    label: str
    value: str
    own_words: bool = False
    found: str = ""  # "thyroid disease, anxiety or panic": printed first, bold
    absent: str = ""  # "Ticked none: lupus (SLE)": printed last, in grey

    @property
    def text(self) -> str:
        """All that it says, without its label and without marks of quotation."""
        said = "; ".join(part for part in (self.found, self.value) if part)
        return ". ".join(part for part in (said, self.absent) if part)


@dataclass(frozen=True)
class Terms:
    """The words that the page has for this condition."""

    source: str = "the source"  # what the text is called that names drugs
    drugs_title: str = "Medicines and substances"
    timing_title: str = "Timing"
    examined: tuple[str, ...] = ()  # boxes for the doctor's pen
    ranks: tuple[str, ...] = ()  # what each rank of a drug means, from 1 on


@dataclass(frozen=True)
class Header:
    """Who the page is about and where it comes from; never cut."""

    title: str  # "Pre-visit summary: muscle twitching"
    name: str
    born: str  # "14 Mar 1998", or what is known
    age: str  # "28 y", "" when unknown
    sex: str  # "F", "" when not given
    about: tuple[Fact, ...]  # handedness, job, phone, place during the visit, ...
    clinic: str
    filled_by: str  # "the patient" / "someone else, for the patient"
    visit: str  # "23 Nov 2026 10:20, video", "" when no time is set
    sent: str  # "20 Nov 2026 19:42"; "" for an unsent form
    saved: str  # when the answers were last saved
    unsent: bool  # prints "NOT SENT: saved answers only"
    on_file: tuple[Fact, ...] = ()  # the clinic's record number, GP, referrer; never cut
    booked_as: str = ""  # whom the clinic booked, where name or birth date differ; never cut


@dataclass(frozen=True)
class Sign:
    """An emergency or danger sign and its answer; never cut."""

    label: str  # clinician wording: "Muscle wasting"
    answer: Answer
    detail: str = ""  # follow-up answers: "right hand; since Apr 2026; getting worse"


@dataclass(frozen=True)
class Signs:
    """The danger band: every sign that was asked, with its answer."""

    emergency: tuple[Sign, ...]
    emergency_action: str  # what the patient did about it; "" if none was ticked
    danger: tuple[Sign, ...]
    changed: str = ""  # "2 since 3 Oct 2026: new: Falls; gone: ...", at a later visit
    taken_back: tuple[str, ...] = ()  # "Seizure: ticked 22 Nov 2026 12:03, taken back ..."


@dataclass(frozen=True)
class Drugs:
    """Everything about medicines and substances."""

    flags: tuple[DrugFlag, ...]  # causes, ranked
    treatments: tuple[DrugFlag, ...]
    questions: tuple[DrugQuestion, ...]
    others: tuple[OtherDrug, ...]
    checked: str  # the full sentence of what was checked; never a bare "none"
    allergies: str
    timeline: Timeline
    elsewhere: tuple[ElsewhereDrug, ...] = ()  # as listed, never ranked; not counted as flagged
    said: tuple[Fact, ...] = ()  # what else was answered about medicines
    changed: str = ""  # as for Signs
    anticoagulants: str = ""  # those listed, as typed; "" where none was read or none is looked for


@dataclass(frozen=True)
class Group:
    """A labelled group of facts in the body of the page or record."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class RecordEntry:
    """One question of the form as the full record prints it."""

    question: str  # clinician wording
    asked: str  # patient wording
    answer: str  # clinician wording of the answer; the patient's words verbatim
    patient_answer: str  # patient wording of the same answer
    state: Literal["answered", "unanswered", "not asked"]


@dataclass(frozen=True)
class RecordSection:
    """One page of the form in the full record."""

    title: str  # clinician's title
    patient_title: str
    entries: tuple[RecordEntry, ...]
    number: int = 0  # 1, 2, ... for each item of a page that repeats (medicines)


@dataclass(frozen=True)
class Footer:
    """Where the page's facts come from; never cut."""

    reference: str
    version: int
    form: str  # "muscle-twitching 1.0.0"
    drug_list: str  # "2026-11-22"
    article: str  # title and publisher
    disclaimer: str  # "patient-reported; not a diagnosis, not a finding of cause"
    record_url: str  # sign-in required; no token, no patient data; "" without a server
    audit: str = ""  # "1,234 · 7f3a-91c2": where the clinic's audit ended when it was sent
    moment: datetime | None = None  # of the sending, else of the saving; the file's own date


@dataclass(frozen=True)
class Summary:
    """The whole page, in print order, and the record that holds every answer."""

    header: Header
    words: str  # the twitching in the patient's own words
    signs: Signs
    drugs: Drugs
    history: Group
    symptoms: Group  # Yes / Ticked none / No / Not sure / Not answered
    background: Group
    life: Group
    wants: Group  # worries and wants, own words
    record: tuple[RecordSection, ...]
    advice: str  # what the patient was told to do, for their copy; "" where none applied
    attachment: bytes  # the submission's JSON; only the doctor's page carries it
    footer: Footer
    no_longer_asked: int = 0  # answers to what the form no longer asks; they are in the record
    terms: Terms = Terms()
    alerts: tuple[Fact, ...] = ()  # seen at once beside the allergies: pregnancy, anticoagulants
    since: str = ""  # at a later visit: the one before, and how much changed in what
    doubts: tuple[str, ...] = ()  # answers that can hardly be: a date before birth, ...
    language: str = "en"  # the code of what the patient's wordings are in

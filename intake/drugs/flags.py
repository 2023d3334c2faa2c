"""The drugs of a patient's list set against onset: what is flagged, in what order, and why.

Order: (1) started or raised in the 92 days before onset, (2) the dates leave open
whether before or after, (3) started and last raised earlier, (4) date unknown,
(5) started after onset. Within a place, swallowed and injected come before local
forms (inhaled, nasal, skin, eye, ear). Dates lead; the patient's before/after
answer settles only what dates leave open, and is printed where it disagrees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from intake.drugs.entries import Entry, Timing, timing_of
from intake.drugs.listed import CLASSES
from intake.drugs.model import Doubt, DrugRead, Role, Status
from intake.drugs.reading import read_line
from intake.drugs.timing import against_onset, clip, gap
from intake.partial_date import PartialDate

LOCAL = frozenset(
    (
        "inhaled",
        "nasal",
        "skin",
        "scalp",
        "eye",
        "ear",
        "eye or ear",
        "eye, ear or nose",
        "mouth",
        "rectal",
        "vaginal",
        "local",
    )
)
_LOCAL_CLASSES = {"corticosteroid", "fluoroquinolone", "metronidazole", "cyclosporine"}


@dataclass(frozen=True)
class Flag:
    """A drug the article names, taken now or before, with its working."""

    typed: str
    drug: DrugRead
    classes: tuple[str, ...]  # printed names: "SSRI"
    class_keys: tuple[str, ...]
    article_words: str
    role: Role
    timing: str
    rank: int  # 1 to 5; 0 for treatments
    conflict: str
    route: str
    local: bool
    working: tuple[str, ...]  # typed, drug, class, the article's words, timing
    place: int  # the entry's place in the list

    @property
    def ingredient(self) -> str:
        """The drug's ingredient or ingredients."""
        return self.drug.ingredient

    @property
    def certainty(self) -> Literal["exact", "probable"]:
        """Whether the typed word is a known name or near one."""
        return self.drug.how


@dataclass(frozen=True)
class Listed:
    """A drug that is not flagged, and why: checked and not named, or not taken."""

    typed: str
    drug: DrugRead
    note: str  # "allergy", "planned", "stopped 2 years before onset", ""
    place: int


@dataclass(frozen=True)
class Question:
    """Words the doctor has to ask about."""

    typed: str
    reason: str  # "could not be read", "did they mean celecoxib or citalopram?"
    place: int


@dataclass(frozen=True)
class Flagging:
    """Everything that follows from the list: nothing typed is left out."""

    causes: tuple[Flag, ...]  # in the order of the page
    treatments: tuple[Flag, ...]
    others: tuple[Listed, ...]
    questions: tuple[Question, ...]


def flag_entries(entries: Iterable[Entry], onset: PartialDate | None, today: date) -> Flagging:
    """Read and rank every entry. `today` is the day of sending in the clinic's time zone."""
    causes: list[Flag] = []
    treatments: list[Flag] = []
    others: list[Listed] = []
    questions: list[Question] = []
    for place, entry in enumerate(entries):
        reading = read_line(entry.typed)
        when = timing_of(entry, onset, today)
        for drug in reading.drugs:
            status = entry_status(entry, drug.status)
            if drug.classes and status in ("current", "stopped"):
                flag = _flag(entry, drug, when, place)
                (causes if flag.role == "cause" else treatments).append(flag)
            else:
                others.append(Listed(entry.typed, drug, _note(status, entry, onset, today), place))
        questions += _questions(entry, reading.doubts, reading.unread, bool(reading.drugs), place)
    causes.sort(key=lambda flag: (flag.rank, flag.local, flag.place))
    return Flagging(tuple(causes), tuple(treatments), tuple(others), tuple(questions))


def entry_status(entry: Entry, read: Status) -> Status:
    """The list's own answers settle what the typed words leave as "current"."""
    if read == "current" and (entry.still == "no" or entry.stop is not None):
        return "stopped"
    return read


def _flag(entry: Entry, drug: DrugRead, when: Timing, place: int) -> Flag:
    infos = [CLASSES[key] for key in drug.classes]
    role: Role = "cause" if any(info.role == "cause" for info in infos) else "treatment"
    words = " ".join(dict.fromkeys(info.article_words for info in infos))
    route = entry.route or drug.details.route
    local = route in LOCAL and bool(_LOCAL_CLASSES.intersection(drug.classes))
    shorts = tuple(info.short for info in infos)
    timing = f"{when.words}; {route}" if local else when.words
    return Flag(
        typed=entry.typed,
        drug=drug,
        classes=shorts,
        class_keys=drug.classes,
        article_words=words,
        role=role,
        timing=timing,
        rank=when.rank if role == "cause" else 0,
        conflict=when.conflict,
        route=route,
        local=local,
        working=(drug.typed, f"{drug.ingredient} ({drug.how})", ", ".join(shorts), words, timing),
        place=place,
    )


_NOTES = {
    "allergy": "allergy",
    "planned": "planned, not started",
    "negated": "not taken",
    "other_person": "taken by someone else",
}


def _note(status: Status, entry: Entry, onset: PartialDate | None, today: date) -> str:
    if status in _NOTES:
        return _NOTES[status]
    stopped = gap(clip(entry.stop, today), clip(onset, today))
    if stopped:
        return against_onset("stopped", stopped)
    return "stopped" if status == "stopped" else ""


def _questions(
    entry: Entry, doubts: tuple[Doubt, ...], unread: tuple[str, ...], read: bool, place: int
) -> list[Question]:
    found = [Question(one.typed, _meant(one), place) for one in doubts]
    if unread or not (read or doubts):
        found.append(Question(entry.typed, "could not be read", place))
    return found


def _meant(doubt: Doubt) -> str:
    # A whole class is listed as "fluoroquinolone, not named".
    names = [one.ingredient.removesuffix(", not named") for one in doubt.candidates]
    return f"did they mean {' or '.join(names)}?"

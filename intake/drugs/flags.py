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

from intake.drugs.model import Doubt, DrugRead, Role, Status
from intake.drugs.reading import read_line
from intake.drugs.tables import CLASSES
from intake.drugs.timing import Gap, against_onset, before_only, clip, gap
from intake.partdate import PartDate

Order = Literal["before", "same", "after", "unsure"]
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
class Entry:
    """One medicine of the patient's list, as answered."""

    typed: str
    start: PartDate | None = None
    stop: PartDate | None = None
    still: Literal["yes", "sometimes", "no"] | None = None
    order: Order | None = None  # started before or after the twitching, as answered
    dose_change: Literal["up", "down", "no", "unsure"] | None = None  # in the 3 months before it
    route: str | None = None  # as answered: "inhaled", "skin", "swallowed", ...


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


@dataclass(frozen=True)
class Timing:
    """How an entry's dates lie against onset."""

    rank: int
    words: str
    conflict: str


def flag_entries(entries: Iterable[Entry], onset: PartDate | None, today: date) -> Flagging:
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


def timing_of(entry: Entry, onset: PartDate | None, today: date) -> Timing:
    """Rank, words and conflict of one entry."""
    bound = clip(onset, today)
    start, stop = clip(entry.start, today), clip(entry.stop, today)
    started, stopped = gap(start, bound), gap(stop, bound)
    raised = entry.dose_change == "up" and not (started and started.after)
    rank = 1 if raised and bound else _rank(started, entry.order)
    words = [_start_words(started, entry, bound), *_change_words(entry, started)]
    if stopped and _stop_matters(stopped):
        words.append(against_onset("stopped", stopped))
    elif entry.still == "no" and entry.stop is None:
        words.append("stopped, date unknown")
    return Timing(rank, "; ".join(word for word in words if word), _conflict(entry, started, today))


def _rank(started: Gap | None, order: Order | None) -> int:
    if started is None:
        return 4
    if started.after:
        return 5
    if not started.before:
        if order not in ("before", "after"):
            return 2
        if order == "after":
            return 5
        started = before_only(started)
    return 1 if started.recent else 3


def _stop_matters(stopped: Gap) -> bool:
    return stopped.most >= 0


def _start_words(started: Gap | None, entry: Entry, onset: PartDate | None) -> str:
    if started is not None:
        words = against_onset("started", started)
        open_order = not (started.before or started.after)
        return words + (
            f" (patient says {_SAYS[entry.order]})" if open_order and entry.order in _SAYS else ""
        )
    if entry.start is None:
        said = f"; patient says started {_SAYS[entry.order]}" if entry.order in _SAYS else ""
        return f"start date unknown{said}"
    return f"started {entry.start}; onset date unknown" if onset is None else ""


_SAYS: dict[Order | None, str] = {
    "before": "before onset",
    "same": "about the same time as onset",
    "after": "after onset",
}
_CHANGES = {
    "up": "dose raised in the 3 months before onset",
    "down": "dose cut in the 3 months before onset",
}


def _change_words(entry: Entry, started: Gap | None) -> list[str]:
    words = _CHANGES.get(entry.dose_change or "")
    return [words] if words else []


def _conflict(entry: Entry, started: Gap | None, today: date) -> str:
    found = []
    if started and started.before and entry.order == "after":
        found.append("the dates say it was started before onset, the patient answered after")
    if started and started.after and entry.order == "before":
        found.append("the dates say it was started after onset, the patient answered before")
    if started and started.after and entry.dose_change in _CHANGES:
        found.append("the dates say it was started after onset, yet the dose changed before it")
    if entry.start and entry.start.earliest > today:
        found.append("the start date is in the future")
    if entry.start and entry.stop and entry.stop.latest < entry.start.earliest:
        found.append("the stop date is before the start date")
    if entry.stop and entry.still == "yes" and entry.stop.latest < today:
        found.append("a stop date is given, the patient answered still taking")
    return "; ".join(found)


_NOTES = {
    "allergy": "allergy",
    "planned": "planned, not started",
    "negated": "not taken",
    "other_person": "taken by someone else",
}


def _note(status: Status, entry: Entry, onset: PartDate | None, today: date) -> str:
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
    names = [one.ingredient for one in doubt.candidates]
    return f"did they mean {' or '.join(names)}?"

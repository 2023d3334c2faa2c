"""The drugs of a patient's list set against onset: what is flagged, with which rank, and why.

Everything comes as the patient listed it; the page sorts it (`intake.summarise.drugs.nearness`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from intake.drugs.flagging.beside import with_beside
from intake.drugs.flagging.entry import Entry
from intake.drugs.flagging.entry_timing import Timing, timing_of
from intake.drugs.flagging.flag import Flag, Flagging, KnownElsewhere, Listed, Question
from intake.drugs.flagging.gap import against_onset, clip, gap
from intake.drugs.flagging.local_forms import is_local
from intake.drugs.flagging.outweigh import disagreement, settled
from intake.drugs.model import TAKEN, UNCLEAR, Doubt, DrugRead, Reading, Role, Status
from intake.drugs.reading.line import read_line
from intake.drugs.reading.nothing import says_nothing, says_nothing_regular
from intake.drugs.tables.classes import classes
from intake.drugs.tables.elsewhere import known_elsewhere
from intake.drugs.tables.local import ANYWHERE, Local
from intake.drugs.tables.rows import UNNAMED
from intake.partial_date import PartialDate


def flag_entries(
    entries: Iterable[Entry], onset: PartialDate | None, today: date, local: Local = ANYWHERE
) -> Flagging:
    """Read and rank every entry. `today` is the day of sending in the clinic's time zone."""
    causes: list[Flag] = []
    treatments: list[Flag] = []
    others: list[Listed] = []
    questions: list[Question] = []
    elsewhere: list[KnownElsewhere] = []
    for place, entry in enumerate(entries):
        reading = read_line(entry.typed, local)
        when = timing_of(entry, onset, today)
        read = [with_beside(entry, drug, local) for drug in reading.drugs]
        of_all = {drug.status for drug in read}
        for alone, told in zip(reading.drugs, read, strict=True):
            status = settled(entry, told.status, of_all, today)
            # What stands beside it, and not in it, hides no drug: it is asked about.
            unsure = alone.taken and status not in TAKEN
            drug, status = (
                (replace(told, status="unclear"), "unclear") if unsure else (told, status)
            )
            elsewhere += _elsewhere(entry, drug, when, place) if status in TAKEN else ()
            if drug.classes and status in TAKEN:
                unlike = disagreement(entry, drug.status, of_all, today)
                flag = _flag(entry, drug, when, place, unlike)
                (causes if flag.role == "cause" else treatments).append(flag)
            else:
                others.append(Listed(entry.typed, drug, _note(status, entry, onset, today), place))
                questions += _unclear(entry, drug, place) if status == "unclear" else ()
        questions += _questions(reading, place)
    return Flagging(
        tuple(causes), tuple(treatments), tuple(others), tuple(questions), tuple(elsewhere)
    )


def _flag(entry: Entry, drug: DrugRead, when: Timing, place: int, unlike: str) -> Flag:
    infos = [classes()[key] for key in drug.classes]
    role: Role = "cause" if any(info.role == "cause" for info in infos) else "treatment"
    route = entry.route or drug.details.route
    local = is_local(route, drug.classes)
    quoted = ((local and info.local_words) or info.article_words for info in infos)
    words = " ".join(dict.fromkeys(quoted))
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
        conflict="; ".join(filter(None, (when.conflict, unlike))),
        route=route,
        local=local,
        working=(drug.typed, f"{drug.ingredient} ({drug.how})", ", ".join(shorts), words, timing),
        place=place,
    )


def _elsewhere(entry: Entry, drug: DrugRead, when: Timing, place: int) -> Iterator[KnownElsewhere]:
    for fact in known_elsewhere(drug.ingredient, entry.route or drug.details.route):
        yield KnownElsewhere(entry.typed, drug, fact, when.words, when.conflict, place)


_NOTES = {
    "allergy": "allergy",
    "planned": "planned, not started",
    "negated": "not taken",
    "other_person": "taken by someone else",
    "unclear": UNCLEAR,
}


def _note(status: Status, entry: Entry, onset: PartialDate | None, today: date) -> str:
    if status in _NOTES:
        return _NOTES[status]
    stopped = gap(clip(entry.stop, today), clip(onset, today))
    if stopped:
        return against_onset("stopped", stopped)
    return "stopped" if status == "stopped" else ""


def _unclear(entry: Entry, drug: DrugRead, place: int) -> Iterator[Question]:
    if drug.is_to_ask:
        named = " + ".join(classes()[key].short for key in drug.classes)
        yield Question(entry.typed, f"{UNCLEAR}: {drug.ingredient} ({named})", place)


def _questions(reading: Reading, place: int) -> list[Question]:
    questions = [Question(doubt.typed, _meant(doubt), place) for doubt in reading.doubts]
    decided = [drug for drug in reading.drugs if drug.abroad]
    questions += [Question(drug.typed, drug.abroad_words, place) for drug in decided]
    named = reading.drugs or reading.doubts or says_nothing(reading.text)
    if reading.unread or not named:
        regular = says_nothing_regular(reading.text)
        why = "is anything taken now and then?" if regular else "could not be read"
        questions.append(Question(reading.text, why, place))
    return questions


def _meant(doubt: Doubt) -> str:
    # A whole class is listed as "fluoroquinolone, not named".
    names = [drug.ingredient.removesuffix(UNNAMED) for drug in doubt.candidates]
    return f"did they mean {' or '.join(names)}?"

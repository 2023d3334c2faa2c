"""Everything about drugs: flags in order, treatments, questions, the rest, the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from operator import itemgetter
from typing import Any

from intake import wording
from intake.drugs import ANYWHERE, Flag, Flagging, KnownElsewhere, Local, flag_entries, says_nothing
from intake.drugs import version as drug_list_version
from intake.drugs.flagging.entry_timing import timing_of
from intake.partial_date import PartialDate
from intake.questionnaires import Question, Response
from intake.summarise.alerts import named_among
from intake.summarise.drugs.checked import checked
from intake.summarise.drugs.condition import in_its_words, named_only
from intake.summarise.drugs.mentioned import Mentioned, mentioned
from intake.summarise.drugs.nearness import FARTHEST, When, is_withdrawn, place_of
from intake.summarise.drugs.on_timeline import bars, span
from intake.summarise.drugs.once import once
from intake.summarise.drugs.reminders import reminders
from intake.summarise.drugs.reported import Reported, reported_drugs
from intake.summarise.groups import facts
from intake.summarise.phrases import joined, repeating_page
from reports.summary import (
    DrugFlag,
    DrugQuestion,
    Drugs,
    ElsewhereDrug,
    Fact,
    OtherDrug,
    Timeline,
)

NEAR = (1, 2)  # the ranks of what began, or may have begun, in the 92 days before onset
ANTICOAGULANT = "anticoagulant, not named"  # in the drug list: "blood thinner"


def medicines(
    response: Response, today: date, added: Iterable[str] = (), local: Local = ANYWHERE
) -> Drugs:
    """The drugs block of the page; a part date says no more than up to `today`.

    `added` are the notes that came after the sending: they are read as all own words are.
    `local` is what names mean at the clinic.
    """
    local = replace(local, by_another=response.value("filled_by") == "other")
    reported = reported_drugs(response)
    onset = _onset(response)
    words = response.form.words
    read = flag_entries([drug.entry for drug in reported], onset, today, local)
    flagging = once(named_only(read, words))
    free = mentioned(response, flagging, added, local)
    when = When(onset, today)
    flags = _in_order(flagging, reported, free, when)
    found = Drugs(
        flags=flags,
        treatments=(
            *(_flag(flag, reported, free, when) for flag in flagging.treatments),
            *free.treatments,
        ),
        questions=(
            *(DrugQuestion(asked.typed, asked.reason) for asked in flagging.questions),
            *free.questions,
            *reminders(response, flagging, (drug for _, drug in free.read)),
        ),
        others=(*_others(flagging, reported, when), *free.others),
        checked=checked(response, reported, flagging, free.number),
        allergies=response.text("allergies"),
        timeline=Timeline(
            onset=span(onset),
            onset_label=words.onset_label.format(onset=onset) if onset else "",
            until=today,
            bars=tuple(bars(flagging, reported, when)),
            source=words.source,
            onset_name=words.onset,
        ),
        elsewhere=(*(_elsewhere(one, reported) for one in flagging.elsewhere), *free.elsewhere),
        said=_said(response, today, bool(reported)),
        anticoagulants=_anticoagulants(response, reported, flagging, free),
    )
    return in_its_words(found, words)


def tells_of_drugs(question: Question) -> bool:
    """Whether what medicines() finds may hang on the answer to it; on every entry it does."""
    return bool(question.role or question.scan or question.block == "drugs")


def _said(response: Response, today: date, reported: bool) -> tuple[Fact, ...]:
    """What else was answered about medicines; that there is a list, or none, is said above."""
    page = repeating_page(response.form)
    listed = bool(page and response.entries(page)) and response.value("nomeds") == "list"
    told = listed or (not reported and response.value("nomeds") is not None)
    silent = {"allergies", *(("nomeds",) if told else ())}
    asked = [q for q in response.asked if q.block == "drugs" and q.role not in silent]
    kinds = response.by_role("memory_aid")
    said = facts(response, asked, today)
    return tuple(_counted(one) if kinds and one.label == kinds.label else one for one in said)


def _counted(kinds: Fact) -> Fact:
    """The kinds of medicines ticked; the others are counted, for the record names them."""
    if not kinds.absent or not kinds.value:
        return kinds
    number = kinds.absent.count(", ") + 1
    return replace(kinds, absent=f"{number} other {wording.plural(number, 'kind')} not ticked")


def _anticoagulants(
    response: Response, reported: list[Reported], flagging: Flagging, free: Mentioned
) -> str:
    read = [(reported[one.place].typed, one.drug) for one in flagging.others]
    wanted = (*response.form.words.anticoagulants, ANTICOAGULANT)
    return named_among([*read, *free.read], wanted)


def _onset(response: Response) -> PartialDate | None:
    """When it began, as the range of days it can mean."""
    return PartialDate.parse(response.value("onset"))


def flags_json(drugs: Drugs) -> dict[str, Any]:
    """The flags as they are stored with a submission, with the drug list's version.

    What clinicians say of them later is no part of the submission.
    """
    return {
        "drug_list": drug_list_version(),
        "causes": [_unmarked(flag) for flag in drugs.flags],
        "treatments": [_unmarked(flag) for flag in drugs.treatments],
        "questions": [_unmarked(asked) for asked in drugs.questions],
        "others": [asdict(other) for other in drugs.others],
        "elsewhere": [asdict(one) for one in drugs.elsewhere],
    }


def _unmarked(read: DrugFlag | DrugQuestion) -> dict[str, Any]:
    return {key: value for key, value in asdict(read).items() if key != "marks"}


def _flag(flag: Flag, reported: list[Reported], free: Mentioned, when: When) -> DrugFlag:
    drug = reported[flag.place]
    return DrugFlag(
        typed=drug.typed,
        ingredient=flag.ingredient,
        classes=flag.classes,
        article_words=flag.article_words,
        role=flag.role,
        certainty=flag.certainty,
        timing=joined((drug.timing or flag.timing, drug.after)),
        rank=flag.rank,
        taken=drug.taken,
        conflict=joined((flag.conflict, free.against.get(flag.ingredient, ""))),
        withdrawn=flag.role == "treatment" and is_withdrawn(drug.entry, *when),
        reason=drug.reason,
    )


def _elsewhere(one: KnownElsewhere, reported: list[Reported]) -> ElsewhereDrug:
    drug = reported[one.place]
    return ElsewhereDrug(
        typed=drug.typed,
        ingredient=one.fact.ingredient,
        certainty=one.drug.how,
        known_for=one.fact.known_for,
        source=one.fact.source,
        timing=drug.timing or one.timing,
        conflict=one.conflict,
    )


def _in_order(
    flagging: Flagging, reported: list[Reported], free: Mentioned, when: When
) -> tuple[DrugFlag, ...]:
    """The causes of the list and those mentioned elsewhere, in the order of the page."""
    listed = [
        (place_of(flag, reported[flag.place].entry, when), _flag(flag, reported, free, when))
        for flag in flagging.causes
    ]
    mentioned = [
        ((flag.rank, FARTHEST, flag.ingredient in free.local, len(reported)), flag)
        for flag in free.flags
    ]
    return tuple(flag for _, flag in sorted([*listed, *mentioned], key=itemgetter(0)))


def _others(flagging: Flagging, reported: list[Reported], when: When) -> list[OtherDrug]:
    """One line for each reported drug that is not flagged, as typed.

    One whose words could not be read stands here too, and in the questions.
    """
    flagged = {flag.place for flag in (*flagging.causes, *flagging.treatments)}
    notes = {listed.place: listed.note for listed in flagging.others}
    return [
        OtherDrug(
            drug.typed,
            _once(_note(drug, notes.get(place), when), drug.taken),
            drug.reason,
            joined((drug.taken, drug.after)),
        )
        for place, drug in enumerate(reported)
        if place not in flagged and not (says_nothing(drug.typed) and not drug.reason)
    ]


def _note(drug: Reported, note: str | None, when: When) -> str:
    """Why it is not flagged; its interval where that may tell, though no source names it.

    So it is with a dose that was raised or cut, with what was begun near onset, and with what
    could not be read (no note), which may be anything.
    """
    entry, timing = drug.entry, timing_of(drug.entry, *when)
    dated = when.onset and (entry.start or entry.stop)
    near = bool(dated) and (note is None or timing.rank in NEAR)
    words = timing.words if near or entry.dose_change in ("up", "down") else ""
    if note and note.startswith("stopped"):
        return words if note in words else joined((words, note))
    return joined((note or "", words))


def _once(note: str, taken: str) -> str:
    """A note that says no more than how it was taken is said there."""
    return "" if note in taken.split("; ") else note

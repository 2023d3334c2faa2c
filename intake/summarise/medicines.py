"""Everything about drugs: flags in order, treatments, questions, the rest, the timeline."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from intake.drugs import Flag, Flagging, flag_entries
from intake.drugs import version as drug_list_version
from intake.partial_date import PartialDate
from intake.questionnaires import Response
from intake.submission import Submission
from intake.summarise.entries import Taken, taken_entries
from intake.summarise.mentioned import mentioned
from intake.summarise.phrases import joined
from intake.summarise.reminders import reminders
from reports.summary import (
    Bar,
    DrugFlag,
    DrugQuestion,
    Drugs,
    OtherDrug,
    Span,
    Timeline,
)


def medicines(response: Response, submission: Submission) -> Drugs:
    """The drugs block of the page."""
    entries = taken_entries(response)
    onset = onset_of(response)
    today = submission.moment.date()
    found = flag_entries([one.entry for one in entries], onset, today)
    free = mentioned(response, found)
    return Drugs(
        flags=(*(_flag(one, entries) for one in found.causes), *free.flags),
        treatments=(*(_flag(one, entries) for one in found.treatments), *free.treatments),
        questions=(
            *(DrugQuestion(one.typed, one.reason) for one in found.questions),
            *free.questions,
            *reminders(response, found),
        ),
        others=(*_others(found, entries), *free.others),
        checked=_checked(response, entries, found),
        allergies=response.text("allergies"),
        timeline=Timeline(
            onset=_span(onset),
            onset_label=f"twitching first noticed {onset}" if onset else "",
            until=today,
            bars=tuple(_bars(found, entries)),
        ),
    )


def onset_of(response: Response) -> PartialDate | None:
    """When the twitching began, as the range of days it can mean."""
    return PartialDate.parse(response.value("onset"))


def flags_json(drugs: Drugs) -> dict[str, Any]:
    """The flags as they are stored with a submission, with the drug list's version.

    What clinicians say of them later is no part of the submission.
    """
    return {
        "drug_list": drug_list_version(),
        "causes": [_unmarked(one) for one in drugs.flags],
        "treatments": [_unmarked(one) for one in drugs.treatments],
        "questions": [_unmarked(one) for one in drugs.questions],
        "others": [asdict(one) for one in drugs.others],
    }


def _unmarked(one: DrugFlag | DrugQuestion) -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if key != "marks"}


def _flag(flag: Flag, entries: list[Taken]) -> DrugFlag:
    one = entries[flag.place]
    return DrugFlag(
        typed=one.typed,
        ingredient=flag.ingredient,
        classes=flag.classes,
        article_words=flag.article_words,
        role=flag.role,
        certainty=flag.certainty,
        timing=one.timing or flag.timing,
        rank=flag.rank,
        taken=one.taken,
        conflict=flag.conflict,
    )


def _others(found: Flagging, entries: list[Taken]) -> list[OtherDrug]:
    """One line for each entry of the list that is not flagged, as typed.

    An entry whose words could not be read stands here too, and in the questions.
    """
    flagged = {flag.place for flag in (*found.causes, *found.treatments)}
    notes = {one.place: one.note for one in found.others}
    return [
        OtherDrug(one.typed, notes.get(place, ""), one.reason, one.taken)
        for place, one in enumerate(entries)
        if place not in flagged
    ]


def _checked(response: Response, entries: list[Taken], found: Flagging) -> str:
    """What was checked, in one sentence; never a bare "none"."""
    said = response.text("nomeds") or "question on medicines not answered"
    if not entries:
        return f"Nothing was listed, so nothing was checked ({said})."
    causes = {flag.place for flag in found.causes}
    unread = {one.place for one in found.questions} - causes
    clear = len(entries) - len(causes) - len(unread)
    parts = (
        f"{len(causes)} named by the article as a cause" if causes else "",
        f"{clear} not named as a cause, which does not clear {'it' if clear == 1 else 'them'}"
        if clear
        else "",
        f"{len(unread)} to confirm or could not be read: ask" if unread else "",
    )
    return f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'} checked: {joined(parts)}."


def _bars(found: Flagging, entries: list[Taken]) -> list[Bar]:
    causes = {flag.place for flag in found.causes}
    return [
        Bar(
            label=one.typed,
            flagged=place in causes,
            start=_span(one.entry.start),
            stop=_span(one.entry.stop),
            ongoing=one.entry.still in ("yes", "sometimes"),
        )
        for place, one in enumerate(entries)
        if one.entry.start or one.entry.stop
    ]


def _span(day: PartialDate | None) -> Span:
    return Span(day.earliest, day.latest) if day else Span()

"""Everything about drugs: flags in order, treatments, questions, the rest, the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from operator import itemgetter
from typing import Any

from intake.drugs import (
    ANYWHERE,
    Flag,
    Flagging,
    KnownElsewhere,
    Local,
    flag_entries,
    place_on_page,
    says_nothing,
)
from intake.drugs import version as drug_list_version
from intake.partial_date import PartialDate
from intake.questionnaires import Response
from intake.summarise.mentioned import Mentioned, mentioned
from intake.summarise.phrases import joined
from intake.summarise.reminders import reminders
from intake.summarise.reported import Reported, reported_drugs
from reports.summary import (
    Bar,
    DrugFlag,
    DrugQuestion,
    Drugs,
    ElsewhereDrug,
    OtherDrug,
    Span,
    Timeline,
)


def medicines(
    response: Response, today: date, added: Iterable[str] = (), local: Local = ANYWHERE
) -> Drugs:
    """The drugs block of the page; a part date says no more than up to `today`.

    `added` are the notes that came after the sending: they are read as all own words are.
    `local` is what names mean at the clinic.
    """
    reported = reported_drugs(response)
    onset = _onset(response)
    flagging = flag_entries([drug.entry for drug in reported], onset, today, local)
    free = mentioned(response, flagging, added, local)
    return Drugs(
        flags=_in_order(flagging, reported, free),
        treatments=(*(_flag(flag, reported) for flag in flagging.treatments), *free.treatments),
        questions=(
            *(DrugQuestion(asked.typed, asked.reason) for asked in flagging.questions),
            *free.questions,
            *reminders(response, flagging),
        ),
        others=(*_others(flagging, reported), *free.others),
        checked=_checked(response, reported, flagging),
        allergies=response.text("allergies"),
        timeline=Timeline(
            onset=_span(onset),
            onset_label=f"twitching first noticed {onset}" if onset else "",
            until=today,
            bars=tuple(_bars(flagging, reported)),
        ),
        elsewhere=(*(_elsewhere(one, reported) for one in flagging.elsewhere), *free.elsewhere),
    )


def _onset(response: Response) -> PartialDate | None:
    """When the twitching began, as the range of days it can mean."""
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


def _flag(flag: Flag, reported: list[Reported]) -> DrugFlag:
    drug = reported[flag.place]
    return DrugFlag(
        typed=drug.typed,
        ingredient=flag.ingredient,
        classes=flag.classes,
        article_words=flag.article_words,
        role=flag.role,
        certainty=flag.certainty,
        timing=drug.timing or flag.timing,
        rank=flag.rank,
        taken=drug.taken,
        conflict=flag.conflict,
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
    flagging: Flagging, reported: list[Reported], free: Mentioned
) -> tuple[DrugFlag, ...]:
    """The causes of the list and those mentioned elsewhere, in the order of the page."""
    listed = [
        (place_on_page(flag.rank, flag.local, flag.place), _flag(flag, reported))
        for flag in flagging.causes
    ]
    last = len(reported)
    mentioned = [
        (place_on_page(flag.rank, flag.ingredient in free.local, last), flag) for flag in free.flags
    ]
    return tuple(flag for _, flag in sorted([*listed, *mentioned], key=itemgetter(0)))


def _others(flagging: Flagging, reported: list[Reported]) -> list[OtherDrug]:
    """One line for each reported drug that is not flagged, as typed.

    One whose words could not be read stands here too, and in the questions.
    """
    flagged = {flag.place for flag in (*flagging.causes, *flagging.treatments)}
    notes = {listed.place: listed.note for listed in flagging.others}
    return [
        OtherDrug(drug.typed, notes.get(place, ""), drug.reason, drug.taken)
        for place, drug in enumerate(reported)
        if place not in flagged
    ]


def _checked(response: Response, reported: list[Reported], flagging: Flagging) -> str:
    """What was checked, in one sentence; never a bare "none"."""
    if nothing := [drug.typed for drug in reported if says_nothing(drug.typed)]:
        reported = [drug for drug in reported if not says_nothing(drug.typed)]
    if not reported:
        said = f"the list says “{nothing[0]}”" if nothing else response.text("nomeds")
        why = said or "question on medicines not answered"
        return f"Nothing was listed, so nothing was checked ({why})."
    causes = {flag.place for flag in flagging.causes}
    unread = {asked.place for asked in flagging.questions} - causes
    clear = len(reported) - len(causes) - len(unread)
    parts = (
        f"{len(causes)} named by the article as a cause" if causes else "",
        f"{clear} not named as a cause, which does not clear {'it' if clear == 1 else 'them'}"
        if clear
        else "",
        f"{len(unread)} to confirm or could not be read: ask" if unread else "",
    )
    number = "1 entry" if len(reported) == 1 else f"{len(reported)} entries"
    return f"{number} checked: {joined(parts)}."


def _bars(flagging: Flagging, reported: list[Reported]) -> list[Bar]:
    causes = {flag.place for flag in flagging.causes}
    return [
        Bar(
            label=drug.typed,
            flagged=place in causes,
            start=_span(drug.entry.start),
            stop=_span(drug.entry.stop),
            ongoing=drug.entry.still in ("yes", "sometimes"),
        )
        for place, drug in enumerate(reported)
        if drug.entry.start or drug.entry.stop
    ]


def _span(day: PartialDate | None) -> Span:
    return Span(day.earliest, day.latest) if day else Span()

"""The matches in a text as drugs and as doubts, each with its status and details."""

from __future__ import annotations

import re
from dataclasses import replace

from intake.drugs.matching.decide import candidates
from intake.drugs.matching.match import Match
from intake.drugs.matching.scan import Scan
from intake.drugs.model import TAKEN, Candidate, Details, Doubt, DrugRead, Status, Substance
from intake.drugs.reading.status import statuses
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.rows import OR, VAGUE
from intake.drugs.text.dosage import details_of

_MYSELF = re.compile(
    r"\b(?:i|i['’]m|yo|tomo)\b[^.;!?\n]*\b(?:myself|yo mism[oa]|for my own)\b", re.IGNORECASE
)


def drugs_and_doubts(scanned: Scan, by_another: bool) -> tuple[list[DrugRead], list[Doubt]]:
    """What the text names, and the words that may mean several drugs, each in order.

    Where the text is written by another than the patient, someone else's drug may be the patient's.
    """
    drugs: list[DrugRead] = []
    doubts: list[Doubt] = []
    text, matches = scanned.text, scanned.matches
    for match, read, details in zip(matches, statuses(scanned), _details(scanned), strict=True):
        status = _of_another(read, text, match) if by_another else read
        substance = match.substance or (match.decision.substance if match.decision else None)
        if substance is None or substance.kind == VAGUE:
            doubts.append(Doubt(text[match.start : match.end], _candidates(match), status))
        elif substance.kind != "not":
            drugs.append(_drug(text, match, substance, status, details))
    return drugs, doubts


def _of_another(read: Status, text: str, match: Match) -> Status:
    """The status where another writes: "he takes" may be the patient, "I take it myself" is not."""
    own = any(one.start() < match.end <= one.end() for one in _MYSELF.finditer(text))
    return "unclear" if read == "other_person" or (own and read in TAKEN) else read


def _details(scanned: Scan) -> list[Details]:
    """The details of each match; a suffix has those of the name it stands beside."""
    names = [match for match in scanned.matches if not match.suffix]
    details = iter(details_of(scanned.text, [(match.start, match.end) for match in names]))
    of_each: list[Details] = []
    for match in scanned.matches:
        of_each.append(of_each[-1] if match.suffix else next(details))
    return of_each


def _candidates(match: Match) -> tuple[Candidate, ...]:
    if match.decision:
        return match.decision.candidates
    assert match.substance is not None  # noqa: S101 - a match has one or the other
    known = tables().ingredients
    return candidates([known[name] for name in match.substance.ingredient.split(OR)])


def _drug(
    text: str, match: Match, substance: Substance, status: Status, details: Details
) -> DrugRead:
    return DrugRead(
        typed=text[match.start : match.end],
        ingredient=substance.ingredient,
        classes=substance.classes,
        how="probable" if match.decision else "exact",
        status=status,
        details=replace(details, route=details.route or substance.route),
        name=match.decision.name if match.decision else match.name,
        start=match.start,
        abroad=match.abroad,
    )

"""Reading what a patient typed: one line of medicines, or longer free text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from intake.drugs.details import details_of
from intake.drugs.hits import Hit
from intake.drugs.judge import candidates as one_each
from intake.drugs.listed import CLASSES, OR, UNNAMED
from intake.drugs.model import (
    TAKEN,
    Candidate,
    Details,
    Doubt,
    DrugRead,
    Reading,
    Result,
    Status,
    Substance,
)
from intake.drugs.scan import Scan, scan
from intake.drugs.status import statuses
from intake.drugs.tables import tables, well_known

_NOTHING = re.compile(
    r"\W*(?:no|none|nil|nothing|nope|n ?/ ?a|not applicable|"
    r"no (?:other )?(?:medicines?|medications?|meds|drugs|tablets)|"
    r"i (?:do not|don['’]?t) take any(?:thing| medicines?| medications?| meds)?)\W*",
    re.IGNORECASE,
)


def read_line(text: str) -> Reading:
    """What one line of medicine text says. Never raises, whatever is typed."""
    found = scan(text)
    drugs, doubts = _split(found)
    unread = _unread(found)
    asked = [one for doubt in doubts if doubt.status in TAKEN for one in doubt.candidates]
    return Reading(
        text=text,
        result=_result(text, drugs, bool(asked), bool(unread)),
        classes=_in_order(key for drug in drugs for key in drug.classes),
        drugs=tuple(drugs),
        candidates=tuple(dict.fromkeys(asked)),
        doubts=tuple(doubts),
        unread=unread,
    )


_PARTS = re.compile(r"[,;+\n|•]|\.\s|\band\b", re.IGNORECASE)


def _unread(found: Scan) -> tuple[str, ...]:
    """Unknown words of those parts of the text (between commas, "and", ...) that name no drug."""
    edges = [0, *(match.end() for match in _PARTS.finditer(found.text)), len(found.text) + 1]
    named = {bisect_right(edges, hit.start) for hit in found.hits}
    unknown = [token for token in found.unread if bisect_right(edges, token.start) not in named]
    return tuple(found.text[token.start : token.end] for token in unknown)


class Mentions(NamedTuple):
    """What long free text names."""

    drugs: tuple[DrugRead, ...]  # in order, where little doubt is left
    kinds: tuple[Doubt, ...]  # kinds of medicine taken that may be of a class: "antibiotics"


def mentions(text: str) -> Mentions:
    """The drugs, and the kinds of medicine, that long free text names.

    In prose a word that is also some rare brand ("moment", "same") or lies near one
    ("muscular", "affecting") means itself: there only well-known names count.
    """
    drugs, doubts = _split(scan(text, prose=True))
    return Mentions(
        tuple(drug for drug in drugs if _is_named(drug) or drug.name in well_known()),
        tuple(doubt for doubt in doubts if doubt.status in TAKEN and _is_kind(doubt)),
    )


def _is_kind(doubt: Doubt) -> bool:
    return doubt.candidates[0].ingredient.endswith(UNNAMED)


def _is_named(drug: DrugRead) -> bool:
    return drug.how == "exact" and bool(drug.classes)


def _result(text: str, drugs: list[DrugRead], asked: bool, unread: bool) -> Result:
    """The first that fits of flagged, ask, treatment, unread, clear."""
    roles = {CLASSES[key].role for drug in drugs if drug.taken for key in drug.classes}
    if "cause" in roles:
        return "flagged"
    if asked:
        return "ask"
    if "treatment" in roles:
        return "treatment"
    if unread or not (drugs or _NOTHING.fullmatch(text)):
        return "unread"
    return "clear"


def _in_order(keys: Iterable[str]) -> tuple[str, ...]:
    found = set(keys)
    return tuple(key for key in CLASSES if key in found)


def _split(found: Scan) -> tuple[list[DrugRead], list[Doubt]]:
    """The hits as drugs and doubts, each with its status and details."""
    drugs: list[DrugRead] = []
    doubts: list[Doubt] = []
    said = statuses(found.text, [(hit.start, hit.end) for hit in found.hits])
    for hit, status, details in zip(found.hits, said, _details(found), strict=True):
        substance = hit.substance or (hit.verdict.substance if hit.verdict else None)
        if substance is None or substance.kind == "vague":
            doubts.append(Doubt(found.text[hit.start : hit.end], _candidates(hit), status))
        elif substance.kind != "not":
            drugs.append(_drug(found.text, hit, substance, status, details))
    return drugs, doubts


def _details(found: Scan) -> list[Details]:
    """The details of each hit; a suffix has those of the name it stands beside."""
    names = [hit for hit in found.hits if not hit.suffix]
    details = iter(details_of(found.text, [(hit.start, hit.end) for hit in names]))
    of_each: list[Details] = []
    for hit in found.hits:
        of_each.append(of_each[-1] if hit.suffix else next(details))
    return of_each


def _candidates(hit: Hit) -> tuple[Candidate, ...]:
    if hit.verdict:
        return hit.verdict.candidates
    assert hit.substance is not None  # noqa: S101 - a hit has one or the other
    known = tables().ingredients
    return one_each([known[name] for name in hit.substance.ingredient.split(OR)])


def _drug(text: str, hit: Hit, substance: Substance, status: Status, details: Details) -> DrugRead:
    return DrugRead(
        typed=text[hit.start : hit.end],
        ingredient=substance.ingredient,
        classes=substance.classes,
        how="probable" if hit.verdict else "exact",
        status=status,
        details=replace(details, route=details.route or substance.route),
        name=hit.verdict.name if hit.verdict else hit.name,
        start=hit.start,
    )

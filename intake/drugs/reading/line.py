"""One line of a medicine list, as a patient typed it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from intake.drugs.matching.scan import Scan, scan
from intake.drugs.model import PERHAPS_TAKEN, Candidate, Doubt, DrugRead, Reading, Result
from intake.drugs.reading.drugs_and_doubts import drugs_and_doubts
from intake.drugs.reading.nothing import says_nothing
from intake.drugs.tables.classes import classes
from intake.drugs.tables.elsewhere import known_elsewhere
from intake.drugs.tables.local import ANYWHERE, Local

_PARTS = re.compile(r"[,;+\n|•]|\.\s|\band\b", re.IGNORECASE)


def read_line(text: str, local: Local = ANYWHERE) -> Reading:
    """What one line of medicine text says. Never raises, whatever is typed."""
    scanned = scan(text, local=local)
    drugs, doubts = drugs_and_doubts(scanned, local.by_another)
    unread = () if says_nothing(text) else _unread(scanned)
    asked = _asked(drugs, doubts)
    return Reading(
        text=text,
        result=_result(text, drugs, bool(asked), bool(unread)),
        classes=_in_order(key for drug in drugs for key in drug.classes),
        drugs=tuple(drugs),
        candidates=tuple(dict.fromkeys(asked)),
        doubts=tuple(doubts),
        unread=unread,
        elsewhere=tuple(
            fact
            for drug in drugs
            if drug.taken
            for fact in known_elsewhere(drug.ingredient, drug.details.route)
        ),
    )


def _asked(drugs: list[DrugRead], doubts: list[Doubt]) -> list[Candidate]:
    """What doubtful words may mean, and the drugs of which it is unclear whether they are taken."""
    meant = [one for doubt in doubts if doubt.status in PERHAPS_TAKEN for one in doubt.candidates]
    return meant + [Candidate(one.ingredient, one.classes) for one in drugs if one.is_to_ask]


def _unread(scanned: Scan) -> tuple[str, ...]:
    """Unknown words of those parts of the text (between commas, "and", ...) that name no drug."""
    text = scanned.text
    edges = [0, *(part.end() for part in _PARTS.finditer(text)), len(text) + 1]
    named = {bisect_right(edges, match.start) for match in scanned.matches}
    unknown = [word for word in scanned.unread if bisect_right(edges, word.start) not in named]
    return tuple(text[word.start : word.end] for word in unknown)


def _result(text: str, drugs: list[DrugRead], asked: bool, unread: bool) -> Result:
    """The first that fits of flagged, ask, treatment, unread, clear."""
    roles = {classes()[key].role for drug in drugs if drug.taken for key in drug.classes}
    if "cause" in roles:
        return "flagged"
    if asked:
        return "ask"
    if "treatment" in roles:
        return "treatment"
    if unread or not (drugs or says_nothing(text)):
        return "unread"
    return "clear"


def _in_order(keys: Iterable[str]) -> tuple[str, ...]:
    present = set(keys)
    return tuple(key for key in classes() if key in present)

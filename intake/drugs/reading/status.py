"""Whether a drug is taken, stopped, planned, an allergy, denied, someone else's or unclear.

The text becomes a row of letters (`tagging`), one for each word, sign and drug; the rules
of data/status_rules.txt tie a cue to the drug that it governs. A drug that no rule fits is taken;
where a cue that it is not taken reaches it all the same, that is unclear, and the clinician asks.
"""

from __future__ import annotations

from intake.drugs.matching.match import Match
from intake.drugs.matching.scan import Scan
from intake.drugs.model import TAKEN, Status
from intake.drugs.reading.cue_words import cue_words
from intake.drugs.reading.status_rules import status_rules
from intake.drugs.reading.tagging import tag
from intake.drugs.tables.rows import UNNAMED, VAGUE

BACK, ON = 50, 40  # letters before and after a drug that may speak of it; keeps the time linear


def statuses(scanned: Scan) -> list[Status]:
    """The status of each match, in order; "current" where nothing says."""
    if not scanned.matches:
        return []
    said, places = tag(scanned)
    words = cue_words()
    if words.plain.issuperset(said):
        return ["current"] * len(places)
    found: list[Status] = []
    before: Match | None = None
    for match, at in zip(scanned.matches, places, strict=True):
        view = said[max(0, at - BACK) : at] + _this(match) + said[at + 1 : at + ON]
        found.append(found[-1] if match.suffix else _status(view))
        if found[-1] == "current" and _is_of(before, match) and _in_brackets(said, at):
            found[-1] = found[-2]
        before = match
    return found


def _is_of(before: Match | None, match: Match) -> bool:
    """Whether a match may be the name of the kind, or the other name, of the one before it."""
    one, other = before.substance if before else None, match.substance
    if one is None or other is None:
        return False
    return one.ingredient == other.ingredient or one.kind == VAGUE or UNNAMED in one.ingredient


def _in_brackets(said: str, at: int) -> bool:
    """Whether a drug stands in brackets right after another, and nothing of its own before it."""
    letters = cue_words().letters
    return said[at - 2 : at] == letters["drug"] + letters["open"] and said[at + 1 : at + 2] in {
        letters["shut"],
        letters["comma"],
    }


def _this(match: Match) -> str:
    """The letter of the drug that is judged."""
    classes = match.substance.classes if match.substance else ()
    soothes = not status_rules().soothers.isdisjoint(classes)
    return cue_words().letters["soother" if soothes else "this"]


def _status(view: str) -> Status:
    """What the first rule that fits says of the drug marked in a view."""
    rules, letters = status_rules(), frozenset(view)
    found: Status = next(
        (group.status for group in rules.groups if group.fits(view, letters)), "current"
    )
    if found not in TAKEN and any(group.fits(view, letters) for group in rules.against):
        return "unclear"
    return found

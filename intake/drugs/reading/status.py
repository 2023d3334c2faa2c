"""Whether a drug is taken, stopped, planned, an allergy, denied, someone else's or unclear.

The text becomes a row of letters (`tagging`), one for each word, sign and drug; the rules
of data/status_rules.txt tie a cue to the drug that it governs. A drug that no rule fits is taken;
where a cue that it is not taken reaches it all the same, that is unclear, and the clinician asks.
"""

from __future__ import annotations

from collections.abc import Iterable

from intake.drugs.matching.match import Match
from intake.drugs.matching.scan import Scan
from intake.drugs.model import TAKEN, Status
from intake.drugs.reading.cue_words import cue_words
from intake.drugs.reading.second_opinion import likely_taken
from intake.drugs.reading.status_rules import RuleGroup, status_rules
from intake.drugs.reading.tagging import tag
from intake.drugs.tables.rows import UNNAMED, VAGUE

# How likely taken it has to be by the second opinion: where no rule fits, where one says taken;
# and above what likelihood a rule's "not taken" is in doubt. Chosen on lines nobody had tuned to.
UNSAID, RULED, UNTAKEN = 0.7, 0.3, 0.88
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
        around = said[max(0, at - BACK) : at], letter_of(match), said[at + 1 : at + ON]
        found.append(found[-1] if match.suffix else _status(*around))
        if found[-1] in {"current", "unclear"} and _is_of(before, match) and _in_brackets(said, at):
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


def letter_of(match: Match) -> str:
    """The letter of a drug that is judged: one given for an allergy has its own."""
    classes = match.substance.classes if match.substance else ()
    soothes = not status_rules().soothers.isdisjoint(classes)
    return cue_words().letters["soother" if soothes else "this"]


def _status(left: str, this: str, right: str) -> Status:
    """What the first rule that fits says of a drug, unless a second opinion contradicts it."""
    view = left + this + right
    ruled = _ruled(view)
    says_taken = not ruled or ruled in TAKEN
    sure = status_rules().sure if says_taken else status_rules().sure_not
    if ruled == "unclear" or _fits(sure, view):
        return ruled or "current"
    likely = likely_taken(left, this, right)
    if says_taken:
        return "unclear" if likely < (RULED if ruled else UNSAID) else ruled or "current"
    return "unclear" if likely > UNTAKEN else ruled or "current"


def _ruled(view: str) -> Status | None:
    """What the rules say of the drug marked in a view; None where none fits."""
    rules, letters = status_rules(), frozenset(view)
    found = next((group.status for group in rules.groups if group.fits(view, letters)), None)
    return "unclear" if found and found not in TAKEN and _fits(rules.against, view) else found


def _fits(groups: Iterable[RuleGroup], view: str) -> bool:
    return any(group.fits(view, frozenset(view)) for group in groups)

"""Where the list's answers and the words of an entry disagree on whether a drug is taken.

"Still taking: yes" and a start date outweigh a cue in the words, which a reader may tie to
the wrong drug: the drug is flagged, and both are printed. They speak of the entry's own
drug; so a drug beside another that is read as taken keeps what the words say of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from intake.drugs.flagging.entry import Entry
from intake.drugs.model import TAKEN, Status

_WORDS: dict[Status, str] = {
    "allergy": "an allergy",
    "planned": "planned",
    "negated": "not taken",
    "other_person": "someone else's",
    "stopped": "stopped",
}


def settled(entry: Entry, read: Status, of_all: Iterable[Status], today: date) -> Status:
    """The status of a drug read in an entry, as the list's own answers settle it."""
    if read in TAKEN or (read == "unclear" and _ended(entry)):
        return "stopped" if _ended(entry) else read
    if not _answer(entry, today) or not TAKEN.isdisjoint(of_all):
        return read
    return "stopped" if _ended(entry) else "current"


def disagreement(entry: Entry, read: Status, of_all: Iterable[Status], today: date) -> str:
    """What is printed of it: "the words say an allergy, the patient answered still taking"."""
    if read == "unclear":
        return ""
    if read in TAKEN and (read == "current" or "current" in of_all or not _still(entry)):
        return ""
    if read not in TAKEN and not TAKEN.isdisjoint(of_all):
        return ""
    answer = _answer(entry, today)
    return f"the words say {_WORDS[read]}, {answer}" if answer else ""


def _answer(entry: Entry, today: date) -> str:
    """The answer by which the entry's drug is taken; "" where there is none."""
    if _still(entry):
        return f"the patient answered {'still taking' if entry.still == 'yes' else 'sometimes'}"
    if entry.start and entry.start.earliest <= today:
        return f"the patient gave a start, {entry.start}"
    return ""


def _ended(entry: Entry) -> bool:
    return entry.still == "no" or entry.stop is not None


def _still(entry: Entry) -> bool:
    return entry.still in ("yes", "sometimes")

"""What the dose and the reason typed beside a medicine say of whether it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from intake.drugs.flagging.entry import Entry
from intake.drugs.model import TAKEN, DrugRead, Status
from intake.drugs.reading.line import read_line
from intake.drugs.reading.nothing import says_nothing
from intake.drugs.tables.local import Local


def with_beside(entry: Entry, drug: DrugRead, local: Local) -> DrugRead:
    """The drug with the status that words beside it give: "never took it" for a dose."""
    if not drug.classes or drug.status not in TAKEN:
        return drug
    said = [*_against(entry, drug, local), drug.status]
    return replace(drug, status=said[0])


def _against(entry: Entry, drug: DrugRead, local: Local) -> Iterator[Status]:
    """What the answers say against taking it; that it is over a dose alone says: "none since May".

    "Stopped" in a reason mostly speaks of something else: "since I stopped work".
    """
    dose, reason = (_said(entry, drug, text, local) for text in (entry.dose, entry.reason))
    yield from (said for said in (dose, reason) if said and said not in TAKEN)
    if dose == "stopped":
        yield dose


def _said(entry: Entry, drug: DrugRead, text: str, local: Local) -> Status | None:
    """What one answer says of the drug, as if it stood in the entry; None where nothing.

    A doubt says nothing here, for most reasons hold some: "my mum's death". Nor does one word of
    an allergy, which many medicines are for.
    """
    if not text or says_nothing(text):
        return None
    for one in read_line(f"{entry.typed}, {text}", local).drugs:
        reason = one.status == "allergy" and not text.strip().count(" ")
        if one.start == drug.start and one.status != "unclear" and not reason:
            return one.status
    return None

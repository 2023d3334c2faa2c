"""What the dose and the reason typed beside a medicine say of whether it is taken."""

from __future__ import annotations

from dataclasses import replace

from intake.drugs.flagging.entry import Entry
from intake.drugs.model import PERHAPS_TAKEN, TAKEN, DrugRead, Status
from intake.drugs.reading.line import read_line
from intake.drugs.reading.nothing import says_nothing
from intake.drugs.tables.local import Local


def with_beside(entry: Entry, drug: DrugRead, local: Local) -> DrugRead:
    """The drug with the status that words beside it give: "never took it" for a dose."""
    if not drug.classes or drug.status not in TAKEN:
        return drug
    said = (_said(entry, drug, text, local) for text in entry.beside if not says_nothing(text))
    return next((replace(drug, status=status) for status in said if status), drug)


def _said(entry: Entry, drug: DrugRead, text: str, local: Local) -> Status | None:
    """What one answer says against taking it, as if it stood in the entry; None where nothing.

    A doubt says nothing here, for most reasons hold some: "my mum's death". Nor does one word of
    an allergy, which many medicines are for.
    """
    for one in read_line(f"{entry.typed}, {text}", local).drugs:
        reason = one.status == "allergy" and not text.strip().count(" ")
        if one.start == drug.start and one.status not in PERHAPS_TAKEN and not reason:
            return one.status
    return None

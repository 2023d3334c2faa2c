"""Medicines as patients write them: read, classed, and set against onset."""

from intake.drugs.entries import Entry
from intake.drugs.flags import Flag, Flagging, Listed, Question, flag_entries
from intake.drugs.listed import CLASSES
from intake.drugs.model import (
    Candidate,
    Details,
    Doubt,
    DrugClass,
    DrugRead,
    Reading,
)
from intake.drugs.reading import Mentions, mentions, read_line
from intake.drugs.steps import explain
from intake.drugs.tables import tables as _tables
from intake.drugs.typeahead import suggest

DRUG_LIST_VERSION: str = _tables().version

__all__ = [
    "CLASSES",
    "DRUG_LIST_VERSION",
    "Candidate",
    "Details",
    "Doubt",
    "DrugClass",
    "DrugRead",
    "Entry",
    "Flag",
    "Flagging",
    "Listed",
    "Mentions",
    "Question",
    "Reading",
    "explain",
    "flag_entries",
    "mentions",
    "read_line",
    "suggest",
]

"""Medicines as patients write them: read, classed, and set against onset.

Nothing is read from data/ when this is imported; `load` reads it all at once.
"""

from intake.drugs.flagging.entry import Entry, Order
from intake.drugs.flagging.flag import Flag, Flagging, KnownElsewhere, Listed, Question
from intake.drugs.flagging.flag_entries import flag_entries
from intake.drugs.flagging.local_forms import is_local
from intake.drugs.model import (
    UNCLEAR,
    Candidate,
    Details,
    Doubt,
    DrugClass,
    DrugRead,
    Elsewhere,
    Reading,
)
from intake.drugs.reading.differences import Difference, differences
from intake.drugs.reading.explain import explain
from intake.drugs.reading.line import read_line
from intake.drugs.reading.local_names import FILE_MARK, LocalNamesError, local_names
from intake.drugs.reading.nothing import says_nothing
from intake.drugs.reading.own import speaks_of_own
from intake.drugs.reading.prose import Mentions, mentions
from intake.drugs.reading.status_rules import compile_rules
from intake.drugs.suggest import suggest
from intake.drugs.tables.classes import classes
from intake.drugs.tables.elsewhere import elsewhere, known_elsewhere
from intake.drugs.tables.files import DrugTableError, load
from intake.drugs.tables.kindred import is_kindred
from intake.drugs.tables.known_names import version
from intake.drugs.tables.local import ANYWHERE, Local, countries
from intake.drugs.tables.members import members, names_of

__all__ = [
    "ANYWHERE",
    "FILE_MARK",
    "UNCLEAR",
    "Candidate",
    "Details",
    "Difference",
    "Doubt",
    "DrugClass",
    "DrugRead",
    "DrugTableError",
    "Elsewhere",
    "Entry",
    "Flag",
    "Flagging",
    "KnownElsewhere",
    "Listed",
    "Local",
    "LocalNamesError",
    "Mentions",
    "Order",
    "Question",
    "Reading",
    "classes",
    "compile_rules",
    "countries",
    "differences",
    "elsewhere",
    "explain",
    "flag_entries",
    "is_kindred",
    "is_local",
    "known_elsewhere",
    "load",
    "local_names",
    "members",
    "mentions",
    "names_of",
    "read_line",
    "says_nothing",
    "speaks_of_own",
    "suggest",
    "version",
]

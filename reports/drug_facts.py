"""What the doctor sees of each medicine: plain facts, as reports/summary.py holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Span:
    """A day known to lie between two days, both included; open ends are None.

    "October 2026" is Span(2026-10-01, 2026-10-31); an unknown day is
    Span(None, None). A day is never invented.
    """

    earliest: date | None = None
    latest: date | None = None

    @property
    def known(self) -> bool:
        """Whether anything at all is known about the day."""
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True)
class Mark:
    """A clinician's word on what a medicine text was read as; the flag itself stays."""

    verdict: Literal["right", "wrong"]
    by: str  # "Dr Osei"
    day: str  # "22 Nov 2026", in the clinic's time zone
    moment: str  # "22 November 2026, 14:05", in the clinic's time zone
    note: str = ""  # the clinician's own words; printed in the record, not on the page
    on_version: int = 0  # the earlier version it was made on; 0 for the one printed


@dataclass(frozen=True)
class DrugFlag:
    """A drug or substance the article names, with the working that led to it."""

    typed: str  # the patient's words, verbatim
    ingredient: str  # "sertraline"
    classes: tuple[str, ...]  # printed names: "SSRI"
    article_words: str  # quoted from the article
    role: Literal["cause", "treatment"]
    certainty: Literal["exact", "probable"]
    timing: str  # "started 6 days before onset"
    rank: int  # 1..5, the rule that placed it; 0 for treatments
    taken: str  # dose, route, start and stop as given: "500 mg twice daily; 6–12 Oct 2026"
    conflict: str = ""  # dates and the before/after answer disagree: both, in words
    where: str = ""  # not listed: the question in whose answer it stands
    words: str = ""  # not listed: the sentence in which it stands
    withdrawn: bool = False  # a treatment stopped or cut shortly before onset
    marks: tuple[Mark, ...] = ()  # newest first, one a clinician; () if nobody said anything
    reason: str = ""  # what the patient says it is for, in their words

    @property
    def listed(self) -> bool:
        """Whether it stands in the list of medicines, and not only in other answers."""
        return not self.where


@dataclass(frozen=True)
class DrugQuestion:
    """Something about drugs the doctor must ask: unread, doubtful or missing."""

    typed: str  # the patient's words; "" when nothing was typed
    reason: str  # "could not be read" / "did they mean celecoxib or citalopram?" / ...
    marks: tuple[Mark, ...] = ()  # as for a DrugFlag


@dataclass(frozen=True)
class OtherDrug:
    """A medicine the article does not name, or one named but not taken."""

    typed: str
    note: str  # "allergy", "planned", "stopped 2 years before onset", "" ...
    reason: str = ""  # what it is for; cut before the name
    taken: str = ""  # dose, route, start and stop as given
    where: str = ""  # as for a DrugFlag
    words: str = ""

    @property
    def listed(self) -> bool:
        """As for a DrugFlag."""
        return not self.where


@dataclass(frozen=True)
class ElsewhereDrug:
    """A medicine that the article does not name and another source does; it has no rank."""

    typed: str  # the patient's words, verbatim
    ingredient: str  # "duloxetine"
    certainty: Literal["exact", "probable"]
    known_for: str  # only what that source names: "muscle twitching, tremor"
    source: str  # "Cymbalta SmPC, 4.8"
    timing: str  # as for a DrugFlag
    conflict: str = ""


@dataclass(frozen=True)
class Bar:
    """One drug on the timeline."""

    label: str
    flagged: bool
    start: Span
    stop: Span
    ongoing: bool
    withdrawn: bool = False  # as for a DrugFlag: drawn in a pattern of its own


@dataclass(frozen=True)
class Timeline:
    """Drugs against onset. Without a known onset the line is not drawn."""

    onset: Span
    onset_label: str  # "twitching first noticed 12 Oct 2026"
    until: date  # the day of sending (or of saving, if unsent)
    bars: tuple[Bar, ...]
    source: str = "the source"  # as in Terms
    onset_name: str = "the start"  # how the onset is called

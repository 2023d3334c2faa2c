"""What is present, what else is said, and what is absent, of the answers of one line.

A thyroid disease between two lists of what somebody does not have is overlooked: what is
present comes first, what is absent last.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from intake import wording
from intake.partial_date import PartialDate
from intake.questionnaires.model import Question
from intake.summarise.phrases import YES_NO, joined, phrase
from reports.summary import Fact

# The wording of an option "None of these", which names what was not ticked.
_NONE = re.compile(r"ticked none(?: of)?: (.+)", re.IGNORECASE)


class Presence:
    """Sorts the answers of one line, as they are added in the form's order."""

    def __init__(self, today: date, bold: bool, alone: bool) -> None:
        """Begin a line; where not `bold`, what is ticked is said like all else.

        Where a question stands `alone` the label names it: a yes is "yes" and not its name.
        """
        self._today, self._bold, self._alone = today, bold, alone
        self._yes = ""  # the question that was answered so last
        self._ticked = False  # and whether by ticks
        self._found: list[str] = []
        self._said: list[str] = []
        self._unsure: list[str] = []
        self._no: list[str] = []
        self._unticked: list[str] = []

    def add(self, question: Question, given: Any) -> None:
        """Take in one answer."""
        if question.kind == "yesno":
            self._yes_or_no(question, given)
        elif question.kind == "choices" and isinstance(given, list):
            self._ticks(question, given)
        elif self._bold and question.kind == "choice" and given == "yes":
            self._yes, self._ticked = question.id, False
            self._found.append(self._phrase(question, given))
        elif self._follows_up(question):
            # What leads it says which of several ticks it is about.
            led = self._ticked and question.lead
            self._found[-1] += f"; {self._phrase(question, given)}" if led else f": “{given}”"
        else:
            self._said.append(self._phrase(question, given))

    def fact(self, label: str) -> Fact:
        """The line."""
        unsure = f"not sure: {joined(self._unsure, ', ')}" if self._unsure else ""
        unticked = f"Ticked none: {joined(self._unticked, ', ')}" if self._unticked else ""
        no = f"Answered No: {joined(self._no, ', ')}" if self._no else ""
        return Fact(
            label,
            joined((*self._said, unsure)),
            found=joined(self._found),
            absent=joined((no, unticked), ". "),
        )

    def _yes_or_no(self, question: Question, given: str) -> None:
        self._yes, self._ticked = question.id if given == "yes" else "", False
        if self._alone:
            (self._found if given == "yes" else self._said).append(YES_NO[given])
            return
        where = {"yes": self._found, "no": self._no}.get(given, self._unsure)
        where.append(question.clinician)

    def _ticks(self, question: Question, given: list[str]) -> None:
        options = question.offered(given)
        exclusive = {option.id for option in options if option.exclusive}
        if not exclusive.intersection(given):
            rest = [o.clinician for o in options if o.id not in exclusive.union(given)]
            self._unticked += rest
            self._yes, self._ticked = question.id if self._bold else "", True
            (self._found if self._bold else self._said).append(self._phrase(question, given))
        elif none := _NONE.fullmatch(self._phrase(question, given)):
            self._unticked.append(none[1])
        else:
            self._said.append(self._phrase(question, given))

    def _phrase(self, question: Question, given: Any) -> str:
        text = phrase(question, given)
        return text + _since(given, self._today) if question.role == "onset" else text

    def _follows_up(self, question: Question) -> bool:
        """Whether it asks for more about what was just said to be present."""
        about = question.shown_when.question if question.shown_when else ""
        return question.kind == "text" and about != "" and about == self._yes


def _since(value: str, today: date) -> str:
    onset = PartialDate.parse(value)
    since = wording.ago(onset, today) if onset else ""
    return f" ({since})" if since else ""

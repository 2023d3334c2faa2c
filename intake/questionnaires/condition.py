"""When a question or a page is shown: what the answers before it have to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.partial_date import PartialDate
from intake.questionnaires.number_range import ends

Answers = Mapping[str, Any]  # by question id
LANGUAGE = "language"  # as a question: the code of what the patient reads the form in


@dataclass(frozen=True)
class Condition:
    """Holds when the answer to `question` is, or contains, one of `values`.

    With `above`, holds when the number answered, or how many were ticked, is greater than it
    instead; with `younger_than`, when who was born on the date answered is younger, in years, on
    the day of asking; with `unclear_against`, unless the part dates answered to both questions
    show which came first. A page's holds as well where `also` does.
    """

    question: str
    values: tuple[str, ...] = ()
    above: float | None = None
    younger_than: int | None = None
    unclear_against: str = ""
    also: Condition | None = None

    def asks_for(self, question_id: str, value: str) -> bool:
        """Whether this answer by itself meets the condition."""
        here = self.question == question_id and value in self.values
        return here or (self.also is not None and self.also.asks_for(question_id, value))

    def holds(self, answers: Answers, on: date | None = None) -> bool:
        """Whether the condition is met by these answers, asked on a day.

        Without a day nobody is too old: what was asked once stays an answer.
        """
        return self._met(answers, on) or (self.also is not None and self.also.holds(answers, on))

    def _met(self, answers: Answers, on: date | None) -> bool:
        value = answers.get(self.question)
        if self.unclear_against:
            return PartialDate.are_unclear(value, answers.get(self.unclear_against))
        if value is None:
            return False
        if self.younger_than is not None:
            return on is None or PartialDate.years(value, on) < self.younger_than
        if self.above is not None:
            said = ends(len(value) if isinstance(value, list) else value)
            return said is not None and said[1] > self.above
        given = value if isinstance(value, list) else [value]
        return any(one in self.values for one in given)

"""An answer as it is printed, in the patient's words or the clinician's."""

from __future__ import annotations

from typing import Any, Literal

from intake.languages import language, says
from intake.partial_date import PartialDate, is_unknown
from intake.questionnaires.model import Question

Side = Literal["patient", "clinician"]
CANNOT_SAY = "I cannot say"
# The patient's wordings hold commas of their own: "Coffee, tea, cola".
_DECIMAL_COMMA = ("es",)  # languages in which half is 0,5
_BETWEEN = {"patient": "; ", "clinician": ", "}


def display(question: Question, value: Any, side: Side, code: str = "en") -> str:
    """The answer to `question` in words; text is as typed, a number with its unit.

    A value that the question does not know is printed as it is, never lost. `code` is of the
    language that the patient reads; the question's own words are in it already.
    """
    if isinstance(value, list):
        return _BETWEEN[side].join(_option(question, one, side) for one in value)
    if question.kind in ("choice", "choices", "yesno"):
        return _option(question, value, side)
    if question.kind in ("date", "partdate"):
        return _day(value, side, code)
    if question.kind == "number":
        number = str(value)
        if side == "patient" and code in _DECIMAL_COMMA:
            number = number.replace(".", ",")
        return f"{number} {question.unit}".rstrip()
    return str(value)


def _option(question: Question, value: Any, side: Side) -> str:
    option = question.option(value)
    if option is None:
        return str(value)
    return option.patient if side == "patient" else option.clinician


def _day(value: Any, side: Side, code: str) -> str:
    """A date; where it was worked out of other words, those as typed and what they were read as."""
    patient = side == "patient"
    if is_unknown(value):
        words = says(CANNOT_SAY, language(code)) if patient else "date not known"
        return _with_words(words, value.partition(" ")[2], side)
    day = PartialDate.answered(value)
    if day is None:
        return str(value)
    return _with_words(day.in_words(code, whole=patient and bool(day.said)), day.said, side)


def _with_words(read: str, said: str, side: Side) -> str:
    if not said:
        return read
    return f"{said} ({read})" if side == "patient" else f"{read} (“{said}”)"

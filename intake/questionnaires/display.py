"""An answer as it is printed, in the patient's words or the clinician's."""

from __future__ import annotations

from typing import Any, Literal

from intake.partial_date import PartialDate
from intake.questionnaires.model import Question

Side = Literal["patient", "clinician"]
_UNKNOWN_DAY = {"patient": "I cannot say", "clinician": "date not known"}
# The patient's wordings hold commas of their own: "Coffee, tea, cola".
_BETWEEN = {"patient": "; ", "clinician": ", "}


def display(question: Question, value: Any, side: Side) -> str:
    """The answer to `question` in words; text is as typed, a number with its unit.

    A value that the question does not know is printed as it is, never lost.
    """
    if isinstance(value, list):
        return _BETWEEN[side].join(_option(question, one, side) for one in value)
    if question.kind in ("choice", "choices", "yesno"):
        return _option(question, value, side)
    if question.kind in ("date", "partdate"):
        return _day(value, side)
    if question.unit:
        return f"{value} {question.unit}"
    return str(value)


def _option(question: Question, value: Any, side: Side) -> str:
    option = question.option(value)
    if option is None:
        return str(value)
    return option.patient if side == "patient" else option.clinician


def _day(value: Any, side: Side) -> str:
    if value == "unknown":
        return _UNKNOWN_DAY[side]
    try:
        return str(PartialDate.parse(value) or value)
    except (TypeError, ValueError):
        return str(value)

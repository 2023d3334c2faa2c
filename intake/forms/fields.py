"""Form fields that turn what was posted into the answers' JSON.

Every field keeps what was typed, also when it cannot be read, so that the page
can show it again. Whether an answer holds is questionnaires.validation's say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from intake.forms import said_number
from intake.forms.said_dates import Occasion
from intake.questionnaires.model import Option, Question
from intake.questionnaires.validation import fault
from intake.spoken import gettext, said

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """Typed text with one kind of line end, no control characters, no blank edges."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class AnswerField(Field):
    """One question's answer; `data` is its JSON value, None when not answered."""

    def __init__(self, question: Question, *, occasion: Occasion, **kwargs: Any) -> None:
        super().__init__(question.patient, **kwargs)
        self.question = question
        self.occasion = occasion
        self.typed: str = ""
        self.optional = False  # whether to say that it may be left out
        self.doubts: list[str] = []  # what is asked about its saved answer
        self.autofill = ""  # what the browser may fill in: the HTML token, "" for nothing

    @property
    def first_input(self) -> str:
        """The id of the input that an error link moves to."""
        return str(self.name)

    def pre_validate(self, form: BaseForm) -> None:
        """Stop at what could not be read, at a missing required answer, at one that is wrong."""
        if self.process_errors:
            raise StopValidation()
        if self.data is None:
            if self.question.required and getattr(form, "complete", True):
                raise StopValidation(self.question.error)
        elif message := self.trouble():
            raise StopValidation(message)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen, readable or not."""
        return self.data is None and not self.typed

    def trouble(self) -> str:
        """What is wrong with the answer, "" if it holds."""
        return said(fault(self.question, self.data, self.occasion.today))

    def process_data(self, value: Any) -> None:
        """Take a saved answer."""
        self.data = value
        self.typed = "" if value is None else str(value)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was posted; a field that was not posted is not answered."""
        self.typed = clean(str(valuelist[0])) if valuelist else ""
        self.data = None
        if self.typed:
            self.data = self.read(self.typed)

    def read(self, typed: str) -> Any:
        """The JSON value of what was typed. Raises ValueError saying what to do."""
        return typed


class TextField(AnswerField):
    """Words; too many are refused, never cut."""

    def trouble(self) -> str:
        """Say how many characters were typed, too."""
        message = super().trouble()
        too_long = len(self.typed) > self.question.max_length
        if not too_long:
            return message
        return gettext("%(problem)s. You typed %(number)s", problem=message, number=len(self.typed))


class NumberField(AnswerField):
    """A number as people say it: "7h", "half", "2-3"."""

    def read(self, typed: str) -> int | float | str:
        """Refuse what is no number; a range stays one."""
        try:
            said = said_number.read(typed)
        except ValueError:
            raise ValueError(self._or_empty(self.question.error)) from None
        if isinstance(said, str):
            return said
        value = round(said, 2)
        return int(value) if value.is_integer() else value

    def trouble(self) -> str:
        """Say that it may be left empty, too."""
        return self._or_empty(super().trouble())

    def _or_empty(self, problem: str) -> str:
        """What is wrong, with the way out for whoever cannot say."""
        if self.question.required or not problem:
            return problem
        return gettext("%(problem)s. Leave it empty if you cannot say", problem=problem)


class ScaleField(AnswerField):
    """A whole number from 0 to 10, one button each."""

    def read(self, typed: str) -> int:
        """Refuse what is no whole number."""
        if not typed.isdecimal() or len(typed) > 2:
            raise ValueError(self.question.error)
        return int(typed)


class ChoiceField(AnswerField):
    """One option of several."""

    def read(self, typed: str) -> str:
        """Refuse what is no option of the question."""
        if self.question.option(typed) is None:
            raise ValueError(self.question.error)
        return typed

    def chosen(self, option: Option) -> bool:
        """Whether this option is to be shown chosen."""
        return option.id == self.typed


class ChoicesField(AnswerField):
    """Any number of options; an exclusive one stands alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticked: set[str] = set()

    def process_data(self, value: Any) -> None:
        """Take the saved list of option ids."""
        self.data = value
        self.ticked = set(value or ())

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the ticks, in the form's order."""
        self.ticked = {str(value) for value in valuelist}
        known = [option.id for option in self.question.options if option.id in self.ticked]
        self.data = known or None
        if len(known) < len(self.ticked):
            raise ValueError(self.question.error)

    def chosen(self, option: Option) -> bool:
        """Whether this option is to be shown ticked."""
        return option.id in self.ticked

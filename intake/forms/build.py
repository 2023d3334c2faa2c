"""A questionnaire's page as a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import groupby
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from intake.forms.dates import PARTS, DateField
from intake.forms.fields import (
    AnswerField,
    ChoiceField,
    ChoicesField,
    NumberField,
    ScaleField,
    TextField,
)
from intake.forms.said_dates import Occasion
from intake.partial_date import PartialDate
from intake.questionnaires.condition import Answers, Condition
from intake.questionnaires.doubts import Doubt
from intake.questionnaires.model import Page, Question
from intake.questionnaires.response import shown_questions
from intake.spoken import gettext, said

FIELDS: dict[str, type[AnswerField]] = {
    "text": TextField,
    "longtext": TextField,
    "choice": ChoiceField,
    "choices": ChoicesField,
    "yesno": ChoiceField,
    "date": DateField,
    "partdate": DateField,
    "number": NumberField,
    "scale": ScaleField,
}
Unread = Mapping[str, list[str]]  # what was typed, by the name of its input
# What a page carries beside its answers: which button, what the page was drawn from, and the date
# of birth where it was asked for again before the answers are saved.
OTHER_KEYS = frozenset(
    {
        *("csrf_token", "then", "language", "seen", "start", "entry", "sure"),
        *("born-day", "born-month", "born-year"),
    }
)


class PageForm(BaseForm):
    """The questions of one page.

    `saved` are the answers of the whole form so far. A question that an answer
    on this page shows is always a field, so that it works without JavaScript;
    whether it counts is decided on the posted answers.
    """

    complete = True  # whether required answers are asked for

    def __init__(self, page: Page, saved: Answers, occasion: Occasion) -> None:
        here = {question.id for question in page.questions}
        self.page, self.today = page, occasion.today
        self.elsewhere = {key: value for key, value in saved.items() if key not in here}
        super().__init__(
            {
                question.id: _field(question, saved.get(question.id), occasion)
                for question in page.questions
                if self._may_show(question, here)
            }
        )
        # A helper's browser knows the helper's own name and birth date, not the patient's.
        own = any(q.role == "filled_by" and saved.get(q.id) == "self" for q in page.questions)
        for field in self.fields():
            field.autofill = field.question.autocomplete if own else ""
        self.asked_about: list[str] = []  # keys of doubts
        self.all_optional = not any(field.question.required for field in self.fields())
        for field in self.fields():
            field.optional = not (field.question.required or self.all_optional)
        self.process(data={key: saved[key] for key in here & saved.keys()})

    def post(self, posted: MultiDict[str, str], *, complete: bool = True) -> bool:
        """Take what was posted; True if every answer that counts holds.

        With `complete` off, required answers may be missing ("come back later", "Back").
        """
        self.complete = complete
        self.process(posted)
        valid = [field.validate(self) for field in self.counting()]
        return all(valid)

    def counting(self) -> list[AnswerField]:
        """The fields whose question is shown by the answers before it."""
        given = {f.question.id: f.data for f in self.fields() if f.data is not None}
        known = {**self.elsewhere, **given}
        shown = {q.id for q in shown_questions(self.page, known, self.today)}
        return [field for field in self.fields() if field.question.id in shown]

    def answers(self) -> dict[str, Any]:
        """The answers that count, by question id; none that was found wrong."""
        return {
            f.question.id: f.data for f in self.counting() if f.data is not None and not f.errors
        }

    def unread(self, posted: MultiDict[str, str]) -> Unread:
        """What was typed where an answer was found wrong, to be kept as it is for later."""
        keys = [key for field in self.counting() if field.errors for key in _keys(field)]
        return {key: posted.getlist(key) for key in keys if any(posted.getlist(key))}

    def show_unread(self, unread: Unread) -> None:
        """Show again what was kept as it was typed, with what is wrong with it."""
        typed = MultiDict((key, value) for key, values in unread.items() for value in values)
        for field in self.fields():
            if not unread.keys().isdisjoint(_keys(field)):
                field.process(typed)
                field.validate(self)

    def ask_about(self, doubts: Iterable[Doubt]) -> None:
        """Ask beside each field about what can hardly be; the page carries what it asked about."""
        own = {field.question.id: field for field in self.fields()}
        for doubt in doubts:
            if doubt.question.id in own:
                own[doubt.question.id].doubts.append(said(doubt.asks))
                self.asked_about.append(doubt.key)

    @property
    def guessed(self) -> str:
        """The whole date of which the country decided which number is the month, "" for none."""
        dates = (field for field in self.fields() if isinstance(field, DateField))
        return next((str(one.name) for one in dates if one.order_guessed), "")

    def show_read(self, name: str) -> None:
        """Show in words how this date was read."""
        if isinstance(field := self._fields.get(name), DateField):
            field.show_read = True

    def forgive(self) -> None:
        """Keep what was typed, and say of nothing that it is wrong."""
        for field in self.fields():
            field.errors = ()

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong: the input to move to, and what to do there."""
        return [(f"#{f.first_input}", f.errors[0]) for f in self.fields() if f.errors]

    def doubts(self) -> list[tuple[str, str]]:
        """What is asked about: the input to move to, and the question."""
        return [(f"#{f.first_input}", words) for f in self.fields() for words in f.doubts]

    def fields(self) -> Iterator[AnswerField]:
        """All fields, in the form's order."""
        return (field for field in self if isinstance(field, AnswerField))

    def unknown_keys(self, posted: Set[str]) -> Set[str]:
        """Posted keys that this page never asked for."""
        return posted - OTHER_KEYS - {key for field in self.fields() for key in _keys(field)}

    def groups(self) -> Iterator[tuple[Condition | None, list[AnswerField]]]:
        """Neighbours shown by the same answer on this page; None for those always shown."""
        asked = (field for field in self.fields() if not field.question.extra)
        for rule, fields in groupby(asked, self._rule):
            yield rule, list(fields)

    def extras(self) -> list[AnswerField]:
        """The fields that stand folded away at the end."""
        return [field for field in self.fields() if field.question.extra]

    @property
    def has_extras(self) -> bool:
        """Whether anything is answered or wrong there, so that it stands open."""
        return any(field.data is not None or field.errors for field in self.extras())

    def rule_data(self, rule: Condition) -> dict[str, str]:
        """What tells the browser when a follow-up is shown: attributes of its element."""
        if rule.younger_than is not None:
            return {"data-when-younger": str(rule.younger_than)}
        if rule.unclear_against:
            known = PartialDate.answered(self.elsewhere.get(rule.unclear_against))
            days = f"{known.earliest} {known.latest}" if known else ""
            return {"data-when-unclear": days}
        if rule.above is not None:
            return {"data-when-above": f"{rule.above:g}"}
        return {"data-when-is": " ".join(rule.values)}

    def when(self, rule: Condition) -> str:
        """In words when to answer a follow-up, for a browser that cannot hide it."""
        asked = next(q for q in self.page.questions if q.id == rule.question)
        if rule.younger_than is not None:
            return gettext("Answer this if the patient is under %(years)s", years=rule.younger_than)
        if rule.unclear_against:
            return gettext("Answer this if you cannot say when you started")
        if rule.above is not None and asked.kind == "choices":
            return gettext(
                "Answer this if you ticked more than %(number)s for “%(question)s”",
                number=f"{rule.above:g}",
                question=asked.patient,
            )
        if rule.above is not None:
            return gettext(
                "Answer this if you gave a number above %(number)s for “%(question)s”",
                number=f"{rule.above:g}",
                question=asked.patient,
            )
        words = [option.patient for option in asked.options if option.id in rule.values]
        return gettext(
            "Answer this if you chose %(answers)s for “%(question)s”",
            answers=gettext(" or ").join(f"“{one}”" for one in words),
            question=asked.patient,
        )

    def _rule(self, field: AnswerField) -> Condition | None:
        condition = field.question.shown_when
        return condition if condition and condition.question in self else None

    def _may_show(self, question: Question, here: Set[str]) -> bool:
        condition = question.shown_when
        return (
            condition is None
            or condition.question in here
            or condition.holds(self.elsewhere, self.today)
        )


def _field(question: Question, saved: Any, occasion: Occasion) -> UnboundField[AnswerField]:
    """The question's field; an option in the saved answer that is no longer asked stays."""
    hint = type(question.hint)(question.hint.replace("{date}", occasion.example))
    offered = replace(question, hint=hint, options=question.offered(saved), retired=())
    return UnboundField(FIELDS[question.kind], offered, occasion=occasion)


def _keys(field: AnswerField) -> tuple[str, ...]:
    if isinstance(field, DateField):
        parts = (f"{field.name}-{part}" for part in (*PARTS, "unknown"))
        return (*parts, field.name) if field.partial else tuple(parts)
    return (field.name,)


def is_input_of(question_id: str, name: str) -> bool:
    """Whether an input of this name belongs to the question: its own or a part of its date."""
    own, _, part = name.rpartition("-")
    return name == question_id or (own == question_id and part in (*PARTS, "unknown"))

"""What must hold between the parts of a form; each rule refuses the file in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from intake.questionnaires.article import check_rows
from intake.questionnaires.model import Condition, Option, Page, Question, Questionnaire
from intake.questionnaires.structure import Builder

BLOCKS = frozenset(
    {"header", "words", "signs", "drugs", "history", "symptoms", "background", "life", "wants"}
)
UNLABELLED = frozenset({"header", "words", "signs"})
PLACEHOLDERS = frozenset({"clinic", "emergency_number", "crisis_line"})
# What the service itself reads, and the kind of answer it reads there.
ROLES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("name", "phone", "place", "guardian", "helper", "job"), ("text",)),
    **dict.fromkeys(("allergies", "med_new_what", "words"), ("text", "longtext")),
    **dict.fromkeys(("sex", "hand", "filled_by", "pregnancy", "nomeds"), ("choice",)),
    **dict.fromkeys(("emergency_ack", "emergency_ack_later", "caffeine_change"), ("choice",)),
    **dict.fromkeys(("emergency", "jog", "street_drugs"), ("choices",)),
    **dict.fromkeys(("med.name", "med.dose", "med.why"), ("text",)),
    **dict.fromkeys(("med.route", "med.order", "med.still"), ("choice",)),
    **dict.fromkeys(("med.stopfx", "med.dosechg"), ("choice",)),
    **dict.fromkeys(("onset", "med.start", "med.stop"), ("partdate",)),
    "dob": ("date",),
    "med_new": ("yesno",),
    "caffeine": ("number",),
}
NEEDED_ROLES = ("name", "dob")  # who the answers are about
_TEXTS = ("text", "longtext")


def check(questionnaire: Questionnaire, rows: frozenset[str], builder: Builder) -> None:
    """Refuse a form that reads well but cannot work; raises QuestionnaireError."""
    _ids(questionnaire, builder)
    for _page, question in _questions(questionnaire):
        for problem in _question_problems(question):
            builder.fail(builder.line(question), f"question {question.id}: {problem}")
    _Order(builder).check(questionnaire)
    _roles(questionnaire, builder)
    _notices(questionnaire, builder)
    check_rows(questionnaire, rows, builder)


def _questions(questionnaire: Questionnaire) -> Iterator[tuple[Page, Question]]:
    return ((page, question) for page in questionnaire.pages for question in page.questions)


def _ids(questionnaire: Questionnaire, builder: Builder) -> None:
    """Answers are kept under question ids and repeating pages' ids: all differ."""
    seen: set[str] = set()
    for page in questionnaire.pages:
        if not page.questions:
            builder.fail(builder.line(page), f"page {page.id} has no question")
        things: tuple[Page | Question, ...] = (page, *page.questions)
        for thing in things:
            if thing.id in seen:
                builder.fail(builder.line(thing), f"the id '{thing.id}' is used twice")
            seen.add(thing.id)
    for _page, question in _questions(questionnaire):
        options: set[str] = set()
        for option in question.options:
            if option.id in options:
                line = builder.line(option, question)
                builder.fail(line, f"question {question.id}: option '{option.id}' is used twice")
            options.add(option.id)


def _question_problems(question: Question) -> Iterator[str]:
    """What is wrong with one question by itself."""
    kind = question.kind
    if kind in ("choice", "choices") and len(question.options) < 2:
        yield f"a {kind} needs two options or more"
    if kind not in ("choice", "choices", "yesno") and question.options:
        yield f"a {kind} has no options"
    if kind != "choices" and any(option.exclusive for option in question.options):
        yield "only an option of choices can be exclusive"
    if (kind in _TEXTS) != (question.max_length > 0):
        yield "text needs a max_length and nothing else has one"
    if question.scan and kind not in _TEXTS:
        yield "only text can be scanned"
    if question.future and kind not in ("date", "partdate"):
        yield "only a date can lie in the future"
    yield from _range_problems(question)
    yield from _block_problems(question)


def _range_problems(question: Question) -> Iterator[str]:
    low, high = question.minimum, question.maximum
    if question.kind != "number":
        if (low, high, question.unit) != (None, None, ""):
            yield "only a number has a unit, a minimum and a maximum"
    elif low is None or high is None or low >= high:
        yield "a number needs a minimum below its maximum"


def _block_problems(question: Question) -> Iterator[str]:
    """Every question is printed somewhere, and signs only in their band."""
    if question.block not in BLOCKS:
        yield f"unknown block '{question.block}': use {', '.join(sorted(BLOCKS))}"
    elif not question.label and question.block not in UNLABELLED:
        yield f"the block {question.block} needs a label"
    if (question.sign or question.detail_of) and question.block != "signs":
        yield "a sign or its detail belongs to the block signs"
    if question.sign == "danger" and question.kind != "yesno":
        yield "a danger sign is a yesno"
    if question.sign == "emergency" and not any(o.emergency for o in question.options):
        yield "an emergency sign needs an option with emergency: true"


class _Order:
    """Conditions and details look back only, so one pass from the top settles them."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._seen: dict[str, Question] = {}

    def check(self, questionnaire: Questionnaire) -> None:
        for page in questionnaire.pages:
            outside = dict(self._seen)
            self._condition(page.shown_when, f"page {page.id}", page)
            for question in page.questions:
                self._condition(question.shown_when, f"question {question.id}", question)
                self._detail(question)
                self._seen[question.id] = question
            if page.repeats:  # what one entry says cannot rule another page
                self._seen = outside

    def _condition(self, condition: Condition | None, name: str, owner: object) -> None:
        if condition is None:
            return
        line, asked = self._builder.line(condition, owner), self._seen.get(condition.question)
        if asked is None:
            reason = f"shown_when names '{condition.question}', which is not asked before it"
            self._builder.fail(line, f"{name}: {reason}")
        for problem in _condition_problems(condition, asked):
            self._builder.fail(line, f"{name}: {problem}")

    def _detail(self, question: Question) -> None:
        of = self._seen.get(question.detail_of)
        if question.detail_of and (of is None or not of.sign):
            reason = f"detail_of names '{question.detail_of}', which is no sign asked before it"
            self._builder.fail(self._builder.line(question), f"question {question.id}: {reason}")


def _condition_problems(condition: Condition, asked: Question) -> Iterator[str]:
    if (condition.above is None) == (not condition.values):
        yield "shown_when needs either values or above"
    if condition.above is not None and asked.kind not in ("number", "scale"):
        yield f"shown_when above: '{asked.id}' is not a number"
    for value in condition.values:
        if asked.option(value) is None:
            yield f"shown_when: '{asked.id}' has no option '{value}'"


def _roles(questionnaire: Questionnaire, builder: Builder) -> None:
    found: dict[str, Question] = {}
    for page, question in _questions(questionnaire):
        role, where = question.role, f"question {question.id}"
        if not role:
            continue
        line = builder.line(question)
        if question.kind not in ROLES.get(role, ()):
            kinds = " or ".join(ROLES.get(role, ())) or "no role of the service"
            builder.fail(line, f"{where}: role '{role}' is {kinds}")
        if role.startswith("med.") != page.repeats:
            builder.fail(line, f"{where}: a role med.* belongs to the repeating page, no other")
        if role in found:
            builder.fail(line, f"{where}: role '{role}' is used twice")
        found[role] = question
    for role in NEEDED_ROLES:
        if role not in found:
            builder.fail(1, f"the form has no question with the role '{role}'")


def _notices(questionnaire: Questionnaire, builder: Builder) -> None:
    """Notices name only settings there are, and an emergency has its advice."""
    for page in questionnaire.pages:
        for notice in page.notices:
            for name in re.findall(r"\{(.*?)\}", notice.heading + notice.text):
                if name not in PLACEHOLDERS:
                    line = builder.line(notice, page)
                    builder.fail(line, f"page {page.id}: a notice names '{{{name}}}', no setting")
    options: Iterator[Option] = (o for _page, q in _questions(questionnaire) for o in q.options)
    if questionnaire.advice is None and any(option.emergency for option in options):
        builder.fail(1, "the form has emergency options but no notice of style emergency")

"""What must hold between the parts of a form; each rule refuses the file in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from intake.questionnaires.loading.article import check_rows
from intake.questionnaires.loading.order import Order
from intake.questionnaires.loading.question_checks import question_problems
from intake.questionnaires.loading.structure import Builder
from intake.questionnaires.model import ACKS, Option, Page, Question, Questionnaire

PLACEHOLDERS = frozenset({"clinic", "phone", "emergency_number", "crisis_line"})
# What the service itself reads, and the kind of answer it reads there.
ROLES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("name", "phone", "place", "guardian", "helper", "job"), ("text",)),
    **dict.fromkeys(("allergies", "med_new_what", "words"), ("text", "longtext")),
    **dict.fromkeys(("sex", "hand", "filled_by", "pregnancy", "nomeds"), ("choice",)),
    **dict.fromkeys(("emergency_ack", "emergency_ack_later", "ring_ack"), ("choice",)),
    "caffeine_change": ("choice",),
    **dict.fromkeys(("emergency", "memory_aid", "street_drugs"), ("choices",)),
    **dict.fromkeys(("med.name", "med.dose", "med.why"), ("text",)),
    **dict.fromkeys(("med.route", "med.order", "med.still"), ("choice",)),
    **dict.fromkeys(("med.stopfx", "med.dosechg"), ("choice",)),
    **dict.fromkeys(("onset", "med.start", "med.stop"), ("partdate",)),
    "dob": ("date",),
    "med_new": ("yesno",),
    "caffeine": ("number",),
}
# Ids stand in URLs, in HTML and as keys of the answers' JSON.
_ID = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")
_ID_WORDS = "lower-case letters and digits, joined by . or _ or -"
# Versions stand in the names of released files, and are put in order.
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")
_VERSION_WORDS = "numbers joined by points, as 1.0.0"
NEEDED_ROLES = ("name", "dob")  # who the answers are about


def check(questionnaire: Questionnaire, rows: frozenset[str], builder: Builder) -> None:
    """Refuse a form that reads well but cannot work; raises QuestionnaireError."""
    if not _VERSION.fullmatch(questionnaire.version):
        reason = f"the version '{questionnaire.version}' is not {_VERSION_WORDS}"
        builder.fail(1, reason)
    _ids(questionnaire, builder)
    for _page, question in _questions(questionnaire):
        for problem in question_problems(question):
            builder.fail(builder.line(question), f"question {question.id}: {problem}")
    Order(builder).check(questionnaire)
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
            _id(thing, seen, "", builder)
    for _page, question in _questions(questionnaire):
        own: set[str] = set()
        for option in question.options:
            _id(option, own, f"question {question.id}: ", builder)


def _id(thing: Page | Question | Option, seen: set[str], where: str, builder: Builder) -> None:
    if thing.id in seen:
        builder.fail(builder.line(thing), f"{where}the id '{thing.id}' is used twice")
    if not _ID.fullmatch(thing.id):
        builder.fail(builder.line(thing), f"{where}the id '{thing.id}' is not {_ID_WORDS}")
    seen.add(thing.id)


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
        if role in found and role not in ACKS:  # each sign has an action of its own
            builder.fail(line, f"{where}: role '{role}' is used twice")
        found[role] = question
    for role in NEEDED_ROLES:
        if role not in found:
            builder.fail(1, f"the form has no question with the role '{role}'")


def _notices(questionnaire: Questionnaire, builder: Builder) -> None:
    """Notices name only settings there are, and each level that has a card has its words."""
    for page in questionnaire.pages:
        for notice in page.notices:
            for name in re.findall(r"\{(.*?)\}", notice.heading + notice.text):
                if name not in PLACEHOLDERS:
                    line = builder.line(notice, page)
                    builder.fail(line, f"page {page.id}: a notice names '{{{name}}}', no setting")
    options = [o for _page, q in _questions(questionnaire) for o in q.options]
    if questionnaire.ring_today is None and any(option.ring for option in options):
        builder.fail(1, "the form has options to ring the clinic but no notice of style ring")
    if questionnaire.advice is None and any(option.emergency for option in options):
        builder.fail(1, "the form has emergency options but no notice of style emergency")

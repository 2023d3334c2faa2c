"""What must hold within one question, each fault in words."""

from __future__ import annotations

from collections.abc import Iterator

from intake.questionnaires.model import Question

BLOCKS = frozenset(
    {"header", "words", "signs", "drugs", "history", "symptoms", "background", "life", "wants"}
)
UNLABELLED = frozenset({"header", "words", "signs"})
_TEXTS = ("text", "longtext")


def question_problems(question: Question) -> Iterator[str]:
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
    known = {option.id for option in question.options}
    if any(not known.issuperset(one.values) for one in question.contradictions):
        yield "a contradiction is between options of the question"
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
    yield from _sign_problems(question)


def _sign_problems(question: Question) -> Iterator[str]:
    if question.sign == "counts":
        if question.block != "symptoms":
            yield "a sign that counts only belongs to the block symptoms"
    elif (question.sign or question.detail_of) and question.block != "signs":
        yield "a sign or its detail belongs to the block signs"
    if question.sign in ("danger", "counts") and question.kind != "yesno":
        yield f"a {question.sign} sign is a yesno"
    if any(option.ring and not option.danger for option in question.options):
        yield "an option to ring the clinic is a danger sign too"
    if question.sign == "emergency" and not any(o.emergency for o in question.options):
        yield "an emergency sign needs an option with emergency: true"

"""What was typed into a form as own words: how much it is, and in which languages."""

from __future__ import annotations

from collections.abc import Iterator

from intake.draft import Draft
from intake.languages import ENGLISH
from intake.questionnaires import Questionnaire


def typed_bytes(draft: Draft, form: Questionnaire) -> int:
    """How much text was typed; what is ticked is bounded by the form, and never refused."""
    unread = (one for own in draft.unread.values() for values in own.values() for one in values)
    texts = (*unread, *(text for _key, text in _own_words(draft, form)))
    return sum(len(one.encode("utf-8", "surrogatepass")) for one in texts)


def typed_in(
    draft: Draft, before: Draft | None, form: Questionnaire, language: str
) -> tuple[str, ...]:
    """The languages in which the form was read while own words were typed, the first one first.

    `language` is what it is read in now, by its code: it counts once words are new.
    """
    known = set(_own_words(before, form)) if before else set()
    new = any(one not in known for one in _own_words(draft, form))
    return with_language(draft.typed_in, language) if new else draft.typed_in


def with_language(typed: tuple[str, ...], code: str) -> tuple[str, ...]:
    """These languages with one more, unless it is among them."""
    return tuple(dict.fromkeys((*typed, code or ENGLISH.code)))


def _own_words(draft: Draft, form: Questionnaire) -> Iterator[tuple[str, str]]:
    """What is typed, by question; of dates only those that keep their words."""
    dates = {q.id for page in form.pages for q in page.questions if q.kind == "partdate"}
    ticked = {q.id for page in form.pages for q in page.questions if not q.max_length}
    entries = (entry for own in draft.entries.values() for entry in own.values())
    return (
        (key, str(value))
        for scope in (draft.answers, *entries)
        for key, value in scope.items()
        if key not in ticked or (key in dates and " " in str(value))
    )

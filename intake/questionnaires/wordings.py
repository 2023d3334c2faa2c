"""A form's patient wordings in another language: which there are, which are missing or too old.

Each is kept under the id of what it words, with a short hash of the English that it was made from:
when the English changes, the translation no longer counts. The clinician's wordings stay English.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from intake.questionnaires.model import Notice, Option, Page, Question, Questionnaire

Pair = tuple[str, str]  # the hash of the English, and its translation


class InEnglish(str):
    """English words that are shown for want of a translation; a page has to mark them."""

    __slots__ = ()


@dataclass(frozen=True)
class Wordings:
    """What one file holds: by id, and wherever the English is the same, by its hash."""

    code: str
    by_id: Mapping[str, Pair] = field(default_factory=dict)
    everywhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def partial(self) -> bool:
        """Whether it only changes the spelling: what it lacks is right as it is."""
        return self.code.startswith("en")

    def of(self, key: str, english: str) -> str | None:
        """The translation under an id while it fits the English; None if there is none."""
        digest = hash_of(english)
        made_of, text = self.by_id.get(key, ("", ""))
        return text if made_of == digest else self.everywhere.get(digest)


@dataclass(frozen=True)
class Missing:
    """A wording without a translation, or with one of an English that has changed."""

    key: str
    english: str
    stale: bool


def hash_of(english: str) -> str:
    """What a translation keeps of the English it was made from: 6 hexadecimal digits."""
    return hashlib.sha256(english.encode()).hexdigest()[:6]


def in_language(form: Questionnaire, wordings: Wordings) -> Questionnaire:
    """The form with its patient's wordings in a language, each that fits."""

    def worded(key: str, english: str) -> str:
        plain = english if wordings.partial else InEnglish(english)
        return wordings.of(key, english) or plain

    made = _worded(form, worded)
    return replace(made, filled_in=_base(wordings.code), worded_in=wordings.code)


def missing(form: Questionnaire, wordings: Wordings) -> list[Missing]:
    """What the form has no translation for, in its order; of a mere spelling what is too old."""
    found: list[Missing] = []

    def look(key: str, english: str) -> str:
        stale = key in wordings.by_id
        if wordings.of(key, english) is None and (stale or not wordings.partial):
            found.append(Missing(key, english, stale))
        return english

    _worded(replace(form, retired=()), look)
    return found


def _base(code: str) -> str:
    return code.partition("-")[0]


Say = Callable[[str, str], str]  # from id and English to what is shown; "" stays ""


def _worded(form: Questionnaire, say: Say) -> Questionnaire:
    return replace(
        form,
        title=say("title", form.title),
        pages=tuple(_page(page, say) for page in form.pages),
        retired=tuple(_page(page, say) for page in form.retired),
    )


def _page(page: Page, say: Say) -> Page:
    return replace(
        page,
        patient=say(page.id, page.patient),
        notices=tuple(_notices(page, say)),
        questions=tuple(_question(one, say) for one in page.questions),
    )


def _notices(page: Page, say: Say) -> Iterator[Notice]:
    for number, notice in enumerate(page.notices, 1):
        key = f"{page.id} notice {number}"
        heading = notice.heading and say(f"{key} heading", notice.heading)
        yield replace(notice, heading=heading, text=say(key, notice.text))


def _question(question: Question, say: Say) -> Question:
    def part(name: str, words: str) -> str:
        return words and say(f"{question.id} {name}", words)

    return replace(
        question,
        patient=say(question.id, question.patient),
        options=tuple(_option(question, one, say) for one in question.options),
        contradictions=tuple(
            replace(one, patient=part(f"contradiction {number}", one.patient))
            for number, one in enumerate(question.contradictions, 1)
        ),
        retired=tuple(_option(question, one, say) for one in question.retired),
        hint=part("hint", question.hint),
        error=part("error", question.error),
        unit=part("unit", question.unit),
    )


def _option(question: Question, option: Option, say: Say) -> Option:
    return replace(option, patient=say(f"{question.id} = {option.id}", option.patient))

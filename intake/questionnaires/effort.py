"""How long it takes to fill in a form: its words are read, and each question takes a moment.

Adults read 238 words a minute in silence (Brysbaert 2019, 10.1016/j.jml.2019.104047); a form on a
phone is read with care, by people who are ill, often in a language that they learnt. So it is
counted slower, and a patient is rather done before the time that was told than after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from intake.questionnaires.model import Page, Question, Questionnaire
from intake.questionnaires.response import Response

WORDS_A_SECOND = 2.5  # 150 a minute
A_TAP, TYPING = 3.0, 12.0  # seconds that an answer takes: chosen, or typed
TYPED = {"text", "longtext", "date", "partdate", "number"}
ROUGH = 10  # minutes from which on it is told in fives


def minutes_left(response: Response, page: Page) -> int:
    """Minutes from this page to the end, as `minutes_for` counts them."""
    return minutes_for(response, response.pages[response.pages.index(page) :])


def minutes_for(response: Response, pages: Sequence[Page]) -> int:
    """Minutes that these pages still take, 1 at least and from 10 on in fives.

    What is answered counts no more, what is folded away never does, and a list of medicines as one
    more while none stands on it.
    """
    exact = sum(_seconds(response, one) for one in pages) / 60
    return max(1, ceil(exact) if exact <= ROUGH else 5 * round(exact / 5))


def minutes(form: Questionnaire) -> int:
    """Minutes for a whole form that nothing is answered in yet."""
    nothing = Response.of(form, {})
    return minutes_left(nothing, nothing.pages[0])


def _seconds(response: Response, page: Page) -> float:
    if page.repeats and response.entries(page):
        return 0
    told = " ".join((page.patient, *(f"{one.heading} {one.text}" for one in page.notices[:1])))
    asked = [
        one
        for one in response.questions(page) or page.questions
        if not one.extra and one.id not in response.answers
    ]
    return _reading(told) + sum(map(_answering, asked)) if asked else 0


def _answering(question: Question) -> float:
    words = (question.patient, question.hint, *(one.patient for one in question.options))
    return _reading(*words) + (TYPING if question.kind in TYPED else A_TAP)


@lru_cache(4096)  # the words of the forms, each counted once
def _reading(*texts: str) -> float:
    return sum(len(text.split()) for text in texts) / WORDS_A_SECOND

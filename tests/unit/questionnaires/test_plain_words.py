"""What patients read is plain: at most grade 6 of school by Flesch and Kincaid's formula.

J. P. Kincaid and others, Derivation of new readability formulas (1975). Syllables are counted by
groups of vowels, as most programs do. Shorter items are mostly names, of which nothing can be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from intake.questionnaires import Questionnaire, load_all

FEWEST, GRADE = 6, 6.0
WORD = re.compile(r"[A-Za-z’']+")
SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)|\n")


def syllables(word: str) -> int:
    letters = re.sub("[^a-z]", "", word.lower())
    found = len(re.findall("[aeiouy]+", letters))
    found -= bool(re.search("[^aeiouyl]e$|[^aeioudt]ed$", letters))  # which are not spoken
    return max(found, 1)


def grade(text: str) -> float:
    words = WORD.findall(text)
    sentences = sum(bool(WORD.search(one)) for one in SENTENCE.split(text))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def read_by_patients(form: Questionnaire) -> Iterator[tuple[str, str]]:
    for page in form.pages:
        yield page.id, page.patient
        for notice in page.notices:
            yield f"{page.id} notice", notice.heading
            yield f"{page.id} notice", notice.text
        for question in page.questions:
            yield question.id, question.patient
            yield f"{question.id} hint", question.hint
            for option in question.options:
                yield f"{question.id} = {option.id}", option.patient


@pytest.mark.parametrize(
    ("text", "most", "least"),
    [
        ("The cat sat on the mat and it ran.", 1, -3),
        ("Individuals experiencing respiratory difficulties should immediately telephone.", 40, 20),
    ],
)
def test_the_formula_tells_plain_from_hard(text: str, most: float, least: float) -> None:
    assert least < grade(text) < most


def test_every_item_of_six_words_or_more_is_plain() -> None:
    items = [one for form in load_all().values() for one in read_by_patients(form)]
    long = [(where, text) for where, text in items if len(WORD.findall(text)) >= FEWEST]
    assert len(long) > 150
    hard = {where: text for where, text in long if grade(text) > GRADE}
    assert hard == {}

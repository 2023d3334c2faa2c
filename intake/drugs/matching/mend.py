"""Words as a scanner or a hurried hand wrote them: pr0zac, 50mgsertraline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from intake.drugs.matching.decide import decide
from intake.drugs.tables.common_names import well_known
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import Token, normalise

_LIKE = {"0": "o", "1": "li", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b"}
_RUN = re.compile(r"[^\W_]+")
_SUSPECT = re.compile(r"\d[^\W\d_]")
_MIXED = re.compile(r"(?=[^\W_]*\d[^\W\d_])[^\W_]{5,26}")  # a digit before a letter
_DOSE = re.compile(r"(\d+(?:mg|mcg|ug|g|ml|iu|ui|x|tabs?|caps?))([^\W\d_]{4,})", re.IGNORECASE)
_MOST = 4  # digits in one word; more are a number


def mended(text: str, words: list[Token]) -> list[Token]:
    """The words, with digits read as the letters they look like, and a dose parted from its name,
    where that makes a name.
    """
    if not _SUSPECT.search(text):
        return words
    runs = {run.start(): run for run in _RUN.finditer(text) if _MIXED.fullmatch(run[0])}
    whole: list[Token] = []
    done = 0
    for word in words:
        if word.start < done:
            continue
        run = runs.get(word.start)
        made = _made(run[0], word) if run else None
        whole += made or [word]
        done = run.end() if run and made else word.end
    return whole


def _made(run: str, first: Token) -> list[Token] | None:
    """The words that a run of letters and digits stands for; None where it makes no name."""
    start, end = first.start, first.start + len(run)
    if (dose := _DOSE.fullmatch(run)) and _names(normalise(dose[2])):
        cut = start + dose.end(1)
        return [
            Token(start, cut, normalise(dose[1]), first.gap),
            Token(cut, end, normalise(dose[2]), ""),
        ]
    if run in tables().names or sum(letter.isdigit() for letter in run) > _MOST:
        return None
    made = next((word for word in _as_letters(run) if _names(word)), None)
    return [Token(start, end, made, first.gap)] if made else None


def _as_letters(run: str) -> Iterator[str]:
    """The run with each digit as a letter that it looks like."""
    letters: Sequence[str] = [_LIKE.get(letter, letter) for letter in normalise(run)]
    return ("".join(word) for word in product(*letters))


def _names(word: str) -> bool:
    """Whether it is a name that people use, or one slip from it."""
    if word in tables().names:
        return True
    near = decide(word) if word.isalpha() else None
    return bool(near and near.edits == 1 and near.name in well_known())

"""Words as a scanner or a hurried hand wrote them: pr0zac, Va1iurn, Seroque1, 50mgsertraline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from intake.drugs.matching.decide import decide
from intake.drugs.tables.common_names import well_known
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import Token, normalise

_LIKE = {
    **{"0": "o", "1": "li", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b"},
    "|": "li",
}
_SIGN = r"(?:[^\W_]|\|)"  # a letter or a digit, or the stroke that a scanner takes for an l
_LETTER = r"[^\W\d_]"
_RUN = re.compile(rf"{_SIGN}+")
_SUSPECT = re.compile(rf"[\d|]{_LETTER}|{_LETTER}[01|](?![^\W_])")
_MIXED = re.compile(rf"(?={_SIGN}*[\d|]{_LETTER}){_SIGN}{{5,26}}")  # a digit before a letter
_LAST = re.compile(rf"(?:{_LETTER}|[\d|]){{4,25}}(?<={_LETTER})[01|]")  # one that ends the word
_DOSE = re.compile(r"(\d+)(mg|mcg|ug|g|ml|iu|ui|x|tabs?|caps?)([^\W\d_]{4,})", re.IGNORECASE)
_MOST = 4  # digits in one word; more are a number


def mended(text: str, words: list[Token]) -> list[Token]:
    """The words, with digits read as the letters they look like, and a dose parted from its name,
    where that makes a name.
    """
    if not _SUSPECT.search(text):
        return words
    pieces = {run.start(): made for run in _RUN.finditer(text) if (made := _made(run[0]))}
    whole: list[Token] = []
    done = 0
    for word in words:
        if word.start < done:
            continue
        start = word.start - word.gap.endswith("|")  # a stroke before a word is its first letter
        if start not in pieces:
            whole.append(word)
            done = word.end
            continue
        for written, key in pieces[start]:
            whole.append(Token(start, start + len(written), key, text[done:start]))
            done = start = start + len(written)
    return whole


def _made(run: str) -> list[tuple[str, str]] | None:
    """The parts of a run of letters and digits, each with the word that it stands for; None
    where it makes no name.
    """
    if (dose := _DOSE.fullmatch(run)) and _names(normalise(dose[3])):
        return [(part, normalise(part)) for part in dose.groups()]
    if normalise(run) in tables().names or sum(not letter.isalpha() for letter in run) > _MOST:
        return None
    if _MIXED.fullmatch(run):
        made = next((word for word in _as_letters(run) if _names(word)), None)
    elif _LAST.fullmatch(run) and normalise(run[:-1]) not in tables().names:
        # An amount may end a word too, so that no slip is looked for: Xanax1.
        made = next((word for word in _as_letters(run) if word in tables().names), None)
    else:
        return None
    return [(run, made)] if made else None


def _as_letters(run: str) -> Iterator[str]:
    """The run with each digit as a letter that it looks like, and "rn" as the m that it was."""
    letters: Sequence[str] = [_LIKE.get(letter, letter) for letter in run.lower()]
    for word in map(normalise, map("".join, product(*letters))):
        yield word
        if "rn" in word:
            yield word.replace("rn", "m")


def _names(word: str) -> bool:
    """Whether it is a name that people use, or one slip from it."""
    if word in tables().names:
        return True
    near = decide(word) if word.isalpha() else None
    return bool(near and near.edits == 1 and near.name in well_known())

"""One spelling for every way of writing a name: lower case, no accents, no signs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters that no decomposition takes apart, and the Greek and Cyrillic letters
# of drug names as a pharmacist would write them in Latin ones.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ω": "o",
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ы": "y", "э": "e",
    "ю": "yu", "я": "ya", "ъ": "", "ь": "",
}  # fmt: skip
_LATIN = str.maketrans(_LETTERS)
_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_SIGNS_IN_A_LIST = {code: to for code, to in _SIGNS.items() if chr(code) not in ";\n"}
_WORD = re.compile(r"[^\W\d_]+|\d+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


@lru_cache(maxsize=1024)
def _latin(letters: str) -> str:
    """The ASCII letters that stand for these; lone surrogates and other scripts for none."""
    apart = unicodedata.normalize("NFKD", letters.casefold()).translate(_LATIN)
    return apart.encode("ascii", "ignore").decode("ascii")


def _plain(text: str) -> str:
    """Lower-case ASCII without accents; any text will do."""
    if not text.isascii():
        text = _FOREIGN.sub(lambda match: _latin(match[0]), text)
    return text.lower()


def normalise_lists(lists: list[str]) -> list[list[str]]:
    """The normalised names of each list, its names parted by semicolons; all at once, for speed."""
    plain = "\n".join(map(_plain, lists)).translate(_SIGNS_IN_A_LIST)
    return [names.split(";") for names in plain.split("\n")]


def normalise(text: str) -> str:
    """The normalised form of one name: "Co-codamol 8/500" gives "cocodamol8500"."""
    return _plain(text).translate(_SIGNS)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number of a text."""

    start: int
    end: int
    key: str  # normalised; "" for a word in a script that has no Latin form here
    gap: str  # what stands between it and the word before


def tokens(text: str) -> list[Token]:
    """Words and numbers of a text in order, "20mg" as two; time linear in its length."""
    words = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        words.append(Token(start, end, normalise(match[0]), text[last:start]))
        last = end
    return words

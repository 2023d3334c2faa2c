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
    "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ы": "y", "э": "e",
    "ю": "yu", "я": "ya", "ъ": "", "ь": "",
}  # fmt: skip
_DROP = {code: None for code in range(128) if not chr(code).isalnum()}
_WORD = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=1)
def _table(keep: str = ";") -> dict[int, str | None]:
    """Signs that a folded list of names loses; `keep` parts the names."""
    signs: dict[int, str | None] = {code: to for code, to in _DROP.items() if chr(code) != keep}
    return signs


def _plain(text: str) -> str:
    """Lower case without accents; any text, lone surrogates included."""
    if text.isascii():
        return text.lower()
    low = unicodedata.normalize("NFKD", text.casefold())
    return "".join(_LETTERS.get(char, char) for char in low if not unicodedata.combining(char))


def fold_names(names: str) -> list[str]:
    """The folded form of each name in a list parted by semicolons."""
    return _plain(names).translate(_table()).split(";")


def fold(text: str) -> str:
    """The folded form of one name: "Co-codamol 8/500" gives "cocodamol8500"."""
    return "".join(char for char in _plain(text) if char.isascii() and char.isalnum())


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number of a text."""

    start: int
    end: int
    key: str  # folded; "" for a word in a script that has no Latin form here
    gap: str  # what stands between it and the word before


def tokens(text: str) -> list[Token]:
    """Words and numbers of a text in order, "20mg" as two; time linear in its length."""
    found = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        found.append(Token(start, end, fold(match[0]), text[last:start]))
        last = end
    return found

"""Names and references in the forms in which they are searched: whole parts, told apart no more
than people do who hear or copy them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# What no decomposition takes apart, and how German and the Nordic languages write two letters.
_PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_BETWEEN = re.compile(r"[-‐‑–.'’ʼ‘`´]+")  # hyphens, apostrophes: inside a part, or not written
# Letters and digits of a reference that are read for one another.
_ALIKE = str.maketrans("OQ0BSZGUILT1", "DDD8526VJJ7J")


def parts(name: str) -> set[str]:
    """Every part under which a name is found: "O'Brien" is obrien, o and brien."""
    found: set[str] = set()
    for word in _words(name):
        pieces = _BETWEEN.split(word)
        for piece in ("".join(pieces), *pieces):
            found |= spellings(piece)
    return found


def searched(words: str) -> list[set[str]]:
    """For each part that was typed, the spellings of which one must be there.

    A single letter counts only where nothing else was typed.
    """
    pieces = [piece for word in _words(words) for piece in _pieces(word)]
    found = [one for one in map(spellings, pieces) if one]
    return [one for one in found if max(map(len, one)) > 1] or found


def spellings(word: str) -> set[str]:
    """A word without case and accents, and once more as German writes it: Müller, Mueller."""
    lower = unicodedata.normalize("NFC", word.casefold())
    forms = {_stripped(lower.translate(_PLAIN)), _stripped(lower.translate(_TWO_LETTERS))}
    return forms - {""}


def reference_skeleton(typed: str) -> str:
    """A reference in one form however it was copied: O, Q, 0 and D are one; "" for none."""
    letters = re.sub(r"[\s\-‐‑–]", "", typed).upper()
    if not re.fullmatch(r"[A-Z0-9]{8}", letters):
        return ""
    return letters.translate(_ALIKE)


def record_skeleton(typed: str) -> str:
    """A clinic's record number in one form: no case, no width, letters and digits alone."""
    whole = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(one for one in whole if one.isalnum())


def _words(text: str) -> list[str]:
    return re.split(r"[\s,;()\"“”]+", text.strip())


def _pieces(word: str) -> Iterator[str]:
    """A typed word at its hyphens; an apostrophe parts nothing."""
    for piece in re.split(r"[-‐‑–]+", word):
        yield _BETWEEN.sub("", piece)


def _stripped(word: str) -> str:
    """Letters and digits of any script, without what stands on or under them."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(one for one in apart.translate(_PLAIN) if one.isalnum())

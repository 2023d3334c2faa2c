"""Names written in several words, and which of them are more than their letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from intake.drugs.tables.everyday_words import all_everyday, is_everyday
from intake.drugs.tables.languages import languages_of
from intake.drugs.tables.rows import ListedRow
from intake.drugs.text.normalise import Token, normalise, tokens

TINY = 4  # letters; so short a name in several words is read only as it is listed
_PARTED = re.compile(r"\w\W+\w")


def phrases(listed: Iterable[ListedRow]) -> list[str]:
    """The normalised names written as several everyday words: energy drink, red bull."""
    names = {name.strip() for _, row in listed for name in row[4].split(";")}
    phrases = {name for name in names if _begins_so(name) and all_everyday(tokens(name))}
    lay = {name.strip() for _, row in listed if row[1] == "lay" for name in row[4].split(";")}
    phrases |= {name for name in lay if not any(map(_is_rare, tokens(name)))}
    return sorted(map(normalise, phrases))


def _is_rare(word: Token) -> bool:
    """Whether it is no everyday word, nor one of the other languages."""
    return not (is_everyday(word.key) or word.key in languages_of())


def apart(listed: Iterable[ListedRow]) -> list[str]:
    """The normalised names written as a letter and a few more, or of everyday words joined by
    signs: L-Cin, Q Gat, Pain-Off. Their letters alone would be too like other words.
    """
    names = {name.strip() for _, row in listed for name in row[4].split(";")}
    written = (name for name in names if _PARTED.search(name))
    return sorted({key for name in written if _is_apart(key := normalise(name), name)})


def _is_apart(key: str, name: str) -> bool:
    words = tokens(name)
    bits = len(key) <= TINY or all(len(word.key) < TINY for word in words)
    return (bits and key.isalpha()) or not any(map(_is_rare, words))


def _begins_so(name: str) -> bool:
    """Whether it is several words, the first an everyday one; a quick look that spares most."""
    first = name.split(" ", maxsplit=1)[0]
    return first != name and is_everyday(normalise(first.split("-", maxsplit=1)[0]))

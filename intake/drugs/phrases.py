"""Names written as several everyday words: energy drink, red bull, cold and flu."""

from __future__ import annotations

from functools import lru_cache

from intake.drugs.fold import Token, fold, tokens
from intake.drugs.tables import rows, table_files
from intake.drugs.words import is_word


@lru_cache(maxsize=1)
def phrases() -> frozenset[str]:
    """The folded names that are listed so; read when a text first needs them."""
    lists = (row[4].split(";") for path in table_files() for row in rows(path))
    names = (name.strip() for listed in lists for name in listed)
    return frozenset(fold(name) for name in names if _begins_so(name) and everyday(tokens(name)))


def _begins_so(name: str) -> bool:
    """Whether it is several words, the first an everyday one; a quick look that spares most."""
    first = name.split(" ", maxsplit=1)[0]
    return first != name and is_word(fold(first.split("-", maxsplit=1)[0]))


def everyday(words: list[Token]) -> bool:
    """Whether every word is one that people write without meaning a drug."""
    return all(word.key.isalpha() and is_word(word.key) for word in words)

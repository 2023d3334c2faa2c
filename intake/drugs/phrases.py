"""Names written as several everyday words: energy drink, red bull, cold and flu."""

from __future__ import annotations

from functools import lru_cache

from intake.drugs.fold import Token, fold, tokens
from intake.drugs.tables import rows, table_files
from intake.drugs.words import is_word


@lru_cache(maxsize=1)
def phrases() -> frozenset[str]:
    """The folded names that are listed so; read when a text first needs them."""
    listed = (name for path in table_files() for row in rows(path) for name in row[4].split(";"))
    return frozenset(
        fold(name) for name in listed if " " in name.strip() and everyday(tokens(name))
    )


def everyday(words: list[Token]) -> bool:
    """Whether every word is one that people write without meaning a drug."""
    return all(word.key.isalpha() and is_word(word.key) for word in words)

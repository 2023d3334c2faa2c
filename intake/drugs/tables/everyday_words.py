"""Everyday words: never taken for a misspelt drug, never "could not be read"."""

from __future__ import annotations

from intake.drugs.tables.files import lines, once
from intake.drugs.text.normalise import Token, normalise

_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er")


@once
def everyday_words() -> frozenset[str]:
    """The words of data/words.txt, normalised."""
    listed = " ".join(line for line in lines("words.txt") if not line.startswith("#"))
    return frozenset(normalise(word) for word in listed.split())


def is_everyday(key: str) -> bool:
    """Whether a normalised token is an everyday word, or such a word with a common ending."""
    known = everyday_words()
    if len(key) < 3 or key in known:
        return True
    return any(key.endswith(end) and _stem(key[: -len(end)], known) for end in _ENDINGS)


def _stem(stem: str, known: frozenset[str]) -> bool:
    """Whether "stopp" of "stopped", "tak" of "taking" or "happi" of "happily" is a word's stem."""
    if len(stem) < 3:
        return False
    doubled = stem[:-1] if stem[-1] == stem[-2] else stem
    return stem in known or stem + "e" in known or doubled in known or stem[:-1] + "y" in known


def all_everyday(words: list[Token]) -> bool:
    """Whether every word is one that people write without meaning a drug."""
    return all(word.key.isalpha() and is_everyday(word.key) for word in words)

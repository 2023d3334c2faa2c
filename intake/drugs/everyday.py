"""Everyday words that are also drug names (speed, coke, ice): meant only in context."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.drugs.details import STRENGTH
from intake.drugs.fold import Token
from intake.drugs.listed import DATA


def _read() -> dict[str, frozenset[str]]:
    """The groups of words in data/contexts.txt by their heading."""
    text = (DATA / "contexts.txt").read_text(encoding="utf-8")
    groups = re.findall(r"^\[(\w+)\]\n([^\[]*)", text, re.MULTILINE)
    return {heading: frozenset(words.split()) for heading, words in groups}


_WORDS = _read()


_NEARBY = 12  # words


def is_shade(words: Sequence[Token], at: int) -> bool:
    """Whether words near this one say that a drink is but a scent, colour or flavour."""
    nearby = words[max(0, at - _NEARBY) : at + _NEARBY]
    return any(token.key in _WORDS["shade"] for token in nearby)


def is_meant(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether the word stands alone, with an amount, or after a word of use."""
    others = [token for token in [*words[:first], *words[after:]] if not token.key.isdigit()]
    if all(token.key in _WORDS["details"] for token in others):
        return True
    if STRENGTH.match(text[words[after - 1].end :].lstrip(" -:,(")):
        return True
    before = first - 1
    while before >= 0 and words[before].key in _WORDS["before"]:
        before -= 1
    used = (
        before >= 0
        and words[before].key in _WORDS["use"]
        and not re.search(r"[.;\n]", words[first].gap)
    )
    follows = words[after].key if after < len(words) and words[after].gap.isspace() else ""
    if follows in _WORDS["place"] and after + 1 < len(words):
        return used and words[after + 1].key not in _WORDS["body"]  # "ice on my leg"
    return used and (not follows or follows in _WORDS["after"])

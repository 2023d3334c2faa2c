"""Everyday words that are also drug names (speed, coke, ice): meant only in context."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.drugs.tables.files import DrugTableError, lines, once
from intake.drugs.text.dosage import STRENGTH
from intake.drugs.text.normalise import Token

_NEARBY = 12  # words
_GROUPS = {"use", "before", "after", "details", "place", "body", "shade"}


@once
def _words() -> dict[str, frozenset[str]]:
    """The groups of words in data/contexts.txt by their heading. Raises DrugTableError."""
    text = "\n".join([*lines("contexts.txt"), ""])
    groups = dict(re.findall(r"^\[(\w+)\]\n([^\[]*)", text, re.MULTILINE))
    if groups.keys() != _GROUPS:
        raise DrugTableError(f"contexts.txt: the groups are not {', '.join(sorted(_GROUPS))}")
    return {heading: frozenset(words.split()) for heading, words in groups.items()}


def is_shade(words: Sequence[Token], at: int) -> bool:
    """Whether words near this one say that a drink is but a scent, colour or flavour."""
    nearby = words[max(0, at - _NEARBY) : at + _NEARBY]
    return any(token.key in _words()["shade"] for token in nearby)


def is_meant(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether the word stands alone, with an amount, or after a word of use."""
    groups = _words()
    others = [token for token in [*words[:first], *words[after:]] if not token.key.isdigit()]
    if all(token.key in groups["details"] for token in others):
        return True
    if STRENGTH.match(text[words[after - 1].end :].lstrip(" -:,(")):
        return True
    before = first - 1
    while before >= 0 and words[before].key in groups["before"]:
        before -= 1
    used = (
        before >= 0
        and words[before].key in groups["use"]
        and not re.search(r"[.;\n]", words[first].gap)
    )
    follows = words[after].key if after < len(words) and words[after].gap.isspace() else ""
    if follows in groups["place"] and after + 1 < len(words):
        return used and words[after + 1].key not in groups["body"]  # "ice on my leg"
    return used and (not follows or follows in groups["after"])

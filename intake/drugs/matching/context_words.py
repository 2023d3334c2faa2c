"""The groups of words that say what an everyday word means where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from intake.drugs.tables.files import DrugTableError, lines, once
from intake.drugs.text.normalise import Token, normalise_lists

_ENDS = frozenset(",.;:!?\n")  # a clause
_GROUPS = {
    *("use", "before", "after", "details", "place", "body", "when", "shade"),
    *("someone", "met", "called", "taking", "street", "living", "preposition", "landmark", "thing"),
    *("number", "decaf", "caffeine", "free", "without", "product", "kept_out", "joint"),
    *("led", "being", "vessel", "alcohol", "sober", "literal", "companion", "meal"),
    *("venue", "shut", "venue_in", "maker", "helping", "drinking", "ware"),
}


@once
def _words() -> dict[str, frozenset[str]]:
    """The groups of words in data/contexts.txt by their heading. Raises DrugTableError."""
    text = "\n".join([*lines("contexts.txt"), ""])
    groups = dict(re.findall(r"^\[(\w+)\]\n([^\[]*)", text, re.MULTILINE))
    if groups.keys() != _GROUPS:
        raise DrugTableError(f"contexts.txt: the groups are not {', '.join(sorted(_GROUPS))}")
    lists = normalise_lists([";".join(words.split()) for words in groups.values()])
    return {heading: frozenset(words) for heading, words in zip(groups, lists, strict=True)}


def group(name: str) -> frozenset[str]:
    """The words of one group of data/contexts.txt, normalised."""
    return _words()[name]


def begins_clause(word: Token) -> bool:
    """Whether a sign that ends a clause stands before this word."""
    return not _ENDS.isdisjoint(word.gap)


def clause_beside(words: Sequence[Token], first: int, after: int) -> Iterator[Token]:
    """The other words up to the nearest signs: of "tea x 10 a day, no coffee" the first five."""
    for at in range(first - 1, -1, -1):
        if begins_clause(words[at + 1]):
            break
        yield words[at]
    for word in words[after:]:
        if begins_clause(word):
            break
        yield word

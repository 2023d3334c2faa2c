"""Words that are drinks with caffeine (coffee, Coke, Monster): where they are drunk."""

from __future__ import annotations

from collections.abc import Sequence

from intake.drugs.matching.context_words import begins_clause, group
from intake.drugs.tables.everyday_words import is_everyday
from intake.drugs.text.normalise import Token

_NEARBY = 12  # words
_OF_HERBS = frozenset({"tea", "teas"})  # of rosehip or thyme too, which hold no caffeine
_OF = frozenset({"de", "di", "d"})
_ENTRY = 4  # words of an entry that is but a name


def is_drink(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether the entry is but a drink of some sort, "Vanilla Coke", "Monster Mango Loco", or
    drinks are counted: "three Monsters a day", "a can of Monster".
    """
    if _is_counted(words, first, after) or _is_with_meal(words, first, after):
        return True
    if len(words) > _ENTRY or words[first].key in _OF_HERBS:
        return False
    kinds = words[:first]
    if kinds and not words[after:]:
        return not any(is_everyday(word.key) for word in kinds)
    return not kinds and all(text[word.start].isupper() for word in words)


def is_shade(words: Sequence[Token], at: int) -> bool:
    """Whether words near this one say that a drink is but a scent, colour or flavour."""
    nearby = words[max(0, at - _NEARBY) : at + _NEARBY]
    return any(token.key in group("shade") for token in nearby)


def _is_with_meal(words: Sequence[Token], first: int, after: int) -> bool:
    """Whether a part of the text begins with it and goes on to a meal: "Coke with lunch"."""
    while first and words[first - 1].key in group("before") | group("number") | group("details"):
        first -= 1
    begins = first == 0 or begins_clause(words[first])
    rest = [word.key for word in words[after : after + _ENTRY + 1]]
    joined = rest[:1] != [] and rest[0] in group("after") | group("joint") | group("venue_in")
    return begins and joined and not group("meal").isdisjoint(rest)


def _is_counted(words: Sequence[Token], first: int, after: int) -> bool:
    start = first
    while start and words[start - 1].key in group("before") | _OF:  # "three strong coffees"
        start -= 1
    number = words[start - 1].key if start else ""
    beside = all(words[at].gap == " " for at in range(start, min(after + 1, len(words))))
    follows = words[after].key if after < len(words) else "a"
    counted = number.isdigit() or number in group("number") | group("helping")
    return beside and counted and follows in group("details") | group("after")

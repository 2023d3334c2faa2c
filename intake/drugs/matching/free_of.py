"""What a product is said not to hold: entkoffeiniert, sin alcohol, sans cortisone."""

from __future__ import annotations

from collections.abc import Sequence

from intake.drugs.matching.context_words import group
from intake.drugs.matching.match import DRINK, joins
from intake.drugs.model import Substance
from intake.drugs.text.normalise import Token

_NEARBY = 8  # words
# Of each drink the words that it holds none, those for what it does not hold, and its name then.
_NONE_IN = {
    DRINK: ("decaf", "caffeine", "decaf"),
    "alcohol": ("sober", "alcohol", "alcoholfreebeer"),
}
_HARD_AFTER = frozenset({"since", "for", "now", "seit", "desde", "depuis", "da", "ha"})


def is_free_of(substance: Substance, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether a product is told to be free of the caffeine, alcohol or steroid that is named here.

    Nothing else is sold so; "Prozac free since May" says that it was stopped.
    """
    if substance.ingredient in _NONE_IN:
        none, of = (group(name) for name in _NONE_IN[substance.ingredient][:2])
        start, end = _part(words, first, after)
        told = any(words[at].key in none for at in range(start, end))
        held = [at for at in range(start, end) if words[at].key in of]
        return told or any(_free(words, at, at + 1, start, end) for at in held)
    if group("kept_out").isdisjoint(substance.classes):
        return False
    return _free(words, first, after, *_part(words, first, after))


def name_of_none(substance: Substance) -> str | None:
    """The listed name of the drink that holds none; None where none is left to read."""
    return _NONE_IN[substance.ingredient][-1] if substance.ingredient in _NONE_IN else None


def _part(words: Sequence[Token], first: int, after: int) -> tuple[int, int]:
    """From and to where words stand side by side, with nothing hard between them."""
    start, end = first, after
    while start > first - _NEARBY and start and _beside(words[start]):
        start -= 1
    while end < min(len(words), after + _NEARBY) and _beside(words[end]):
        end += 1
    return start, end


def _beside(word: Token) -> bool:
    within = joins(word.gap.replace("(", "").replace(")", ""))
    return within and "." not in word.gap and "+" not in word.gap and word.key not in group("joint")


def _free(words: Sequence[Token], first: int, after: int, start: int, end: int) -> bool:
    """Whether "free" stands after it, or "without" before it and a product before that."""
    if after < end and words[after].key in group("free"):
        return after + 1 >= end or words[after + 1].key not in _HARD_AFTER
    if first > start and words[first - 1].key in group("without"):
        return first - 1 > start and words[first - 2].key in group("product")
    return False

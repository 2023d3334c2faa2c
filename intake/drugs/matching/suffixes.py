"""Letters beside a brand that name a second drug: "Prega NT" holds nortriptyline too.

A brand listed with its suffix is read whole; this is for the others, and only asks.
"""

from __future__ import annotations

from collections import defaultdict

from intake.drugs.model import Substance
from intake.drugs.tables.files import once, records
from intake.drugs.tables.rows import WITH
from intake.drugs.text.normalise import Token, normalise

_COLUMNS = ["suffix", "beside", "ingredient", "source", "date"]
_ENDS = frozenset(",;:+()|\n")
_Rules = dict[str, list[tuple[frozenset[str], str]]]


@once
def _rules() -> _Rules:
    """For each normalised suffix: (classes or ingredients beside which it counts, what it adds)."""
    rules: _Rules = defaultdict(list)
    for suffix, beside, ingredient, _, _ in records("suffixes.csv", _COLUMNS):
        rules[normalise(suffix)].append((frozenset(beside.split(";")), ingredient))
    return rules


def added(substance: Substance, words: list[Token], at: int, text: str) -> str | None:
    """The ingredient that the word at this place adds to the drug named just before it."""
    if at >= len(words) or words[at].gap not in {" ", "-"}:
        return None
    suffix = words[at]
    if len(suffix.key) == 1 and not _stands_out(words, at, text):
        return None
    if at + 1 < len(words) and words[at + 1].key == "strength":
        return None  # "aspirin extra strength" holds no caffeine
    drug = {*substance.classes, *substance.ingredient.split(WITH)}
    for beside, ingredient in _rules().get(suffix.key, ()):
        if drug & beside and ingredient not in drug:
            return ingredient
    return None


def _stands_out(words: list[Token], at: int, text: str) -> bool:
    """Whether one letter is a capital and ends its name: "Xanax e Prozac" means "and"."""
    letter = text[words[at].start : words[at].end]
    after = words[at + 1] if at + 1 < len(words) else None
    ends = after is None or after.key.isdigit() or not _ENDS.isdisjoint(after.gap)
    return letter.isupper() and ends

"""Whether a name stands alone, with an amount at most, or in a list of its like."""

from __future__ import annotations

from collections.abc import Sequence

from intake.drugs.matching.context_words import clause_beside, group
from intake.drugs.tables.known_names import tables
from intake.drugs.text.dosage import STRENGTH
from intake.drugs.text.normalise import Token

_OF_THE_STREET = frozenset({"street", "everyday"})


def stands_alone(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether nothing stands beside the name but details of a medicine, or an amount after it."""
    others = [*words[:first], *words[after:]]
    if _are_details(others) or _is_amount([*clause_beside(words, first, after)]):
        return True
    return bool(STRENGTH.match(text[words[after - 1].end :].lstrip(" -:,(")))


def _are_details(words: Sequence[Token]) -> bool:
    return all(token.key.isdigit() or token.key in group("details") for token in words)


def _is_amount(words: Sequence[Token]) -> bool:
    return _are_details(words) and any(token.key.isdigit() for token in words)


def is_listed(words: Sequence[Token], first: int, after: int) -> bool:
    """Whether it is a part of a list in which another name of the street stands: "cocaine, ice"."""
    names = tables().names
    joints = group("joint") | group("details") | group("when") | group("place")
    alone = all(
        token.key in joints or (token.key in names and names[token.key].kind in _OF_THE_STREET)
        for token in clause_beside(words, first, after)
    )
    others = (*words[:first], *words[after:])
    return alone and any(
        token.key in names and names[token.key].kind == "street" for token in others
    )

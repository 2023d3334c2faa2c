"""People, pets, places and things that bear a drug's name: my friend Mandy, our cat Valium."""

from __future__ import annotations

from collections.abc import Sequence

from intake.drugs.matching.context import group
from intake.drugs.text.dosage import STRENGTH
from intake.drugs.text.normalise import Token

_TAKEN_BACK = 5  # words before a name among which a verb says that it was swallowed


def is_namesake(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether somebody or something else bears the name. One word with an amount is the drug."""
    if after - first > 1 or STRENGTH.match(text[words[first].end :].lstrip(" -:,(")):
        return False
    before = [token.key for token in words[max(0, first - _TAKEN_BACK) : first]]
    if not group("taking").isdisjoint(before):
        return False
    return _of_someone(words, first, before) or _of_a_place(words, first, before)


def _of_someone(words: Sequence[Token], at: int, before: list[str]) -> bool:
    """Whether a person, a pet or a thing is named just before it, or is "called" so."""
    last = before[-1:]
    if not last or words[at].gap.strip(". "):
        return False
    if last[0] in group("someone"):
        return True
    owners = before[:-1]
    called = last[0] in group("called") or before[-2:] in (["name", "is"], ["surname", "is"])
    return called and not group("someone").isdisjoint(owners)


def _of_a_place(words: Sequence[Token], at: int, before: list[str]) -> bool:
    """Whether people live there, or a street or a film is called so."""
    if len(before) > 1 and before[-2] in group("living") and before[-1] in group("preposition"):
        return True
    if before and before[-1] in group("landmark"):
        return True
    return at + 1 < len(words) and words[at + 1].gap == " " and words[at + 1].key in group("thing")

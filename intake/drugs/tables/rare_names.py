"""Which names are so rare that a word near one hardly ever means it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.drugs.tables.rows import WITH, ListedRow
from intake.drugs.text.normalise import normalise, normalise_lists

RARE = {"1mg catalogue"}  # sources of the many brands that few people take
_TAIL = re.compile(r"[\s-]\w{1,3}$")


def rare_names(listed: Sequence[ListedRow]) -> set[str]:
    """The normalised names that a misspelt word is not taken for."""
    return _tailed(listed) | _rare(listed)


def _tailed(listed: Sequence[ListedRow]) -> set[str]:
    """The normalised names of combinations that end in a few letters of their own: Etornext-TH.

    What is near such a name is mostly another product of its maker: Etornext-P.
    """
    combined = (row[4] for _, row in listed if WITH in row[0])
    names = {name.strip() for names in combined for name in names.split(";")}
    return {normalise(name) for name in names if _TAIL.search(name)}


def _rare(listed: Sequence[ListedRow]) -> set[str]:
    """The normalised names of brands from rare sources alone."""
    by_rarity: tuple[list[str], list[str]] = ([], [])
    for _, row in listed:
        by_rarity[row[5] in RARE].append(row[4])
    usual, rare = (
        {name for names in normalise_lists(lists) for name in names} for lists in by_rarity
    )
    return rare - usual

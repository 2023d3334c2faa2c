"""The known names nearest to a misspelt word.

A slip is hardly ever in the first letter, unless it is heard the same (k for c);
a name that begins otherwise is found by that one slip alone. Of the names that
begin alike, one within k edits of a word keeps one of k + 1 pieces whole (the
pigeonhole principle), so only names that share a piece are compared. Edits are
those of optimal string alignment: a letter added, lost, changed, or two
neighbours swapped.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from intake.drugs.edits import Near
from intake.drugs.likeness import alike
from intake.drugs.tables import EXACT_ONLY, tables

SHORTEST, LONGEST = 4, 22  # letters; longer names are several words, each read by itself
_Pieces = tuple[dict[str, str], ...]  # for each cut, the names by their piece, parted by spaces
_Places = tuple[tuple[int, tuple[tuple[int, int, int], ...]], ...]


def limit(length: int) -> int:
    """Edits allowed to a word of so many letters."""
    return 0 if length < SHORTEST else 1 if length <= 6 else 2 if length <= 10 else 3


def _cuts(length: int) -> tuple[tuple[int, int], ...]:
    """Where names of this length are cut into pieces: one more than the edits allowed."""
    parts = limit(length) + 1
    return tuple(pairwise(length * part // parts for part in range(parts + 1)))


_CUTS = [_cuts(length) for length in range(LONGEST + 1)]


@lru_cache(maxsize=1)
def names_by_start() -> dict[tuple[str, int], list[str]]:
    """Names that a near miss may reach, by first letter and length."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, substance in tables().names.items():
        if substance.kind not in EXACT_ONLY and len(name) <= LONGEST:
            found[name[0], len(name)].append(name)
    return found


@cache
def _pieces(start: tuple[str, int]) -> _Pieces:
    """The pieces of the names of one start; cut when first asked for, in microseconds."""
    names = names_by_start().get(start, [])
    found = []
    for first, after in _CUTS[start[1]]:
        by_piece: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_piece[name[first:after]].append(name)
        # As one text: mostly it is the one name itself, which then costs nothing.
        found.append({piece: " ".join(same) for piece, same in by_piece.items()})
    return tuple(found)


def forget() -> None:
    """Forget what was worked out from the tables, for those who read them anew."""
    names_by_start.cache_clear()
    _pieces.cache_clear()


@cache
def _places(size: int, slips: int) -> _Places:
    """For each length of names, (place, from, to) where a piece may stand in a word of `size`.

    `slips` in the first letter leave that many edits fewer, and spoil the first piece.
    """
    found = []
    for length in range(max(SHORTEST, size - 3), min(LONGEST, size + 3) + 1):
        edits = limit(min(size, length)) - slips
        if places := tuple(_standing(size, length, edits))[slips:]:
            found.append((length, places))
    return tuple(found)


def _standing(size: int, length: int, edits: int) -> Iterator[tuple[int, int, int]]:
    """A piece moved by m letters costs m edits before it and, in a name d longer, |d - m| after."""
    for place, (start, end) in enumerate(_CUTS[length]):
        for moved in range(-edits, edits + 1) if place else (0,):
            if abs(moved) + abs(length - size - moved) <= edits:
                yield place, start - moved, end - moved


def _sharing(word: str) -> set[str]:
    """Names of a like start that keep one of their pieces whole in the word."""
    found: set[str] = set()
    known = names_by_start()
    for letter in alike(word[0]):
        for length, places in _places(len(word), int(letter != word[0])):
            if (letter, length) in known:
                by_place = _pieces((letter, length))
                for place, first, after in places:
                    if names := by_place[place].get(word[first:after]):
                        found.update(names.split())
    return found


def _one_slip(word: str) -> Iterator[str]:
    """Names with a slip in the first letter, or two neighbours swapped, which spoils two pieces."""
    rest = word[1:]
    variants = [rest]
    for letter in string.ascii_lowercase:
        variants += (letter + rest, letter + word)
    variants += (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
    )
    names = tables().names
    for name in variants:
        known = names.get(name)
        if known and name != word and len(name) >= SHORTEST and known.kind not in EXACT_ONLY:
            yield name


def nearest(word: str, extra: int = 0) -> list[tuple[int, str]]:
    """Known names nearest to a folded word as (edits, name), nearest first.

    Within the limit for the length of the shorter; all at the least distance
    found, and up to `extra` edits beyond it.
    """
    most = limit(len(word))
    if not most or len(word) > LONGEST:
        return []
    found = dict.fromkeys(_one_slip(word), 1)
    near = Near(word)
    best = 1 if found else most + 1
    for apart, name in near.by_letters(_sharing(word)):
        if apart > 2 * min(most, best + extra):
            break
        if name not in found:
            within = min(limit(len(name)), most, best + extra)
            away = near.distance(name, within)
            if away <= within:
                found[name] = away
                best = min(best, away)
    return sorted((away, name) for name, away in found.items() if away <= best + extra)

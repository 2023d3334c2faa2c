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
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intake.drugs.tables.known_names import tables
from intake.drugs.tables.name_index import NameIndex
from intake.drugs.text.slip_cost import alike, as_heard

SHORTEST, LONGEST = 4, 22  # letters; longer names are several words, each read by itself
_Places = tuple[tuple[int, tuple[tuple[int, int, int], ...]], ...]


def limit(length: int) -> int:
    """Edits allowed to a word of so many letters."""
    return 0 if length < SHORTEST else 1 if length <= 6 else 2 if length <= 10 else 3


def _cuts(length: int) -> tuple[tuple[int, int], ...]:
    """Where names of this length are cut into pieces: one more than the edits allowed."""
    parts = limit(length) + 1
    return tuple(pairwise(length * part // parts for part in range(parts + 1)))


_CUTS = [_cuts(length) for length in range(LONGEST + 1)]


@cache
def _places(size: int, slips: int) -> _Places:
    """For each length of names, (place, from, to): where a piece stands in a name and in a word.

    `slips` in the first letter leave that many edits fewer, and spoil the first piece.
    """
    by_length = []
    for length in range(max(SHORTEST, size - 3), min(LONGEST, size + 3) + 1):
        edits = limit(min(size, length)) - slips
        if places := tuple(_standing(size, length, edits, slips)):
            by_length.append((length, places))
    return tuple(by_length)


def _standing(size: int, length: int, edits: int, slips: int) -> Iterator[tuple[int, int, int]]:
    """A piece moved by m letters costs m edits before it and, in a name d longer, |d - m| after."""
    for place, (start, end) in enumerate(_CUTS[length][slips:], start=slips):
        for moved in range(-edits, edits + 1) if place else (0,):
            inside = moved <= start and end - moved <= size
            if inside and abs(moved) + abs(length - size - moved) <= edits:
                yield start, start - moved, end - moved


def _sharing(word: str, names: NameIndex) -> set[str]:
    """Names of a like start that keep one of their pieces whole in the word."""
    sharing: set[str] = set()
    groups = names.groups
    for letter in alike(word[0]):
        for length, places in _places(len(word), int(letter != word[0])):
            if group := groups.get((letter, length)):
                for start, first, after in places:
                    sharing.update(group.holding(word[first:after], start))
    return sharing


def _one_slip(word: str, names: NameIndex) -> Iterator[str]:
    """Names with a slip in the first letter, or two neighbours swapped, which spoils two pieces."""
    rest = word[1:]
    variants = [rest]
    for letter in string.ascii_lowercase:
        variants += (letter + rest, letter + word)
    variants += (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
    )
    for name in variants:
        if name in names and name != word and len(name) >= SHORTEST:
            yield name


def _heard_alike(word: str) -> Iterator[str]:
    """Known names that sound as this word does but are written otherwise: luvoks, safris."""
    known, heard = tables(), as_heard(word)
    place = known.sounds.get(heard)
    if place is not None:
        yield from (name for name in known.sounding[place].split() if name != word)
    if heard != word and heard in known.names.near:
        yield heard


def nearest(word: str, extra: int = 0) -> list[tuple[int, str]]:
    """Known names nearest to a normalised word as (edits, name), nearest first.

    Within the limit for the length of the shorter; all at the least distance
    found, up to `extra` edits beyond it, and those that sound the same.
    """
    edits = _nearest(word, tables().names.near, extra)
    if limit(len(word)) and len(word) <= LONGEST:
        edits |= {name: OSA.distance(word, name) for name in _heard_alike(word)}
    return _sorted(edits)


def nearest_rare(word: str) -> list[tuple[int, str]]:
    """The names at the least distance among those that a near miss hardly ever means."""
    return _sorted(_nearest(word, tables().names.rare, 0))


def _sorted(edits: dict[str, int]) -> list[tuple[int, str]]:
    return sorted((away, name) for name, away in edits.items())


def _nearest(word: str, names: NameIndex, extra: int) -> dict[str, int]:
    """The names at the least distance, and up to `extra` edits beyond it, each with its own."""
    most = limit(len(word))
    if not most or len(word) > LONGEST:
        return {}
    edits = dict.fromkeys(_one_slip(word, names), 1)
    near = process.extract(
        word, _sharing(word, names), scorer=OSA.distance, score_cutoff=most, limit=None
    )
    for name, away, _ in near:
        if away <= limit(len(name)):
            edits.setdefault(name, away)
    best = min(edits.values(), default=0)
    return {name: away for name, away in edits.items() if away <= best + extra}

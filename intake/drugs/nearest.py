"""The known names nearest to a misspelt word.

A name within k edits of a word keeps at least one of k + 1 pieces whole (the
pigeonhole principle), so only names that share a piece are compared. Edits are
those of optimal string alignment: a letter added, lost, changed, or two
neighbours swapped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from intake.drugs.model import Substance
from intake.drugs.tables import EXACT_ONLY, tables

LONGEST = 40  # letters; no name of one drug is longer, and the time stays bounded
Cuts = tuple[tuple[int, int], ...]
Pieces = dict[int, list[dict[str, list[str]]]]


def limit(length: int) -> int:
    """Edits allowed to a word of so many letters."""
    return 0 if length < 4 else 1 if length <= 6 else 2 if length <= 10 else 3


def _cuts(length: int) -> Cuts:
    """Where names of this length are cut into pieces."""
    parts = 2 if length <= 4 else 3 if length <= 6 else 4 if length <= 10 else 5
    edges = [length * part // parts for part in range(parts + 1)]
    return tuple(pairwise(edges))


_CUTS = [_cuts(length) for length in range(LONGEST + 4)]


def build(names: Iterable[str]) -> Pieces:
    """Names by length, by place of the piece, by piece."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for name in names:
        by_length[len(name)].append(name)
    return {length: _pieces(same, _CUTS[length]) for length, same in by_length.items()}


def _pieces(names: list[str], cuts: Cuts) -> list[dict[str, list[str]]]:
    """For each cut, the names (all of one length) by the piece it cuts out."""
    found: list[dict[str, list[str]]] = []
    for start, end in cuts:
        by_piece: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_piece[name[start:end]].append(name)
        found.append(dict(by_piece))
    return found


@lru_cache(maxsize=1)
def index() -> Pieces:
    """Pieces of every name that a near miss may reach."""
    return build(searchable(tables().names))


def searchable(names: Mapping[str, Substance]) -> Iterable[str]:
    """Names that a near miss may reach: not everyday words, not short or numbered ones."""
    return (
        name
        for name, substance in names.items()
        if 4 <= len(name) <= LONGEST and substance.kind not in EXACT_ONLY
    )


def _sharing(word: str, edits: int) -> Iterator[str]:
    """Names that keep enough of their pieces near the same place.

    An edit spoils one piece, so a name of p pieces keeps p - edits at least. (A swap
    across two pieces spoils both; `_swapped` finds those.)
    """
    size = len(word)
    for away in range(edits + 1):  # names of nearly the same length first
        for length in {size - away, size + away}:
            by_place = index().get(length, [])
            found: list[str] = []
            for (start, end), by_piece in zip(_CUTS[length], by_place, strict=False):
                first = max(0, start - edits)
                last = min(size - end + start, start + edits)
                for piece in {word[at : at + end - start] for at in range(first, last + 1)}:
                    if piece in by_piece:
                        found += by_piece[piece]
            least = len(by_place) - edits
            if least <= 1:
                yield from set(found)
            else:
                yield from (name for name, kept in Counter(found).items() if kept >= least)


_seen: dict[str, int] = {}


def _letters(word: str) -> int:
    """A bit for each letter, and another for its second time; kept once worked out."""
    bits = _seen.get(word, 0)
    if not bits:
        for char in word:
            bit = 1 << (ord(char) & 63)
            bits |= bit << 64 if bits & bit else bit
        if word in tables().names:
            _seen[word] = bits
    return bits


class Near:
    """Compares one word with names; bit-parallel, after Hyyrö (2003)."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.size = len(word)
        self.letters = _letters(word)
        self.places: dict[str, int] = {}
        for place, char in enumerate(word):
            self.places[char] = self.places.get(char, 0) | 1 << place

    def may_be_within(self, name: str, edits: int) -> bool:
        """Whether the letters of the name leave that possible: an edit changes two at most."""
        return (self.letters ^ _letters(name)).bit_count() <= 2 * edits

    def distance(self, name: str) -> int:
        """Edits between the word and the name."""
        full = (1 << self.size) - 1
        last = 1 << (self.size - 1)
        up, down, diagonal, before = full, 0, 0, 0
        edits = self.size
        for char in name:
            here = self.places.get(char, 0)
            swap = ((~diagonal & here) << 1) & before
            diagonal = (((here & up) + up) ^ up) | here | down | swap
            more = down | (full & ~(diagonal | up))
            less = diagonal & up
            edits += 1 if more & last else -1 if less & last else 0
            more = (more << 1) | 1
            less <<= 1
            up = full & (less | ~(diagonal | more))
            down = more & diagonal & full
            before = here
        return edits


def _swapped(word: str) -> Iterable[str]:
    names = tables().names
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if swapped != word and swapped in names and names[swapped].kind not in EXACT_ONLY:
            yield swapped


def nearest(word: str, extra: int = 0) -> list[tuple[int, str]]:
    """Known names nearest to a folded word as (edits, name), nearest first.

    Within the limit for the word's length; all at the least distance found, and
    up to `extra` edits beyond it.
    """
    edits = limit(len(word))
    if not edits or len(word) > LONGEST:
        return []
    found = dict.fromkeys(_swapped(word), 1)
    near = Near(word)
    best = _compare(near, min(edits, 2), extra, found)
    if edits > 2 and best + extra > 2:
        best = _compare(near, edits, extra, found)
    return sorted((away, name) for name, away in found.items() if away <= best + extra)


def _compare(near: Near, edits: int, extra: int, found: dict[str, int]) -> int:
    """Add names within so many edits to `found`; the least edits found, or one more than looked."""
    best = min(found.values(), default=edits + 1)
    within = min(edits, best + extra)
    for name in _sharing(near.word, edits):
        if name not in found and near.may_be_within(name, within):
            away = near.distance(name)
            if away <= within:
                found[name] = away
                best = min(best, away)
                within = min(edits, best + extra)
    return best

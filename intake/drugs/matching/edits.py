"""Edits between two words, fast: a letter added, lost, changed, or two neighbours swapped."""

from __future__ import annotations

from collections.abc import Iterable


class Near:
    """Compares one word with names; bit-parallel, after Hyyrö (2003)."""

    def __init__(self, word: str) -> None:
        self.size = len(word)
        self.letters = frozenset(word)
        self.places: dict[str, int] = {}
        for place, char in enumerate(word):
            self.places[char] = self.places.get(char, 0) | 1 << place

    def by_letters(self, names: Iterable[str]) -> list[tuple[int, str]]:
        """The names, each after how many letters it and the word do not share; likest first.

        An edit changes two of these letters at most.
        """
        other = self.letters.symmetric_difference
        return sorted([(len(other(name)), name) for name in names])

    def distance(self, name: str, most: int = 1000) -> int:
        """Edits between the word and the name; any number above `most` where they are more."""
        full = (1 << self.size) - 1
        last = 1 << (self.size - 1)
        up, down, diagonal, before = full, 0, 0, 0
        edits = self.size
        spare = most + len(name)  # each letter still to come takes back one edit at most
        for char in name:
            here = self.places.get(char, 0)
            swap = ((~diagonal & here) << 1) & before
            diagonal = (((here & up) + up) ^ up) | here | down | swap
            more = down | (full & ~(diagonal | up))
            less = diagonal & up
            spare -= 1
            if more & last:
                edits += 1
            elif less & last:
                edits -= 1
            if edits > spare:
                break
            more = (more << 1) | 1
            less <<= 1
            up = full & (less | ~(diagonal | more))
            down = more & diagonal & full
            before = here
        return edits

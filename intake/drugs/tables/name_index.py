"""A hundred thousand names in two megabytes: a string for all that begin and end up alike.

One object a name would take ten times that and as long to make. Names of one first
letter and one length stand in one string, side by side, each as wide as the next, so
that looking for a name, or for those that hold a piece of it at a place, is a search
in a few thousand letters, which Python does in microseconds.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Start = tuple[str, int]  # first letter, length
_NUMBER = "H" if array("H").itemsize == 2 else "I"


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one start, sorted, and the number of each."""

    text: str
    numbers: array[int]
    size: int  # letters of each

    def find(self, name: str) -> int | None:
        """The number of a name of this start; None for one that is not there."""
        at = self.text.find(name)
        while at >= 0 and at % self.size:
            at = self.text.find(name, at + 1)
        return self.numbers[at // self.size] if at >= 0 else None

    def holding(self, piece: str, place: int) -> list[str]:
        """The names that hold the piece from that letter on."""
        text, size = self.text, self.size
        if place + len(piece) > size:  # it would run on into the next name
            return []
        names = []
        at = text.find(piece, place)
        while at >= 0:
            first = at - place
            if first % size:
                at = text.find(piece, at + 1)
            else:
                names.append(text[first : first + size])
                at = text.find(piece, at + size)
        return names

    def __iter__(self) -> Iterator[str]:
        """Each name."""
        return (self.text[at : at + self.size] for at in range(0, len(self.text), self.size))


class NameIndex:
    """Normalised names, each with a number below 65,536."""

    def __init__(self, groups: Mapping[Start, Group]) -> None:
        self.groups = groups

    @classmethod
    def of(cls, numbered: Mapping[str, int]) -> NameIndex:
        """Pack the names."""
        starts: dict[Start, list[str]] = defaultdict(list)
        for name in sorted(numbered):
            starts[name[0], len(name)].append(name)
        number = numbered.__getitem__
        return cls(
            {
                start: Group("".join(names), array(_NUMBER, map(number, names)), start[1])
                for start, names in starts.items()
            }
        )

    def get(self, name: str) -> int | None:
        """The number of a name; None for one that is not there."""
        group = self.groups.get((name[:1], len(name)))
        return group.find(name) if group else None

    def __contains__(self, name: object) -> bool:
        """Whether it is one of them."""
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Each name."""
        return (name for group in self.groups.values() for name in group)

    def __len__(self) -> int:
        """How many names."""
        return sum(len(group.numbers) for group in self.groups.values())

    def to_json(self) -> list[list[str]]:
        """[names, numbers] of each group."""
        return [
            [str(group.size), group.text, b64encode(group.numbers.tobytes()).decode("ascii")]
            for group in self.groups.values()
        ]

    @classmethod
    def from_json(cls, content: list[list[str]]) -> NameIndex:
        """What `to_json` gave. Raises ValueError for anything else."""
        groups = {}
        for size, text, numbers in content:
            group = Group(text, array(_NUMBER, b64decode(numbers)), int(size))
            groups[text[0], group.size] = group
        return cls(groups)

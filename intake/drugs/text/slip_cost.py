"""How likely one spelling is a slip for another: edits weighed as people make them.

Vowels are mixed up, letters doubled or not, and sounds have several spellings
(ph and f, c and k and s, x and z); the first letter is mostly right.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise

_VOWELS = frozenset("aeiouy")
_SOUNDS = ("ckq", "csz", "sxz", "gj", "fpv", "mn", "td", "bp", "uw", "vw", "iy", "aeiouy")
_ALIKE = frozenset(a + b for sound in _SOUNDS for a in sound for b in sound)
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(pair for row in _KEYS for a, b in pairwise(row) for pair in (a + b, b + a))
HALF, FULL = 0.5, 1.0
_LARGEST = ((6, 1.0), (8, 1.5), (10, 2.0))  # letters, cost


@lru_cache(maxsize=64)
def alike(letter: str) -> list[str]:
    """The letter, and those that may sound like it."""
    return [letter, *sorted(pair[1] for pair in _ALIKE if pair[0] == letter and pair[1] != letter)]


FIRST = 0.75  # more, when the edit is to the first letter


def as_heard(word: str) -> str:
    """Letters that make one sound as one letter."""
    for heard, letter in (
        ("ph", "f"),
        ("th", "t"),
        ("rh", "r"),
        ("ck", "k"),
        ("ks", "x"),
        ("qu", "k"),
        ("x", "z"),
    ):
        word = word.replace(heard, letter)
    return word


def _change(a: str, b: str) -> float:
    pair = a + b
    return HALF if pair in _ALIKE else 0.75 if pair in _NEIGHBOURS else FULL


def _extra(word: str, at: int) -> float:
    """The cost of one letter too many or too few."""
    letter = word[at]
    doubled = (at and word[at - 1] == letter) or (at + 1 < len(word) and word[at + 1] == letter)
    return 0.25 if doubled else HALF if letter in "hey" else 0.75 if letter in _VOWELS else FULL


def cost(typed: str, name: str) -> float:
    """0 for names that sound alike; about 1 for one real slip, more for more."""
    a, b = as_heard(typed), as_heard(name)
    if a == b:
        return 0.0
    head, tail = _ends(a, b)
    between = _aligned(
        a[head : len(a) - tail],
        b[head : len(b) - tail],
        [_extra(a, at) for at in range(head, len(a) - tail)],
        [_extra(b, at) for at in range(head, len(b) - tail)],
    )
    return between + (FIRST if not head and a[:1] + b[:1] not in _ALIKE else 0.0)


def _ends(a: str, b: str) -> tuple[int, int]:
    """How many letters two different words share at their start and, beyond it, at their end."""
    most = min(len(a), len(b))
    head = next((at for at in range(most) if a[at] != b[at]), most)
    most -= head
    tail = next((at for at in range(most) if a[-1 - at] != b[-1 - at]), most)
    return head, tail


def _aligned(a: str, b: str, added: list[float], lost: list[float]) -> float:
    """The least cost of the edits that make `b` of `a`."""
    above: list[float] = []
    row = list(accumulate(lost, initial=0.0))
    for i, letter in enumerate(a):
        before, above, row = above, row, [row[0] + added[i]]
        for j, other in enumerate(b):
            same = above[j] + (0.0 if letter == other else _change(letter, other))
            best = min(same, above[j + 1] + added[i], row[j] + lost[j])
            if i and j and letter == b[j - 1] and a[i - 1] == other:
                best = min(best, before[j - 1] + 0.75)
            row.append(best)
    return row[-1]


def largest_cost(length: int) -> float:
    """The cost at which a typed word of so many letters may still be a slip for a name."""
    if length == 4:
        return 0.75
    return next((most for longest, most in _LARGEST if length <= longest), 2.5)

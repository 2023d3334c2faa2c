"""Common names that sound as a word does, or as several words read on: a name heard or dictated.

It is never read, only asked about: what sounds alike may be another drug.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from intake.drugs.matching.context_words import group
from intake.drugs.matching.decide import Decision, candidates
from intake.drugs.matching.match import Match, joins
from intake.drugs.tables.cache import cached
from intake.drugs.tables.common_names import common, well_known
from intake.drugs.tables.files import once
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import Token
from intake.drugs.text.sound import as_spoken, consonants

_SHORTEST = 5  # letters of a name
_FEW, _ENOUGH = 4, 5  # consonants of a word in pieces that are no words, and of any
_PIECES = 6
_Sounds = dict[str, str]  # by how they sound, names parted by spaces


def _compile() -> list[_Sounds]:
    """The names people use, by how they are spoken and by their consonants, where one of them is
    a common name of a class.
    """
    known = tables().names
    names = sorted(name for name in well_known() if name in known and _is_one_word(name))
    by_sound: list[dict[str, list[str]]] = [defaultdict(list), defaultdict(list)]
    for name in names:
        for sounds, sound in zip(by_sound, (as_spoken(name), consonants(name)), strict=True):
            sounds[sound].append(name)
    asked = {name for name in names if name in common() and known[name].classes}
    return [
        {sound: " ".join(alike) for sound, alike in sounds.items() if not asked.isdisjoint(alike)}
        for sounds in by_sound
    ]


def _is_one_word(name: str) -> bool:
    everyday = tables().names[name].kind == "everyday"
    return name.isalpha() and len(name) >= _SHORTEST and not everyday


@once
def _by_sound() -> tuple[_Sounds, _Sounds]:
    spoken, bare = cached("sounds", _compile)
    return spoken, bare


def heard(word: str, least: int = _ENOUGH) -> Decision | None:
    """The drugs of a class, and those beside them, that an unknown word sounds like."""
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    spoken, bare = _by_sound()
    sound = consonants(word)
    enough = len(sound.lstrip("a")) >= least
    names = spoken.get(as_spoken(word)) or (bare.get(sound) if enough else None)
    if not names:
        return None
    meant = [tables().names[name] for name in names.split()]
    return Decision(None, names.split()[0], 0, 0.0, candidates(meant))


def dictated(words: list[Token], matches: Sequence[Match], unknown: set[int]) -> Iterator[Match]:
    """Parts of a line, in several pieces, that sound as one name read on."""
    named = {at for match in matches for at in range(match.first, match.after)}
    for first, after in _parts(words):
        places = range(first, after)
        if not 1 < len(places) <= _PIECES or named.issuperset(places):
            continue
        least = _FEW if unknown.intersection(places) else _ENOUGH
        if decision := heard("".join(words[at].key for at in places), least):
            start, end = words[first].start, words[after - 1].end
            yield Match(first, after, start, end, decision.name, None, decision, "sounds like it")


def _parts(words: list[Token]) -> Iterator[tuple[int, int]]:
    """The parts of a line between commas and the like, without amounts and times around them."""
    edges = [at for at, word in enumerate(words) if not at or not joins(word.gap)]
    for first, edge in pairwise([*edges, len(words)]):
        places = range(first, edge)
        number = next((at for at in places if _is_amount(words, at, edge)), edge)
        yield (
            first,
            max((at + 1 for at in places[: number - first] if _is_said(words[at])), default=first),
        )


def _is_amount(words: Sequence[Token], at: int, edge: int) -> bool:
    """Whether it is a number; one in words only before a unit or at the end: "ten milligrams"."""
    key = words[at].key
    if key not in group("number"):
        return key.isdigit()
    return at + 1 == edge or words[at + 1].key in group("details") | group("number")


def _is_said(word: Token) -> bool:
    """Whether a word may be a piece of a name and is no amount or time: "a" may be both."""
    return len(word.key) == 1 or word.key not in group("details")

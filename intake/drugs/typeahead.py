"""Names for the box a patient types a medicine into; never a word about classes."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from intake.drugs.fold import fold, fold_lists
from intake.drugs.kept import kept
from intake.drugs.likeness import cost
from intake.drugs.listed import RARE, rows, table_files
from intake.drugs.tables import common

_SHOWN = {"ingredient", "brand"}
_NOT_SHOWN = {"vague", "lookalikes"}
_LEAST = 2  # letters before anything is suggested
_LEAST_FOR_ERRORS = 4
_LONGEST = 40
_LETTERS = string.ascii_lowercase
_Name = tuple[str, int, str]  # folded, place by commonness, as shown


def _compile() -> dict[str, str]:
    """For two first letters, the names worth suggesting: sorted lines "folded, place, shown"."""
    place = common()
    last = len(place)
    by_start: dict[str, list[str]] = defaultdict(list)
    for key, (rare, name) in sorted(_shown().items()):
        by_start[key[:_LEAST]].append(f"\n{key}\t{place.get(key, last + rare)}\t{name}")
    return {start: "".join(lines) for start, lines in by_start.items()}


def _shown() -> dict[str, tuple[bool, str]]:
    """The names worth suggesting by their folded form: whether rare, and as first spelt."""
    lists = [
        (source in RARE, f"{ingredient};{names}")
        for path in table_files()
        if path.stem not in _NOT_SHOWN
        for ingredient, kind, _, _, names, source, _ in rows(path)
        if kind in _SHOWN
    ]
    shown: dict[str, tuple[bool, str]] = {}
    folded = fold_lists([names for _, names in lists])
    for keys, (rare, names) in zip(folded, lists, strict=True):
        for key, name in zip(keys, names.split(";"), strict=True):
            shown.setdefault(key, (rare, name.strip()))
    shown.pop("", None)
    return shown


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    return kept("suggestions", _compile)  # type: ignore[no-any-return]


def suggest(prefix: str, limit: int = 8) -> list[str]:
    """Up to `limit` names that begin with what was typed, the commonest first; where
    there is room, then names that would with one typing error put right.
    """
    key = fold(prefix[:_LONGEST])
    if len(key) < _LEAST:
        return []
    found = _commonest(_beginning(key))
    whole = next((name for name in found[limit:] if name[0] == key), None)
    if whole:  # typed to its end, so meant; it begins many others, commoner ones
        found.insert(limit - 1, whole)
    if len(found) < limit and len(key) >= _LEAST_FOR_ERRORS:
        found += _mistyped(key, set(found))
    return [name for _, _, name in found[:limit]]


def _mistyped(key: str, found: set[_Name]) -> list[_Name]:
    """Names with one typing error in what was typed: the commonest, then by the likeliest error."""
    near: dict[_Name, float] = {}
    for variant in _variants(key):
        if names := set(_beginning(variant)) - found:
            error = cost(key, variant)
            for name in names:
                near[name] = min(error, near.get(name, error))
    return sorted(near, key=lambda one: (one[1], near[one], len(one[0]), one[0]))


def _commonest(found: Iterable[_Name]) -> list[_Name]:
    return sorted(found, key=lambda one: (one[1], len(one[0]), one[0]))


def _beginning(key: str) -> list[_Name]:
    """The names that begin with a folded key of two letters or more, sorted."""
    text = _listed().get(key[:_LEAST], "")
    first = text.find(f"\n{key}")
    if first < 0:
        return []
    after = text.find("\n", text.rfind(f"\n{key}") + 1)
    lines = text[first + 1 : after if after > 0 else None].split("\n")
    return [(key, int(place), name) for key, place, name in (line.split("\t") for line in lines)]


def _variants(key: str) -> set[str]:
    """The key with one letter lost, changed, added or swapped with its neighbour."""
    splits = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    found = {left + right[1:] for left, right in splits if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    for letter in _LETTERS:
        found |= {left + letter + right for left, right in splits}
        found |= {left + letter + right[1:] for left, right in splits}
    return {variant for variant in found if len(variant) >= _LEAST}

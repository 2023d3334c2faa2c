"""Names for the box a patient types a medicine into; never a word about classes."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable

from intake.drugs.tables.cache import cached
from intake.drugs.tables.common_names import common
from intake.drugs.tables.files import once
from intake.drugs.tables.rare_names import RARE
from intake.drugs.tables.rows import rows, table_files
from intake.drugs.text.normalise import normalise, normalise_lists
from intake.drugs.text.slip_cost import cost

_SHOWN = {"ingredient", "brand"}
_NOT_SHOWN = {"vague", "lookalikes"}
_LEAST = 2  # letters before anything is suggested
_LEAST_FOR_ERRORS = 4
_LONGEST = 40
_LETTERS = string.ascii_lowercase
_Name = tuple[str, int, str]  # normalised, place by commonness, as shown


def _compile() -> dict[str, str]:
    """For two first letters, the names worth suggesting: lines "name, place, shown"."""
    place = common()
    last = len(place)
    by_start: dict[str, list[str]] = defaultdict(list)
    for key, (rare, name) in sorted(_shown().items()):
        by_start[key[:_LEAST]].append(f"\n{key}\t{place.get(key, last + rare)}\t{name}")
    return {start: "".join(lines) for start, lines in by_start.items()}


def _shown() -> dict[str, tuple[bool, str]]:
    """The names worth suggesting by their normalised form: whether rare, and as first spelt."""
    lists = [
        (source in RARE, f"{ingredient};{names}")
        for path in table_files()
        if path.stem not in _NOT_SHOWN
        for ingredient, kind, _, _, names, source, _ in rows(path)
        if kind in _SHOWN
    ]
    shown: dict[str, tuple[bool, str]] = {}
    of_rows = normalise_lists([names for _, names in lists])
    for keys, (rare, names) in zip(of_rows, lists, strict=True):
        for key, name in zip(keys, names.split(";"), strict=True):
            shown.setdefault(key, (rare, name.strip()))
    shown.pop("", None)
    return shown


@once
def _listed() -> dict[str, str]:
    return cached("suggestions", _compile)  # type: ignore[no-any-return]


def suggest(prefix: str, limit: int = 8) -> list[str]:
    """Up to `limit` names that begin with what was typed, the commonest first; where
    there is room, then names that would with one typing error put right.
    """
    key = normalise(prefix[:_LONGEST])
    if len(key) < _LEAST:
        return []
    names = _commonest(_beginning(key))
    whole = next((name for name in names[limit:] if name[0] == key), None)
    if whole:  # typed to its end, so meant; it begins many others, commoner ones
        names.insert(limit - 1, whole)
    if len(names) < limit and len(key) >= _LEAST_FOR_ERRORS:
        names += _mistyped(key, set(names))
    return [shown for _, _, shown in names[:limit]]


def _mistyped(key: str, beginning: set[_Name]) -> list[_Name]:
    """Names with one typing error in what was typed: the commonest, then by the likeliest error."""
    near: dict[_Name, float] = {}
    for variant in _variants(key):
        if names := set(_beginning(variant)) - beginning:
            error = cost(key, variant)
            for name in names:
                near[name] = min(error, near.get(name, error))
    return sorted(near, key=lambda name: (name[1], near[name], len(name[0]), name[0]))


def _commonest(names: Iterable[_Name]) -> list[_Name]:
    return sorted(names, key=lambda name: (name[1], len(name[0]), name[0]))


def _beginning(key: str) -> list[_Name]:
    """The names that begin with a normalised key of two letters or more, sorted."""
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
    variants = {left + right[1:] for left, right in splits if right}
    variants |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    for letter in _LETTERS:
        variants |= {left + letter + right for left, right in splits}
        variants |= {left + letter + right[1:] for left, right in splits}
    return {variant for variant in variants if len(variant) >= _LEAST}

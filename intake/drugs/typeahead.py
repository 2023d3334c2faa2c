"""Names for the box a patient types a medicine into; never a word about classes."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from intake.drugs.fold import fold, fold_names
from intake.drugs.nearest import Near
from intake.drugs.tables import common, rows, table_files

_SHOWN = {"ingredient", "brand"}
_LEAST = 2  # letters before anything is suggested


@lru_cache(maxsize=1)
def _listed() -> list[tuple[str, int, str]]:
    """(folded, place by commonness, shown) of every name worth suggesting, sorted."""
    place = common()
    shown: dict[str, str] = {}
    for path in table_files():
        for ingredient, kind, _, _, listed, *_ in rows(path):
            if kind in _SHOWN and path.stem != "vague":
                names = [ingredient, *listed.split(";")]
                for key, name in zip(fold_names(f"{ingredient};{listed}"), names, strict=True):
                    shown.setdefault(key, name.strip())
    return sorted((key, place.get(key, len(place)), name) for key, name in shown.items() if key)


def suggest(prefix: str, limit: int = 8) -> list[str]:
    """Up to `limit` names that begin with what was typed, the commonest first.

    When none does, names that would with one typing error put right.
    """
    key = fold(prefix[:80])
    if len(key) < _LEAST:
        return []
    listed = _listed()
    first = bisect_left(listed, (key,))
    last = bisect_left(listed, (key + "~",))
    found = listed[first:last] or _one_error(key, listed)
    return [name for _, _, name in sorted(found, key=lambda one: (one[1], one[0]))[:limit]]


def _one_error(key: str, listed: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    if len(key) < 4:
        return []
    near = Near(key)
    sizes = (len(key), len(key) + 1, len(key) - 1)
    return [one for one in listed if any(near.distance(one[0][:size]) <= 1 for size in sizes)]

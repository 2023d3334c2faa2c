"""Local spellings of ingredients that follow a rule: sertralina, fluoksetyna, fenytoin.

Languages write one international name by their own rules; a name that differs from
a known ingredient by these alone is that ingredient, and no slip.
"""

from __future__ import annotations

import re
from functools import lru_cache

from intake.drugs.fold import fold
from intake.drugs.model import Substance
from intake.drugs.tables import tables

_RULES = (
    ("ph", "f"), ("th", "t"), ("rh", "r"), ("qu", "kv"), ("ae", "e"), ("oe", "e"),
    ("x", "ks"), ("c", "k"), ("z", "s"), ("y", "i"), ("w", "v"), ("j", "i"),
)  # fmt: skip
_ENDING = re.compile(r"(?:um|[aeio])$", re.MULTILINE)  # -i: the genitive on Latin labels
_SALT = re.compile(
    r"(?:di|hemi)?(?:hydro(?:ch|k)lorid|hydrobromid|natrium|(?:mesil|male|fumar|acet|valer|propion|"
    r"butyr|furo|phosph|fosf|sulf|tartr|succin|embon|decano)aa?t)(?:e|um)?$"
)  # written solid with the ingredient in German, Dutch and the Nordic languages
_LEAST = 6  # letters; shorter names are too like other words


def _heard(names: str) -> str:
    """Folded names, one a line, in the one spelling that all rules lead to."""
    for local, common in _RULES:
        names = names.replace(local, common)
    return _ENDING.sub("", names)


@lru_cache(maxsize=1)
def _ingredients() -> dict[str, str]:
    """Folded ingredients by their spelling; none for a spelling that two of them share."""
    known = tables().ingredients
    names = [fold(name) for name in known if len(name) >= _LEAST and name.isalpha()]
    found: dict[str, str] = {}
    for spelling, name in zip(_heard("\n".join(names)).split("\n"), names, strict=True):
        found[spelling] = "" if spelling in found else name
    return found


def local(word: str) -> tuple[str, Substance] | None:
    """The ingredient a folded word spells in another language's way, under its own name."""
    if len(word) < _LEAST:
        return None
    known = tables().names
    name = _ingredients().get(_heard(word))
    if name and name in known:
        return name, known[name]
    plain = _SALT.sub("", word)
    if plain == word or len(plain) < _LEAST:
        return None
    return (plain, known[plain]) if plain in known else local(plain)

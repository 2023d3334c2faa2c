"""Foreign spellings of ingredients that follow a rule: sertralina, fluoksetyna, fenytoin.

Languages write one international name by their own rules; a name that differs from
a known ingredient by these alone is that ingredient, and no slip.
"""

from __future__ import annotations

import re

from intake.drugs.tables.files import once
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import normalise_lists

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
    """Normalised names, one a line, in the one spelling that all rules lead to."""
    for spelling, common in _RULES:
        names = names.replace(spelling, common)
    return _ENDING.sub("", names)


@once
def _ingredients() -> dict[str, str]:
    """Normalised ingredients by their spelling; none for a spelling that two of them share."""
    known = (name for name in tables().ingredients if len(name) >= _LEAST and name.isalpha())
    (names,) = normalise_lists([";".join(known)])
    ingredients: dict[str, str] = {}
    for spelling, name in zip(_heard("\n".join(names)).split("\n"), names, strict=True):
        ingredients[spelling] = "" if spelling in ingredients else name
    return ingredients


def ingredient_spelt(word: str) -> str | None:
    """The normalised ingredient that such a word spells in another language's way."""
    if len(word) < _LEAST:
        return None
    known = tables().names
    name = _ingredients().get(_heard(word))
    if name and name in known:
        return name
    plain = _SALT.sub("", word)
    if plain == word or len(plain) < _LEAST:
        return None
    return plain if plain in known else ingredient_spelt(plain)

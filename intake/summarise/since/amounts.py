"""A dose and how often, so written that what means the same is the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

NUMBERS = {"once": "1", "one": "1", "twice": "2", "two": "2", "three": "3", "thrice": "3",
           "four": "4"}  # fmt: skip
DAILY = {"od": "1", "qd": "1", "bd": "2", "bid": "2", "tds": "3", "tid": "3", "qds": "4",
         "qid": "4"}  # fmt: skip
UNITS = {"milligram": "mg", "milligrams": "mg", "microgram": "mcg", "micrograms": "mcg",
         "μg": "mcg", "ug": "mcg", "gram": "g", "grams": "g", "mls": "ml"}  # fmt: skip
# What is taken at a time, as a rule one of them, and words that say nothing of how much.
IDLE = re.compile(r"\b(?:take|takes|taking|of|tablets?|tabs?|capsules?|caps?|pills?)\b")
PARTS = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|%")
_DAY = (
    r"(?:\s*(?:x|times?))?"
    r"(?:\s+(?:a|per|each|every)\s+day|\s*(?:/|per)\s*day|\s+(?:daily|everyday))\b"
)
PER_DAY = re.compile(rf"\b(\d){_DAY}")
ALONE = re.compile(r"\b(?:daily|every day|each day|per day|a day)\b")


def amount(typed: str, dose: str, names: Iterable[str]) -> list[str]:
    """The words and figures of a medicine's dose: "20 mg, 1 a day" and "20mg once daily" alike.

    `names` are the words in `typed` that name the medicine.
    """
    for name in names:
        typed = typed.replace(name, " ", 1)
    text = IDLE.sub(" ", f"{typed} {dose}".casefold())
    text = " ".join(_word(word) for word in text.split())
    text = ALONE.sub("daily1", PER_DAY.sub(r" daily\1 ", text))
    return [UNITS.get(part, part) for part in PARTS.findall(text)]


def _word(word: str) -> str:
    bare = word.strip(",;.()")
    return f"{DAILY[bare]} daily" if bare in DAILY else NUMBERS.get(bare, bare)

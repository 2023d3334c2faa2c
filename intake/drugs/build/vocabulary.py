"""The words that the stems of names are learnt from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from intake.drugs.matching.stems import SHORTEST, SHORTEST_WORD
from intake.drugs.tables.classes import classes
from intake.drugs.tables.everyday_words import everyday_words
from intake.drugs.tables.rows import VAGUE, WITH, rows, table_files
from intake.drugs.text.normalise import tokens

ENDING = 3  # letters; names of one ingredient that differ by so short an ending count once


class Vocabulary(NamedTuple):
    """The words that stems are learnt from."""

    names: dict[str, set[str]]  # of each ingredient of a class, one word a name
    classes: dict[str, str]  # of each such ingredient
    others: set[str]  # words of all other names, and everyday words


def vocabulary() -> Vocabulary:
    """The words of the tables. A name of several classes counts among the others."""
    listed = [(path.stem, row) for path in table_files() for row in rows(path)]
    members = [(key, row) for key, row in listed if key in classes()]
    class_of = {row[0]: key for key, row in members if WITH not in row[0]}
    names: dict[str, set[str]] = defaultdict(set)
    others = {word for key, row in listed if key not in classes() for word in _words(key, row)}
    others |= {word for word in everyday_words() if len(word) >= SHORTEST}
    for _, row in members:
        parts = [part for part in row[0].split(WITH) if part in class_of]
        if row[1] in ("ingredient", "brand") and len(parts) == 1:
            names[parts[0]].update(_first_words(row))
    held = Counter(word for words in _by_class(names, class_of).values() for word in words)
    others |= {word for word, count in held.items() if count > 1}
    return Vocabulary({drug: own - others for drug, own in names.items()}, class_of, others)


def _words(key: str, row: list[str]) -> Iterator[str]:
    """Every word of the names of a row that is no vague one."""
    listed = [] if key == VAGUE else [row[0], *row[4].split(";")]
    words = (word.key for name in listed for word in tokens(name))
    return (word for word in words if word.isalpha() and len(word) >= SHORTEST)


def _first_words(row: list[str]) -> Iterator[str]:
    """The first long word of each name of a row, which is mostly the name itself."""
    own = [] if WITH in row[0] or "," in row[0] else [row[0]]
    for name in (*own, *row[4].split(";")):
        words = (word.key for word in tokens(name) if word.key.isalpha())
        yield from [word for word in words if len(word) >= SHORTEST_WORD][:1]


def _by_class(names: dict[str, set[str]], class_of: dict[str, str]) -> dict[str, set[str]]:
    by_class: dict[str, set[str]] = defaultdict(set)
    for ingredient, words in names.items():
        by_class[class_of[ingredient]] |= words
    return by_class


def distinct(words: Iterable[str]) -> Iterator[str]:
    """Words without those that only have another ending than the one before."""
    before = ""
    for word in sorted(words):
        if not before or not word.startswith(before) or len(word) - len(before) > ENDING:
            before = word
            yield word

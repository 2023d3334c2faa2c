"""The everyday words of the languages patients write in, as data/languages.txt keeps them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from intake.drugs.tables.files import DrugTableError, lines, once
from intake.drugs.text.normalise import normalise_lists

LANGUAGES = ("en", "es", "fr", "de", "it", "pt")
NAMES = "names"  # of people and places, in any language


@once
def languages_of() -> Mapping[str, frozenset[str]]:
    """For each normalised word the languages it is a word of. Raises DrugTableError."""
    text = "\n".join([*(line for line in lines("languages.txt") if line[:1] != "#"), ""])
    groups = dict(re.findall(r"^\[(\w+)\]\n([^\[]*)", text, re.MULTILINE))
    if groups.keys() != {*LANGUAGES, NAMES}:
        raise DrugTableError(f"languages.txt: the groups are not {', '.join(LANGUAGES)}, {NAMES}")
    of_words: dict[str, set[str]] = defaultdict(set)
    lists = normalise_lists([";".join(words.split()) for words in groups.values()])
    for of, words in zip(groups, lists, strict=True):
        for word in words:
            of_words[word].add(of)
    return {word: frozenset(of) for word, of in of_words.items()}

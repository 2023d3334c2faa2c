"""Which language a text is in, told by its small words, so that no word of it becomes a drug."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from intake.drugs.tables.languages import LANGUAGES, NAMES, languages_of
from intake.drugs.text.normalise import Token

_SENTENCE = 4  # such words; fewer may stand in a list of medicines
_ENOUGH = 2  # words of a language; one alone may be a drug's name, or of several languages


def languages(words: Sequence[Token]) -> frozenset[str]:
    """The language of the text, several where its words are of each, all where none is told."""
    known = languages_of()
    counts = Counter(of for token in words for of in known.get(token.key, ()) if of != NAMES)
    most = max(counts.values(), default=0)
    if most < _ENOUGH:
        return frozenset(LANGUAGES)
    return frozenset(of for of, count in counts.items() if count == most)


def common_words(words: Sequence[Token]) -> frozenset[str]:
    """The words of the text that mean themselves: those of its language, and given names."""
    known = languages_of()
    listed = [token.key for token in words if token.key in known]
    told = languages(words) | {NAMES} if listed else frozenset()
    return frozenset(word for word in listed if known[word] & told)


def is_foreign_sentence(words: Sequence[Token]) -> bool:
    """Whether it is prose of another language than English, in which a word near a name mostly
    is one of the language.
    """
    known, told = languages_of(), languages(words)
    of_it = sum(1 for token in words if known.get(token.key, frozenset()) & told)
    return "en" not in told and of_it >= _SENTENCE

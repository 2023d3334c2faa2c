"""Which language a text is in, told by its small words, so that no word of it becomes a drug."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from intake.drugs.tables.languages import LANGUAGES, NAMES, languages_of
from intake.drugs.text.normalise import Token

_SENTENCE = 4  # such words; fewer may stand in a list of medicines
_ENDS = frozenset(",.;:!?\n–—")  # a clause; a hyphen that stands free ends one too
_ENOUGH = 2  # words of a language; one alone may be a drug's name, or of several languages


def languages(words: Sequence[Token]) -> frozenset[str]:
    """The language of the text, several where its words are of each, all where none is told."""
    return _told(words) or frozenset(LANGUAGES)


def common_words(words: Sequence[Token]) -> frozenset[str]:
    """The words of the text that mean themselves: those of its language, and given names.

    A clause in another language than the rest has its own as well.
    """
    known = languages_of()
    if not any(token.key in known for token in words):
        return frozenset()
    told = languages(words) | {NAMES}
    return frozenset(
        token.key
        for clause in _clauses(words)
        for of in (told | _told(clause),)
        for token in clause
        if known.get(token.key, frozenset()) & of
    )


def _told(words: Sequence[Token]) -> frozenset[str]:
    """The languages that the words are most of; none where too few words tell."""
    known = languages_of()
    counts = Counter(of for token in words for of in known.get(token.key, ()) if of != NAMES)
    most = max(counts.values(), default=0)
    return frozenset(of for of, count in counts.items() if count == most >= _ENOUGH)


def _clauses(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at, token in enumerate(words):
        if at > start and (" - " in token.gap or not _ENDS.isdisjoint(token.gap)):
            yield words[start:at]
            start = at
    yield words[start:]


def is_foreign_sentence(words: Sequence[Token]) -> bool:
    """Whether it is prose of another language than English, in which a word near a name mostly
    is one of the language.
    """
    known, told = languages_of(), languages(words)
    of_it = sum(1 for token in words if known.get(token.key, frozenset()) & told)
    return "en" not in told and of_it >= _SENTENCE

"""The words of data/status_words.txt: what each says beside a drug, in six languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, NoReturn

from intake.drugs.tables.cache import cached
from intake.drugs.tables.files import DrugTableError, lines, once
from intake.drugs.text.normalise import Token, tokens

LANGUAGES = ("en", "de", "es", "fr", "it", "pt")
ANY = "all"  # the language of doses and numbers
_HEADINGS = {f"[{language}]" for language in (*LANGUAGES, ANY)}
# What is told by signs, figures and capitals, and the drugs: `this` is the one judged.
_OTHERS = (
    *("this", "soother", "drug", "name", "year", "comma", "colon", "dot", "dash", "arrow"),
    *("open", "shut", "ask", "plus", "line"),
)
_PLAIN = {
    *(
        "of",
        "num",
        "dose",
        "time",
        "in",
        "and",
        "or",
        "name",
        "drug",
        "comma",
        "plus",
    ),
    *("always", "proviso"),
}
_FIRST_LETTER = 0x80  # no sign of an expression, and all below 0x100, where sets are quick


class Phrase(NamedTuple):
    """Words that follow a first one, what they say together, in which language."""

    language: str
    rest: Sequence[str]
    letter: str

    @property
    def kept(self) -> str:
        """It in one string: so many small lists would take long to read at the start."""
        return " ".join((self.letter, self.language, *self.rest))

    @classmethod
    def of(cls, kept: str) -> Phrase:
        """The phrase kept in a string."""
        letter, language, *rest = kept.split(" ")
        return cls(language, rest, letter)


class CueWords(NamedTuple):
    """Every phrase by its first word, the longest first, and the letter of each tag."""

    phrases: Mapping[str, Sequence[str]]  # as Phrase.kept
    letters: Mapping[str, str]
    plain: frozenset[str]  # letters that alone say nothing of any drug


@once
def cue_words() -> CueWords:
    """The phrases. Raises DrugTableError for an unknown language or a phrase with two tags."""
    letters, phrases = cached("cue_words", _compiled)
    return CueWords(phrases, letters, frozenset(letters[tag] for tag in _PLAIN))


def _compiled() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The letter of each tag, and the phrases by their first words."""
    rows = list(_rows())
    tags = sorted({*_OTHERS, *_PLAIN, *(tag for _, tag, _ in rows)})
    letters = {tag: chr(_FIRST_LETTER + at) for at, tag in enumerate(tags)}
    phrases: dict[str, list[Phrase]] = {}
    for language, tag, words in rows:
        for phrase in words.split(";"):
            first, *rest = [token.key for token in tokens(phrase)] or _no_word(tag)
            phrases.setdefault(first, []).append(Phrase(language, rest, letters[tag]))
    for first, same in phrases.items():
        same.sort(key=lambda phrase: -len(phrase.rest))
        if len({(phrase.language, *phrase.rest) for phrase in same}) < len(same):
            raise DrugTableError(f"status_words.txt: a phrase stands twice: {first} ...")
    return letters, {first: [one.kept for one in same] for first, same in phrases.items()}


def _no_word(tag: str) -> NoReturn:
    raise DrugTableError(f"status_words.txt: {tag} has a phrase without a word")


def _rows() -> Iterator[tuple[str, str, str]]:
    """(language, tag, words) of each line."""
    language = ""
    for line in lines("status_words.txt"):
        tag, parted, words = line.partition(" = ")
        if line in _HEADINGS:
            language = line.strip("[]")
        elif parted and language:
            yield language, tag, words
        elif line and not line.startswith("#"):
            raise DrugTableError(f"status_words.txt: {line[:40]} is neither words nor a language")


def phrases_at(words: Sequence[Token], at: int, before: int) -> Iterator[Phrase]:
    """The phrases that begin at a word and end before another, the longest first."""
    for kept in cue_words().phrases.get(words[at].key, ()):
        phrase = Phrase.of(kept)
        end = at + 1 + len(phrase.rest)
        if end <= before and all(
            words[place].key == word for place, word in enumerate(phrase.rest, at + 1)
        ):
            yield phrase

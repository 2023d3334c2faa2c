"""A text as one letter for each word, sign and drug: what the rules of status are held against.

Each piece of text between signs is read in the language that most of its words speak;
a word that this language does not list is read as English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from intake.drugs.matching.match import Match
from intake.drugs.matching.scan import Scan
from intake.drugs.reading.cue_words import ANY, LANGUAGES, Phrase, cue_words, phrases_at
from intake.drugs.tables.everyday_words import is_everyday
from intake.drugs.text.normalise import Token

_SIGN = re.compile(r"-?[>→]|[,;:.!?()\[\]+/&=•|\n]|[-–—]")
_SIGNS = {
    **dict.fromkeys(";.!", "dot"), **dict.fromkeys("([", "open"), **dict.fromkeys(")]", "shut"),
    **dict.fromkeys("-–—=", "dash"), **dict.fromkeys("•|\n", "line"),
    **dict.fromkeys("+/&", "plus"), ",": "comma", ":": "colon", "?": "ask",
}  # fmt: skip
_SHORT = {"prev", "incl", "inc", "esp", "dr", "mr", "mrs", "approx", "ca", "st", "tab", "tabs",
          "cap", "e", "g", "z", "d"}  # fmt: skip
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_Piece = tuple[int, int]  # the words from one to before another


def tag(scanned: Scan) -> tuple[str, list[int]]:
    """The letters of a text, and where among them each match stands."""
    words, letters = scanned.words, cue_words().letters
    drug_at = {match.first: number for number, match in enumerate(scanned.matches)}
    drugs = [match for match in scanned.matches if not _is_cue(match, words)]
    within = {at for match in drugs for at in range(match.first, match.after)}
    said = _said(scanned.text, words, within)
    text: list[str] = []
    places = [0] * len(scanned.matches)
    for at, word in enumerate(words):
        if at not in within or at in drug_at:
            text += _signs(words, at, word.gap, within)
        if at in drug_at:
            places[drug_at[at]] = len(text)
        if at in within:
            text += letters["drug"] if at in drug_at else ""
        elif at in said or at in drug_at:
            text.append(said.get(at, letters["w"]))
    if words:
        text += _signs(words, len(words), scanned.text[words[-1].end :], within)
    return "".join(text), places


def _is_cue(match: Match, words: Sequence[Token]) -> bool:
    """Whether a match is a word of the lists, which says more as that: "es", "urticaire"."""
    alone = match.after == match.first + 1
    phrases = cue_words().phrases.get(words[match.first].key, ()) if alone else ()
    return any(not Phrase.of(kept).rest for kept in phrases)


def _signs(words: Sequence[Token], at: int, gap: str, within: set[int]) -> Iterator[str]:
    """The letters of the signs before a word."""
    letters = cue_words().letters
    if gap == " " or not gap:
        return
    if len(gap) == 1 and 0 < at < len(words):
        if _is_cut(words, at):
            return
        joined = words[at - 1].key.isdigit() and words[at].key.isdigit()
        if (joined and gap in ".,") or (gap in "-." and not {at - 1, at} & within):
            return
    for sign in _SIGN.findall(gap):
        if not (sign == "." and at and words[at - 1].key in _SHORT):
            yield letters["arrow" if sign[-1] in ">→" else _SIGNS[sign]]


def _is_cut(words: Sequence[Token], at: int) -> bool:
    """Whether a sign is within one word cut short: "w/o", "A&E"."""
    short = at > 0 and len(words[at - 1].key) == len(words[at].key) == 1
    return short and words[at].gap in {"/", "&"} and words[at].key.isalpha()


def _said(text: str, words: Sequence[Token], within: set[int]) -> dict[int, str]:
    """The letter of each word that is no drug; none for those inside a phrase but its first."""
    pieces = list(_pieces(words, within))
    found = [
        {at: list(phrases_at(words, at, end)) for at in range(start, end)} for start, end in pieces
    ]
    spoken = [_languages(phrases) for phrases in found]
    overall = sum(spoken, Counter[str]())
    said: dict[int, str] = {}
    for (start, end), phrases, here in zip(pieces, found, spoken, strict=True):
        language = max(LANGUAGES, key=lambda known: (here[known], overall[known]))
        at = start
        while at < end:
            phrase = _spoken(phrases[at], language)
            said[at] = phrase.letter if phrase else _unlisted(text, words[at])
            at += 1 + (len(phrase.rest) if phrase else 0)
    return said


def _pieces(words: Sequence[Token], within: set[int]) -> Iterator[_Piece]:
    """The runs of words between drugs and signs."""
    start = 0
    for at, word in enumerate(words):
        parts = _SIGN.search(word.gap) and word.gap not in "-." and not _is_cut(words, at)
        if at in within or (at > start and parts):
            if at > start:
                yield start, at
            start = at + 1 if at in within else at
    if start < len(words):
        yield start, len(words)


def _languages(phrases: dict[int, list[Phrase]]) -> Counter[str]:
    """How many words each language knows."""
    return Counter(
        language for found in phrases.values() for language in {one.language for one in found}
    )


def _spoken(phrases: list[Phrase], language: str) -> Phrase | None:
    """The longest phrase of a language or of all, else of English."""
    own = [phrase for phrase in phrases if phrase.language in {language, ANY}]
    if own:
        return max(own, key=lambda phrase: (len(phrase.rest), phrase.language == language))
    return next((phrase for phrase in phrases if phrase.language == "en"), None)


def _unlisted(text: str, word: Token) -> str:
    letters = cue_words().letters
    if word.key.isdigit():
        return letters["year" if _YEAR.fullmatch(word.key) else "num"]
    named = text[word.start].isupper() and len(word.key) > 2 and not is_everyday(word.key)
    return letters["name" if named else "w"]

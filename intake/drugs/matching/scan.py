"""Finding drug names in a text: exact names first, then near ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.drugs.matching.by_ear import dictated
from intake.drugs.matching.exact import exact_matches
from intake.drugs.matching.language import common_words, is_foreign_sentence
from intake.drugs.matching.match import Match, joins
from intake.drugs.matching.mend import mended
from intake.drugs.matching.near import beside_names, is_sure, near_matches
from intake.drugs.tables.everyday_words import is_everyday
from intake.drugs.tables.local import ANYWHERE, Local
from intake.drugs.tables.rows import VAGUE
from intake.drugs.text.normalise import Token, tokens


@dataclass(frozen=True)
class Scan:
    """What was found in a text, in order."""

    text: str
    words: tuple[Token, ...]
    matches: tuple[Match, ...]
    unread: tuple[Token, ...]  # words that are neither names nor everyday words


def _unknown(words: list[Token], matches: Iterable[Match], common: frozenset[str]) -> list[int]:
    """Places of the words that no name covers and no list of common words holds."""
    covered = {at for match in matches for at in range(match.first, match.after)}
    return [
        at
        for at, token in enumerate(words)
        if at not in covered
        and not (token.key.isdigit() or is_everyday(token.key) or token.key in common)
    ]


def _is_vague(match: Match) -> bool:
    return match.substance is not None and match.substance.kind == VAGUE


def _is_lay(match: Match) -> bool:
    return match.substance is not None and match.substance.kind == "lay"


def _without_descriptions(words: list[Token], matches: list[Match]) -> list[Match]:
    """The matches but for vague words right beside a name, which only say what it is for:
    "Nytol sleeping tablets". Antibiotic eye drops are still not named.
    """
    named = [match for match in matches if not (_is_vague(match) or _is_lay(match))]
    ends = {match.after for match in named}
    starts = {match.first for match in named if joins(words[match.first].gap)}

    def describes(match: Match) -> bool:
        return (match.first in ends and joins(words[match.first].gap)) or match.after in starts

    return [match for match in matches if not (_is_vague(match) and describes(match))]


def _with_dictated(words: list[Token], matches: list[Match], unknown: set[int]) -> list[Match]:
    """The matches, those in pieces of a dictated name replaced by that name."""
    names = list(dictated(words, matches, unknown))
    covered = {at for name in names for at in range(name.first, name.after)}
    return [match for match in matches if match.first not in covered] + names


def scan(text: str, *, prose: bool = False, local: Local = ANYWHERE) -> Scan:
    """All names in the text; in `prose` near names only where little doubt is left."""
    words = mended(text, tokens(text))
    common = common_words(words)
    matches = list(exact_matches(text, words, common, local))
    unknown = _unknown(words, matches, common)
    near = list(near_matches(words, unknown, beside_names(words, matches), local))
    foreign = not prose and is_foreign_sentence(words)
    matches += (match for match in near if not (prose or foreign) or is_sure(match, foreign))
    if not prose:
        matches = _with_dictated(words, matches, set(unknown))
    matches = _without_descriptions(words, sorted(matches, key=lambda match: match.start))
    covered = {at for match in matches for at in range(match.first, match.after)}
    unread = tuple(words[at] for at in unknown if at not in covered)
    return Scan(text, tuple(words), tuple(matches), unread)

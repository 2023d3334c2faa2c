"""Finding drug names in a text: exact names first, then near ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.drugs.exact import exact_hits
from intake.drugs.fold import Token, tokens
from intake.drugs.hits import Hit, joins
from intake.drugs.listed import VAGUE
from intake.drugs.slips import beside_names, is_sure, near_hits
from intake.drugs.words import is_word


@dataclass(frozen=True)
class Scan:
    """What was found in a text, in order."""

    text: str
    words: tuple[Token, ...]
    hits: tuple[Hit, ...]
    unread: tuple[Token, ...]  # words that are neither names nor everyday words


def _unknown(words: list[Token], hits: Iterable[Hit]) -> list[int]:
    """Places of the words that no name covers and no everyday list holds."""
    covered = {at for hit in hits for at in range(hit.first, hit.after)}
    return [
        at
        for at, token in enumerate(words)
        if at not in covered and not token.key.isdigit() and not is_word(token.key)
    ]


def _is_vague(hit: Hit) -> bool:
    return hit.substance is not None and hit.substance.kind == VAGUE


def _without_descriptions(words: list[Token], hits: list[Hit]) -> list[Hit]:
    """The hits but for vague words right beside a name, which only say what it is for:
    "Nytol sleeping tablets".
    """
    named = [hit for hit in hits if not _is_vague(hit)]
    ends = {hit.after for hit in named}
    starts = {hit.first for hit in named if joins(words[hit.first].gap)}

    def describes(hit: Hit) -> bool:
        return (hit.first in ends and joins(words[hit.first].gap)) or hit.after in starts

    return [hit for hit in hits if not (_is_vague(hit) and describes(hit))]


def scan(text: str, *, prose: bool = False) -> Scan:
    """All names in the text; in `prose` near names only where little doubt is left."""
    words = tokens(text)
    hits = list(exact_hits(text, words))
    unknown = _unknown(words, hits)
    beside = beside_names(words, hits)
    hits += (hit for hit in near_hits(words, unknown, beside) if not prose or is_sure(hit))
    hits = _without_descriptions(words, sorted(hits, key=lambda hit: hit.start))
    covered = {at for hit in hits for at in range(hit.first, hit.after)}
    unread = tuple(words[at] for at in unknown if at not in covered)
    return Scan(text, tuple(words), tuple(hits), unread)

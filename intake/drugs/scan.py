"""Finding drug names in a text: exact names first, then near ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from intake.drugs.everyday import is_meant, is_shade
from intake.drugs.fold import Token, fold, tokens
from intake.drugs.judge import Verdict, candidates, judge
from intake.drugs.listed import VAGUE
from intake.drugs.model import Substance
from intake.drugs.spelling import local
from intake.drugs.stems import stem_of
from intake.drugs.suffixes import added
from intake.drugs.tables import tables, well_known
from intake.drugs.words import everyday, is_word

DRINK = "caffeine"
_TINY = 4  # letters; so short a name is never read across two words ("as a")
_Judged = dict[str, Verdict | None]  # the words of one text, each judged once
_HARD = frozenset(",;:\n\r\t()[]|!?•")  # a name never runs across these


@dataclass(frozen=True)
class Hit:
    """A name in the text, from token `first` up to but not including `after`."""

    first: int
    after: int
    start: int
    end: int
    name: str  # folded
    substance: Substance | None  # None for a near name; then `verdict` says more
    verdict: Verdict | None = None
    why: str = ""  # it is asked about, though near no known name
    suffix: bool = False  # letters beside the name before it


@dataclass(frozen=True)
class Scan:
    """What was found in a text, in order."""

    text: str
    words: tuple[Token, ...]
    hits: tuple[Hit, ...]
    unread: tuple[Token, ...]  # words that are neither names nor everyday words


def _joins(gap: str) -> bool:
    """Whether words with this between them can belong to one name."""
    return len(gap) <= 3 and not _HARD.intersection(gap)


def _exact(words: list[Token], first: int) -> tuple[int, str] | None:
    """The longest known name that starts at this word, as (after, name)."""
    table = tables()
    name, best = "", None
    for at in range(first, min(first + table.longest, len(words))):
        if at > first and not _joins(words[at].gap):
            break
        name += words[at].key
        if name in table.names and (at == first or _is_name(name, words[first : at + 1])):
            best = (at + 1, name)
    return best or _local(words, first)


def _is_name(name: str, words: list[Token]) -> bool:
    """Whether several words make one name, and not only its letters: "mom ate" is no Momate."""
    if len(name) <= _TINY and name.isalpha():
        return False
    return not everyday(words) or name in tables().phrases


def _local(words: list[Token], first: int) -> tuple[int, str] | None:
    """The ingredient that this word spells in another language's way, as (after, name)."""
    found = local(words[first].key)
    return (first + 1, found[0]) if found and not is_word(words[first].key) else None


def _exact_hits(text: str, words: list[Token]) -> Iterator[Hit]:
    at = 0
    while at < len(words):
        found = _exact(words, at)
        if found is None:
            at += 1
            continue
        after, name = found
        substance = tables().names[name]
        if _counts(substance, text, words, at, after):
            yield Hit(at, after, words[at].start, words[after - 1].end, name, substance)
            if ingredient := added(substance, words, after, text):
                yield _asked(words[after], after, ingredient)
                after += 1
        at = after


def _counts(substance: Substance, text: str, words: list[Token], at: int, after: int) -> bool:
    """Whether a word that is a name means the drug where it stands."""
    if substance.ingredient == DRINK and words[at].key != DRINK and is_shade(words, at):
        return False
    return substance.kind != "everyday" or is_meant(text, words, at, after)


def _asked(suffix: Token, at: int, ingredient: str) -> Hit:
    """A suffix that may name a second drug."""
    meant = candidates([tables().ingredients[ingredient]])
    verdict = Verdict(None, fold(ingredient), 0, 0.0, meant)
    why = f"a suffix that may name {ingredient}"
    return Hit(at, at + 1, suffix.start, suffix.end, suffix.key, None, verdict, why, suffix=True)


def _near_hit(words: list[Token], first: int, after: int, judged: _Judged) -> Hit | None:
    word = "".join(token.key for token in words[first:after])
    if word not in judged:  # a known name that does not count here means the word itself
        judged[word] = None if word in tables().names else judge(word)
    verdict = judged[word]
    if verdict is None:
        return None
    return Hit(first, after, words[first].start, words[after - 1].end, word, None, verdict)


def _unknown(words: list[Token], hits: Iterable[Hit]) -> list[int]:
    """Places of the words that no name covers and no everyday list holds."""
    covered = {at for hit in hits for at in range(hit.first, hit.after)}
    return [
        at
        for at, token in enumerate(words)
        if at not in covered and not token.key.isdigit() and not is_word(token.key)
    ]


def _beside(words: list[Token], hits: Iterable[Hit]) -> set[int]:
    """Places of the words next to a known name: mostly its maker or its form."""
    before = {hit.first - 1 for hit in hits if hit.first and _joins(words[hit.first].gap)}
    after = {hit.after for hit in hits if hit.after < len(words) and _joins(words[hit.after].gap)}
    return before | after


def _near_hits(words: list[Token], unknown: list[int], beside: set[int]) -> Iterator[Hit]:
    """Near names among unknown words: of one word, of it and its neighbour, else by a stem."""
    taken: set[int] = set()
    judged: _Judged = {}
    open_places = set(unknown) - beside if len(unknown) <= _FEW else set()
    for at in unknown:
        if at in taken:
            continue
        hit = _near_hit(words, at, at + 1, judged)
        if hit and at in beside and not _often_typed(hit):
            hit = None
        if hit is None and at + 1 in open_places and _joins(words[at + 1].gap):
            hit = _near_hit(words, at, at + 2, judged)
        hit = hit or _stem_hit(words[at], at)
        if hit:
            taken.update(range(hit.first, hit.after))
            yield hit


def _stem_hit(word: Token, at: int) -> Hit | None:
    """A word that holds the stem of a class: a brand that nobody listed, perhaps."""
    stem = stem_of(word.key)
    if stem is None:
        return None
    verdict = Verdict(None, stem.letters, 0, 0.0, candidates(stem.meant()))
    return Hit(at, at + 1, word.start, word.end, word.key, None, verdict, stem.why)


def _often_typed(hit: Hit) -> bool:
    """Whether many people type the name that a word is near: "prozac xannax"."""
    return bool(hit.verdict and hit.verdict.substance and hit.verdict.name in well_known())


_FEW = 6  # unknown words; where there are more, one name is not read across two of them
_SURE = 1.0  # cost of one slip; in prose anything further is more often an everyday word
_LETTERS = 6


def _sure(hit: Hit) -> bool:
    verdict = hit.verdict
    return bool(
        verdict and verdict.substance and verdict.cost <= _SURE and len(hit.name) >= _LETTERS
    )


def _is_vague(hit: Hit) -> bool:
    return hit.substance is not None and hit.substance.kind == VAGUE


def _without_descriptions(words: list[Token], hits: list[Hit]) -> list[Hit]:
    """The hits but for vague words right beside a name, which only say what it is for:
    "Nytol sleeping tablets".
    """
    named = [hit for hit in hits if not _is_vague(hit)]
    ends = {hit.after for hit in named}
    starts = {hit.first for hit in named if _joins(words[hit.first].gap)}

    def describes(hit: Hit) -> bool:
        return (hit.first in ends and _joins(words[hit.first].gap)) or hit.after in starts

    return [hit for hit in hits if not (_is_vague(hit) and describes(hit))]


def scan(text: str, *, prose: bool = False) -> Scan:
    """All names in the text; in `prose` near names only where little doubt is left."""
    words = tokens(text)
    hits = list(_exact_hits(text, words))
    unknown = _unknown(words, hits)
    beside = _beside(words, hits)
    hits += (hit for hit in _near_hits(words, unknown, beside) if not prose or _sure(hit))
    hits = _without_descriptions(words, sorted(hits, key=lambda hit: hit.start))
    covered = {at for hit in hits for at in range(hit.first, hit.after)}
    unread = tuple(words[at] for at in unknown if at not in covered)
    return Scan(text, tuple(words), tuple(hits), unread)

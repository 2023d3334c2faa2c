"""Unknown words that are slips for a known name, or hold the stem of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from intake.drugs.fold import Token
from intake.drugs.hits import Hit, joins
from intake.drugs.judge import Verdict, candidates, judge
from intake.drugs.stems import stem_of
from intake.drugs.tables import tables, well_known

_FEW = 6  # unknown words; where there are more, one name is not read across two of them
_SURE = 1.0  # cost of one slip; in prose anything further is more often an everyday word
_LETTERS = 6
_Judged = dict[str, Verdict | None]  # the words of one text, each judged once


def _near_hit(words: list[Token], first: int, after: int, judged: _Judged) -> Hit | None:
    word = "".join(token.key for token in words[first:after])
    if word not in judged:  # a known name that does not count here means the word itself
        judged[word] = None if word in tables().names else judge(word)
    verdict = judged[word]
    if verdict is None:
        return None
    return Hit(first, after, words[first].start, words[after - 1].end, word, None, verdict)


def beside_names(words: list[Token], hits: Iterable[Hit]) -> set[int]:
    """Places of the words next to a known name: mostly its maker or its form."""
    before = {hit.first - 1 for hit in hits if hit.first and joins(words[hit.first].gap)}
    after = {hit.after for hit in hits if hit.after < len(words) and joins(words[hit.after].gap)}
    return before | after


def near_hits(words: list[Token], unknown: list[int], beside: set[int]) -> Iterator[Hit]:
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
        if hit is None and at + 1 in open_places and joins(words[at + 1].gap):
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


def is_sure(hit: Hit) -> bool:
    """Whether one slip in a long enough word leaves little doubt, also in prose."""
    verdict = hit.verdict
    return bool(
        verdict and verdict.substance and verdict.cost <= _SURE and len(hit.name) >= _LETTERS
    )

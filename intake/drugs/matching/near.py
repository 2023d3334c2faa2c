"""Unknown words that are slips for a known name, or hold the stem of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from intake.drugs.matching.by_ear import heard
from intake.drugs.matching.decide import Decision, candidates, decide
from intake.drugs.matching.match import Match, joins
from intake.drugs.matching.near_local import with_local
from intake.drugs.matching.stems import stem_of
from intake.drugs.tables.common_names import well_known
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.local import Local
from intake.drugs.text.normalise import Token

_FEW = 6  # unknown words; where there are more, one name is not read across two of them
_SURE = 1.0  # cost of one slip; in prose anything further is more often an everyday word
_LETTERS = 6


@dataclass(frozen=True)
class _Deciding:
    """How the unknown words of one text are decided, each once."""

    local: Local
    by_ear: bool
    decided: dict[str, Decision | None] = field(default_factory=dict)

    def of(self, word: str) -> Decision | None:
        """The decision; a known name that does not count here means the word itself."""
        if word not in self.decided:
            self.decided[word] = None if word in self.local else self._decide(word)
        return self.decided[word]

    def _decide(self, word: str) -> Decision | None:
        """The decision on a word; asked about where it sounds like a drug of a class, unlike the
        drug it is spelt like.
        """
        decision = with_local(word, decide(word), self.local)
        of_class = decision and (
            decision.candidates or (decision.substance and decision.substance.classes)
        )
        return decision if of_class or not self.by_ear else heard(word) or decision


def _near_match(words: list[Token], first: int, after: int, deciding: _Deciding) -> Match | None:
    word = "".join(token.key for token in words[first:after])
    decision = deciding.of(word)
    if decision is None:
        return None
    return Match(first, after, words[first].start, words[after - 1].end, word, None, decision)


def beside_names(words: list[Token], matches: Iterable[Match]) -> set[int]:
    """Places of the words next to a known name: mostly its maker or its form."""
    places: set[int] = set()
    for match in matches:
        if match.first and joins(words[match.first].gap):
            places.add(match.first - 1)
        if match.after < len(words) and joins(words[match.after].gap):
            places.add(match.after)
    return places


def near_matches(
    words: list[Token], unknown: list[int], beside: set[int], local: Local
) -> Iterator[Match]:
    """Near names among unknown words: of one word, of it and its neighbour, else by a stem."""
    taken: set[int] = set()
    deciding = _Deciding(local, by_ear=len(unknown) <= _FEW)
    open_places = set(unknown) - beside if len(unknown) <= _FEW else set()
    for at in unknown:
        if at in taken:
            continue
        match = _near_match(words, at, at + 1, deciding)
        if match and at in beside and not _often_typed(match):
            match = None
        if match is None and at + 1 in open_places and joins(words[at + 1].gap):
            match = _near_match(words, at, at + 2, deciding)
        match = match or _stem_match(words[at], at)
        if match:
            taken.update(range(match.first, match.after))
            yield match


def _stem_match(word: Token, at: int) -> Match | None:
    """A word that holds the stem of a class: a brand that nobody listed, perhaps."""
    stem = None if word.key in tables().names else stem_of(word.key)
    if stem is None:
        return None
    decision = Decision(None, stem.letters, 0, 0.0, candidates(stem.meant()))
    return Match(at, at + 1, word.start, word.end, word.key, None, decision, stem.why)


def _often_typed(match: Match) -> bool:
    """Whether many people type the name that a word is near: "prozac xannax"."""
    near = match.decision
    return bool(near and near.substance and near.name in well_known())


def is_sure(match: Match, foreign: bool = False) -> bool:
    """Whether one slip in a long enough word leaves little doubt, also in prose; in that of
    another language only a name that many people know.
    """
    near = match.decision
    if not near or not near.substance or (foreign and near.name not in well_known()):
        return False
    return near.cost <= _SURE and len(match.name) >= _LETTERS

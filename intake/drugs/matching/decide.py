"""What a misspelt word probably means, or what to ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from intake.drugs.matching.fuzzy import nearest, nearest_rare
from intake.drugs.model import Candidate, Substance
from intake.drugs.tables.common_names import common
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import normalise
from intake.drugs.text.slip_cost import cost, largest_cost

MOST = 5  # candidates are for a person to choose from
CLEARLY = 0.5  # a name that costs so much more than the likeliest is out of the question
# The costs up to which a word is read as a drug of a class, and beyond which nobody is asked.
SURE, SURE_IF_SHORT, SURE_IF_RARE, SURE_IF_VERY_RARE = 1.25, 0.75, 0.5, 0.25
FAR_IF_RARE, FAR_IF_VERY_RARE, FAR_IF_RARE_AND_SHORT = 1.0, 0.75, 0.25
# That much nearer must be an ingredient, or a brand, that few people type.
NEARER_IF_RARE, NEARER_IF_VERY_RARE = 0.5, 0.75
SHORT = 8  # letters; in so short a name one quite other letter may make another name
ONE_SLIP, LONG_ENOUGH = 1.75, 6  # any one slip, also in the first letter of a long common name
LONG, FAR_EDITS = 9, 2  # letters of a word, and edits, at which it may still be an ingredient
SPELLING = 1.0  # the cost up to which a name is but another spelling of its ingredient


@dataclass(frozen=True)
class Decision:
    """One substance when every likely name agrees on the class, else candidates."""

    substance: Substance | None
    name: str  # the likeliest known name, normalised
    edits: int
    cost: float
    candidates: tuple[Candidate, ...] = ()


class _Near(NamedTuple):
    """A known name near the word; the least is the likeliest."""

    cost: float
    edits: int
    name: str

    @property
    def substance(self) -> Substance:
        return tables().names[self.name]

    @property
    def classes(self) -> tuple[str, ...]:
        return self.substance.classes

    @property
    def is_common(self) -> bool:
        """Whether people often type it: a common name, or a spelling of a common ingredient."""
        if self.name in common():
            return True
        ingredient = normalise(self.substance.ingredient)
        return ingredient in common() and cost(self.name, ingredient) <= SPELLING

    @property
    def is_ingredient(self) -> bool:
        return self.name == normalise(self.substance.ingredient)

    def limits(self, length: int) -> tuple[float, float]:
        """The costs up to which a word of so many letters is this name, and may be it.

        The rarer a name, the nearer it must be: more words lie near some rare
        brand than there are people who misspell it.
        """
        far = largest_cost(length)
        if self.is_common:
            sure = SURE_IF_SHORT if length <= SHORT else SURE
            return sure, max(far, ONE_SLIP) if self.edits == 1 and length >= LONG_ENOUGH else far
        if self.is_ingredient:
            return SURE_IF_RARE, min(far - NEARER_IF_RARE, FAR_IF_RARE if self.classes else far)
        if self.classes:
            nearer = FAR_IF_RARE_AND_SHORT if length < SHORT else FAR_IF_VERY_RARE
            return SURE_IF_VERY_RARE, min(far - NEARER_IF_VERY_RARE, nearer)
        return SURE_IF_VERY_RARE, far - NEARER_IF_VERY_RARE


def decide(word: str) -> Decision | None:
    """The decision on a normalised word that is no known name; None when nothing is near."""
    size = len(word)
    near = sorted(_Near(cost(word, name), edits, name) for edits, name in nearest(word, extra=1))
    best = next((name for name in near if name.cost <= name.limits(size)[1]), None)
    if best is None:
        return _far_ingredient(near) if size >= LONG else None
    same = [name for name in near if name.classes == best.classes]
    others = [name for name in near if name.classes != best.classes]
    rivals = [name for name in others if _may_be_meant(name, best, size)]
    rivals += _rare_rivals(word, best)
    sure = not best.classes or any(name.cost <= name.limits(size)[0] for name in same)
    if sure and not rivals:
        return Decision(best.substance, best.name, best.edits, best.cost)
    meant = [name.substance for name in sorted([*same, *rivals])]
    return Decision(None, best.name, best.edits, best.cost, candidates(meant))


def _far_ingredient(near: list[_Near]) -> Decision | None:
    """Two edits from an ingredient's name, however unlikely: asked about, never read."""
    least = min((name.edits for name in near), default=FAR_EDITS + 1)
    if least > FAR_EDITS:
        return None
    meant = [name for name in near if name.edits == least and name.is_ingredient]
    if not any(name.classes for name in meant):
        return None
    first = meant[0]
    return Decision(None, first.name, least, first.cost, candidates([n.substance for n in meant]))


def _rare_rivals(word: str, best: _Near) -> list[_Near]:
    """Rare brands of other classes as few edits away, so that no slip turns one into another."""
    if not best.classes:
        return []
    rare = (_Near(cost(word, name), edits, name) for edits, name in nearest_rare(word))
    return [name for name in rare if name.classes != best.classes and name.edits <= best.edits]


def _may_be_meant(rival: _Near, best: _Near, size: int) -> bool:
    """Likely too; or, so that no slip turns one class into another, as few edits away."""
    if rival.cost < best.cost + CLEARLY:
        return bool(best.classes) or rival.cost <= rival.limits(size)[1]
    if not best.classes:  # a common name of a class is not passed over for a rare other one
        often = rival.is_common and not best.is_common and rival.edits <= best.edits
        return often and rival.cost <= rival.limits(size)[1]
    if not rival.classes:  # nor one that many take, as few edits away: "ventoin" for Ventolin
        often = rival.is_common and rival.edits <= best.edits
        return often and rival.cost <= rival.limits(size)[1]
    return rival.edits <= best.edits + rival.is_common


def candidates(meant: list[Substance]) -> tuple[Candidate, ...]:
    """Each ingredient once, likeliest first."""
    once = {drug.ingredient: Candidate(drug.ingredient, drug.classes) for drug in meant}
    return tuple(once.values())[:MOST]

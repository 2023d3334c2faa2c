"""What a misspelt word probably means, or what to ask about it."""

from __future__ import annotations

from dataclasses import dataclass

from intake.drugs.fold import fold
from intake.drugs.likeness import RARE, VERY_RARE, cost, most
from intake.drugs.model import Candidate, Substance
from intake.drugs.nearest import nearest
from intake.drugs.tables import common, tables

MOST = 5  # candidates are for a person to choose from
CLEARLY = 0.5  # a name that costs so much more than the likeliest is out of the question


@dataclass(frozen=True)
class Verdict:
    """One substance when every likely name agrees on the class, else candidates."""

    substance: Substance | None
    name: str  # the likeliest known name, folded
    edits: int
    cost: float
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, order=True)
class _Near:
    cost: float
    edits: int
    name: str

    @property
    def substance(self) -> Substance:
        return tables().names[self.name]

    @property
    def rarity(self) -> float:
        """How much nearer a name must be that few people type."""
        if self.name in common():
            return 0.0
        return RARE if self.name == fold(self.substance.ingredient) else VERY_RARE

    @property
    def classes(self) -> tuple[str, ...]:
        return self.substance.classes


def judge(word: str) -> Verdict | None:
    """The verdict on a folded word that is no known name; None when nothing is near."""
    found = sorted(_Near(cost(word, name), edits, name) for edits, name in nearest(word, extra=1))
    likely = [one for one in found if one.cost <= most(len(word)) - one.rarity]
    if not likely:
        return None
    best = likely[0]
    rivals = [one for one in found if one.classes != best.classes and _may_be_meant(one, best)]
    if not rivals:
        return Verdict(best.substance, best.name, best.edits, best.cost)
    meant = [one.substance for one in found if one in rivals or one.classes == best.classes]
    return Verdict(None, best.name, best.edits, best.cost, candidates(meant))


def _may_be_meant(rival: _Near, best: _Near) -> bool:
    """Likely too; or, so that no slip turns one class into another, as few edits away."""
    if rival.cost < best.cost + CLEARLY:
        return True
    return bool(rival.classes and best.classes) and rival.edits <= best.edits + 1


def candidates(meant: list[Substance]) -> tuple[Candidate, ...]:
    """Each ingredient once, likeliest first."""
    once = {one.ingredient: Candidate(one.ingredient, one.classes) for one in meant}
    return tuple(once.values())[:MOST]

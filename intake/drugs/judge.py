"""What a misspelt word probably means, or what to ask about it."""

from __future__ import annotations

from dataclasses import dataclass

from intake.drugs.model import Candidate, Substance
from intake.drugs.nearest import nearest
from intake.drugs.tables import tables

MOST = 5  # candidates are for a person to choose from


@dataclass(frozen=True)
class Verdict:
    """One substance when every nearest name agrees on the class, else candidates."""

    substance: Substance | None
    name: str  # the nearest known name, folded
    edits: int
    candidates: tuple[Candidate, ...] = ()


def judge(word: str) -> Verdict | None:
    """The verdict on a folded word that is no known name; None when nothing is near."""
    near = nearest(word, extra=1)
    if not near:
        return None
    names = tables().names
    best = near[0][0]
    closest = [names[name] for edits, name in near if edits == best]
    classes = {substance.classes for substance in closest}
    if len(classes) == 1 and not _other_class(closest[0], near, best):
        return Verdict(closest[0], near[0][1], best)
    meant = [names[name] for _, name in near if names[name].classes or names[name] in closest]
    return Verdict(None, near[0][1], best, candidates(meant))


def _other_class(closest: Substance, near: list[tuple[int, str]], best: int) -> bool:
    """Whether a name one edit further has another class than the nearest, classed, one."""
    if not closest.classes:
        return False
    names = tables().names
    further = [names[name].classes for edits, name in near if edits > best]
    return any(classes and classes != closest.classes for classes in further)


def candidates(meant: list[Substance]) -> tuple[Candidate, ...]:
    """Each ingredient once, nearest first."""
    once = {one.ingredient: Candidate(one.ingredient, one.classes) for one in meant}
    return tuple(once.values())[:MOST]

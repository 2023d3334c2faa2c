"""One row for one medicine: "Zoloft (sertraline) 50 mg" names the same drug twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from intake.drugs import Flag, Flagging, KnownElsewhere

Row = TypeVar("Row", Flag, KnownElsewhere)
PARTS = " + "  # between the ingredients of a combination


def once(flagging: Flagging) -> Flagging:
    """The same with each ingredient once an entry; one read exactly goes before a near name."""
    return replace(
        flagging,
        causes=_each(flagging.causes, _ingredient),
        treatments=_each(flagging.treatments, _ingredient),
        elsewhere=_each(flagging.elsewhere, _fact),
    )


def _ingredient(flag: Flag) -> str:
    return flag.ingredient


def _fact(known: KnownElsewhere) -> str:
    return known.fact.ingredient


def _each(found: Iterable[Row], name: Callable[[Row], str]) -> tuple[Row, ...]:
    """A combination's own ingredients, named beside it, are no drugs of their own."""
    every = list(found)
    exact_first = sorted(every, key=lambda one: one.drug.how != "exact")
    largest_first = sorted(exact_first, key=lambda one: -len(_parts(name(one))))
    kept: list[Row] = []
    for one in largest_first:
        there = [_parts(name(other)) for other in kept if other.place == one.place]
        if not any(_parts(name(one)) <= parts for parts in there):
            kept.append(one)
    return tuple(one for one in every if any(one is other for other in kept))


def _parts(ingredient: str) -> frozenset[str]:
    return frozenset(ingredient.split(PARTS))

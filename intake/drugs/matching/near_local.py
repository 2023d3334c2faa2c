"""A clinic's own names, one slip away from a word: they are typed no better than those listed."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intake.drugs.matching.decide import (
    SHORT,
    SURE,
    SURE_IF_SHORT,
    Decision,
    candidates,
)
from intake.drugs.matching.fuzzy import LONGEST, SHORTEST
from intake.drugs.model import Substance
from intake.drugs.tables.local import Local
from intake.drugs.text.slip_cost import cost


def with_local(word: str, decision: Decision | None, local: Local) -> Decision | None:
    """The decision on an unknown word where a clinic's own names count too.

    One that lies one edit from it is meant, unless the drug list knows another drug that near:
    then, or where the slip is an unlikely one, it is asked about.
    """
    own = sorted((cost(word, name), name) for name in _one_edit_away(word, local))
    if not own:
        return decision
    least, nearest = own[0]
    meant = [local.own[name] for _, name in own]
    rivals = [] if decision is None else list(_of(decision))
    if len({one.classes for one in (*meant, *rivals)}) == 1 and _is_sure(word, least):
        return Decision(meant[0], nearest, 1, least)
    return Decision(None, nearest, 1, least, candidates([*meant, *rivals]))


def _one_edit_away(word: str, local: Local) -> list[str]:
    if not local.own or not SHORTEST <= len(word) <= LONGEST:
        return []
    near = process.extract(word, list(local.own), scorer=OSA.distance, score_cutoff=1, limit=None)
    return [name for name, away, _ in near if away == 1 and len(name) >= SHORTEST]


def _of(decision: Decision) -> Iterator[Substance]:
    """The drugs that the list's names near a word stand for."""
    if decision.substance:
        yield decision.substance
    yield from (Substance(one.ingredient, one.classes, "", "") for one in decision.candidates)


def _is_sure(word: str, slip: float) -> bool:
    return slip <= (SURE_IF_SHORT if len(word) <= SHORT else SURE)

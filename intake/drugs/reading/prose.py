"""Longer free text: the drugs, and the kinds of medicine, that it surely names."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from intake.drugs.matching.scan import scan
from intake.drugs.model import PERHAPS_TAKEN, Doubt, DrugRead
from intake.drugs.reading.drugs_and_doubts import drugs_and_doubts
from intake.drugs.tables.common_names import well_known
from intake.drugs.tables.known_names import version
from intake.drugs.tables.local import ANYWHERE, Local
from intake.drugs.tables.rows import UNNAMED

MOST = 512  # texts that a process remembers; in its memory alone


class Mentions(NamedTuple):
    """What long free text names."""

    drugs: tuple[DrugRead, ...]  # in order, where little doubt is left
    kinds: tuple[Doubt, ...]  # kinds of medicine taken that may be of a class: "antibiotics"


def mentions(text: str, local: Local = ANYWHERE) -> Mentions:
    """The drugs, and the kinds of medicine, that long free text names.

    In prose a word that is also some rare brand ("moment", "same") or lies near one
    ("muscular", "affecting") means itself: there only well-known names count.
    """
    return _mentions(text, local, version())


@lru_cache(maxsize=MOST)
def _mentions(text: str, local: Local, _version: str) -> Mentions:
    """A form's texts are read anew at each save, and all but a page's are the same as before."""
    drugs, doubts = drugs_and_doubts(scan(text, prose=True, local=local), local.by_another)
    return Mentions(
        tuple(drug for drug in drugs if _is_named(drug) or drug.name in well_known()),
        tuple(doubt for doubt in doubts if doubt.status in PERHAPS_TAKEN and _is_kind(doubt)),
    )


def _is_kind(doubt: Doubt) -> bool:
    return doubt.candidates[0].ingredient.endswith(UNNAMED)


def _is_named(drug: DrugRead) -> bool:
    """Whether the words surely mean it: a name of a class, or a kind (blood thinner)."""
    kind = drug.ingredient.endswith(UNNAMED)
    return drug.how == "exact" and (kind or bool(drug.classes))

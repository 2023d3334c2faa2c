"""The names that people use most, as data/common.txt lists them: they may be misspelt more."""

from __future__ import annotations

from collections.abc import Mapping

from intake.drugs.tables.files import lines, once
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import normalise, normalise_lists


@once
def common() -> Mapping[str, int]:
    """Normalised names that patients use most, each with its place; 0 is the commonest."""
    listed = enumerate(lines("common.txt"))
    return {normalise(line): at for at, line in listed if not line.startswith("#")}


@once
def well_known() -> frozenset[str]:
    """Normalised names that mean a drug wherever they are read: common ones and ingredients."""
    return frozenset(common()) | {*normalise_lists([";".join(tables().ingredients)])[0]}

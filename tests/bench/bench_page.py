"""The doctor's page by this service and by the libraries that others would use.

Seconds are processor time, medians of interleaved rounds, each round another visit;
only the ratios carry from machine to machine.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable

from reports.summary import Summary
from tests.bench.facts import kind, missing
from tests.bench.fresh import first_page
from tests.bench.makers import MODULES, NAIVE, OURS, Make, maker, overfull, visit
from tests.bench.measure import cpu
from tests.reports import samples

ROUNDS, COLD_ROUNDS = 7, 3
FORMS = ("18", ">7", ">5", ">7", ">5", "")  # of the table's columns
Row = tuple[str, ...]


def main() -> None:
    """Print a table for each content, and one for the first page of a new process."""
    makers = {name: maker(name) for name in MODULES}
    for title, summary in (("typical", samples.typical()), ("overfull", overfull())):
        made = {name: _checked(name, make, summary) for name, make in makers.items()}
        seconds = _warm(makers, summary)
        _table((title, "seconds", "ratio", "bytes", "pages", "tags"), seconds, made)
    seconds, memory = _cold()
    _table(("new process", "seconds", "ratio", "peak MB"), seconds, memory)


def _checked(name: str, make: Make, summary: Summary) -> Row:
    """What the table says of the PDF, once it is known to hold the same facts as the others."""
    content = make(summary)
    absent = missing(content, summary, whole=name != OURS)
    if absent:
        sys.exit(f"{name} does not hold: {'; '.join(absent)}")
    pages, tags = kind(content)
    return f"{len(content)}", f"{pages}", tags


def _warm(makers: dict[str, Make], summary: Summary) -> dict[str, float]:
    """Median seconds of each maker."""
    taken: dict[str, list[float]] = {name: [] for name in makers}
    for number in range(ROUNDS):
        this = visit(summary, number)
        for name, make in makers.items():
            start = cpu()
            make(this)
            taken[name].append(cpu() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def _cold() -> tuple[dict[str, float], dict[str, Row]]:
    """Median seconds and peak megabytes of each maker's first page."""
    rounds = [{name: first_page(name) for name in MODULES} for _ in range(COLD_ROUNDS)]
    seconds = {name: statistics.median(one[name][0] for one in rounds) for name in MODULES}
    peaks = {name: statistics.median(one[name][1] for one in rounds) for name in MODULES}
    return seconds, {name: (f"{peak:.0f}",) for name, peak in peaks.items()}


def _table(heads: Row, seconds: dict[str, float], more: dict[str, Row]) -> None:
    _print(heads)
    for name, taken in seconds.items():
        _print((name, f"{taken:.3f}", f"{taken / seconds[NAIVE]:.2f}", *more[name]))
    sys.stdout.write("\n")


def _print(cells: Iterable[str]) -> None:
    line = "  ".join(f"{cell:{form}}" for cell, form in zip(cells, FORMS, strict=False))
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

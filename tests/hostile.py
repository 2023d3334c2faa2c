"""Lay out submissions on both papers: `python -m tests.hostile [HOSTILE [PATIENTS [FIRST]]]`.

So many hostile ones, and so many realistic patients made by chance, from seed FIRST on.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import reports
from tests.reports import random_patients
from tests.reports.hostile import missing_from, submission
from tests.reports.patients import summary_of
from tests.reports.seen import wrong_with

PAPERS: tuple[reports.Paper, ...] = ("A4", "Letter")
DEFAULTS = (2000, 5000, 0)
AT_ONCE = 10  # submissions a process takes at a time


class Tried(NamedTuple):
    """One submission: what each paper lacked, and the seconds of the slower page."""

    name: str
    lacks: dict[reports.Paper, list[str]]
    slowest: float


def main(hostile: int, patients: int, first: int) -> int:
    """Print each submission that fails and a summary; the number of failures."""
    failed, slowest, began = 0, 0.0, time.monotonic()
    names = [f"hostile {seed}" for seed in range(first, first + hostile)]
    names += [f"patient {seed}" for seed in range(first, first + patients)]
    with ProcessPoolExecutor() as pool:  # one process for each core
        for tried in pool.map(attempt, names, chunksize=AT_ONCE):
            slowest = max(slowest, tried.slowest)
            failed += len(tried.lacks)
            for paper, missing in tried.lacks.items():
                print(f"{tried.name} on {paper}: {', '.join(missing)}", flush=True)  # noqa: T201
    print(  # noqa: T201
        f"{len(names)} submissions on {len(PAPERS)} papers: {failed} failed;"
        f" {time.monotonic() - began:.0f} s, the slowest page {slowest:.1f} s"
    )
    return failed


def attempt(name: str) -> Tried:
    """Lay out one submission on both papers and read both pages."""
    kind, seed = name.split()
    hostile = kind == "hostile"
    summary = submission(int(seed)) if hostile else summary_of(random_patients.answers(int(seed)))
    times = []
    lacks: dict[reports.Paper, list[str]] = {}
    for paper in PAPERS:
        start = time.monotonic()
        missing = _missing(summary, paper, hostile)
        times.append(time.monotonic() - start)
        if missing:
            lacks[paper] = missing
    return Tried(name, lacks, max(times))


def _missing(summary: reports.Summary, paper: reports.Paper, hostile: bool) -> list[str]:
    try:
        page = reports.render_page(summary, paper)
    except reports.RenderError as error:
        return [str(error)]
    return [*wrong_with(page), *(missing_from(page, summary) if hostile else [])]


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(bool(main(*(*given, *DEFAULTS[len(given) :]))))

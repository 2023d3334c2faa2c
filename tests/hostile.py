"""Lay out hostile submissions on both papers: `python -m tests.hostile [HOW MANY [FIRST]]`."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import reports
from tests.reports.hostile import missing_from, submission

PAPERS: tuple[reports.Paper, ...] = ("A4", "Letter")
HOW_MANY = 2000
AT_ONCE = 10  # submissions a process takes at a time


class Tried(NamedTuple):
    """One submission: what each paper lacked, and the seconds of the slower page."""

    seed: int
    lacks: dict[reports.Paper, list[str]]
    slowest: float


def main(how_many: int, first: int) -> int:
    """Print each submission that fails and a summary; the number of failures."""
    failed, slowest, began = 0, 0.0, time.monotonic()
    seeds = range(first, first + how_many)
    with ProcessPoolExecutor() as pool:  # one process for each core
        for tried in pool.map(attempt, seeds, chunksize=AT_ONCE):
            slowest = max(slowest, tried.slowest)
            failed += len(tried.lacks)
            for paper, missing in tried.lacks.items():
                print(f"seed {tried.seed} on {paper}: {', '.join(missing)}", flush=True)  # noqa: T201
    print(  # noqa: T201
        f"{how_many} submissions on {len(PAPERS)} papers: {failed} failed;"
        f" {time.monotonic() - began:.0f} s, the slowest page {slowest:.1f} s"
    )
    return failed


def attempt(seed: int) -> Tried:
    """Lay out one submission on both papers and read both pages."""
    summary, times = submission(seed), []
    lacks: dict[reports.Paper, list[str]] = {}
    for paper in PAPERS:
        start = time.monotonic()
        missing = _missing(summary, paper)
        times.append(time.monotonic() - start)
        if missing:
            lacks[paper] = missing
    return Tried(seed, lacks, max(times))


def _missing(summary: reports.Summary, paper: reports.Paper) -> list[str]:
    try:
        return missing_from(reports.render_page(summary, paper), summary)
    except reports.RenderError as error:
        return [str(error)]


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(bool(main(*(given + [HOW_MANY, 0][len(given) :]))))

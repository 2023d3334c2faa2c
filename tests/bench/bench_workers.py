"""The same pages by one process and by two at once, on the clock."""

from __future__ import annotations

import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context

from tests.bench.makers import OURS, maker, visit
from tests.reports import samples

PAGES, ROUNDS = 24, 3


def page(number: int) -> int:
    """Make one visit's page; its bytes."""
    return len(maker(OURS)(visit(samples.typical(), number)))


def main() -> None:
    """Print how much sooner two are done than one; medians of interleaved rounds."""
    with ExitStack() as stack:
        one, two = (
            stack.enter_context(ProcessPoolExecutor(workers, get_context("spawn")))
            for workers in (1, 2)
        )
        _seconds(one), _seconds(two)  # both start and load what they need
        rounds = [(_seconds(one), _seconds(two)) for _ in range(ROUNDS)]
    alone, together = map(statistics.median, zip(*rounds, strict=True))
    sys.stdout.write(
        f"two workers: {PAGES} pages in {together:.2f} s, one in {alone:.2f} s:"
        f" {alone / together:.2f} of one\n"
    )


def _seconds(pool: ProcessPoolExecutor) -> float:
    start = time.perf_counter()
    list(pool.map(page, range(PAGES)))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

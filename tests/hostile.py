"""Lay out hostile submissions on both papers: `python -m tests.hostile [HOW MANY]`."""

from __future__ import annotations

import sys
import time

import reports
from tests.reports.hostile import missing_from, submission

PAPERS: tuple[reports.Paper, ...] = ("A4", "Letter")
HOW_MANY = 2000


def main(how_many: int) -> int:
    """Print each submission that fails and a summary; the number of failures."""
    failed, slowest, began = 0, 0.0, time.monotonic()
    for seed in range(how_many):
        summary = submission(seed)
        for paper in PAPERS:
            start = time.monotonic()
            missing = _missing(summary, paper)
            slowest = max(slowest, time.monotonic() - start)
            if missing:
                failed += 1
                print(f"seed {seed} on {paper}: {', '.join(missing)}")  # noqa: T201
    taken = time.monotonic() - began
    print(  # noqa: T201
        f"{how_many} submissions on {len(PAPERS)} papers: {failed} failed;"
        f" {taken:.0f} s, the slowest page {slowest:.1f} s"
    )
    return failed


def _missing(summary: reports.Summary, paper: reports.Paper) -> list[str]:
    try:
        return missing_from(reports.render_page(summary, paper), summary)
    except reports.RenderError as error:
        return [str(error)]


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY)))

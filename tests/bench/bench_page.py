"""How long the doctor's page takes, against the same content by plain WeasyPrint.

Times are medians of interleaved rounds; only the ratios carry from machine to machine.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import reports
from reports.ready import check_ready
from reports.summary import Summary
from tests.bench import naive
from tests.reports import samples
from tests.reports.reading import words_of

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9
MANY = 60
COLD = "import reports; from tests.reports import samples; from tests.bench import bench_page;"


def ours(summary: Summary) -> bytes:
    """The service's page, with every standard on."""
    return reports.render_page(summary, "A4")


def plain(summary: Summary) -> bytes:
    """The naive page: no tags, no standard, no care for the number of pages."""
    check_ready()
    from weasyprint import HTML  # noqa: PLC0415  after the fonts are set

    content: bytes = HTML(string=naive.html(summary)).write_pdf()
    return content


def overfull() -> Summary:
    """Far more than one page holds."""
    base = samples.typical()
    drugs = replace(base.drugs, flags=base.drugs.flags * 6, others=base.drugs.others * 20)
    return replace(base, words=base.words * 10, drugs=drugs)


def main() -> None:
    """Print the table."""
    out = sys.stdout.write
    out("                 ours (s)  naive (s)  ratio  bytes ours / naive\n")
    for name, summary in (("typical", samples.typical()), ("overfull", overfull())):
        _same_facts(summary)
        mine, theirs = _interleaved(lambda s=summary: ours(s), lambda s=summary: plain(s))
        sizes = f"{len(ours(summary))} / {len(plain(summary))}"
        out(f"{name:15}  {mine:8.3f}  {theirs:9.3f}  {mine / theirs:5.2f}  {sizes}\n")
    mine, theirs = _cold("ours"), _cold("plain")
    out(f"{'cold process':15}  {mine:8.3f}  {theirs:9.3f}  {mine / theirs:5.2f}\n")
    out(f"memory after {MANY} more pages: {_growth():+.1f} MB\n")


def _same_facts(summary: Summary) -> None:
    """Both pages must hold the facts of the first few groups, or the times mean nothing."""
    for make in (ours, plain):
        text = words_of(make(summary))
        for wanted in (summary.header.name, summary.drugs.flags[0].timing, "Breathless at rest"):
            assert wanted in text, (make.__name__, wanted)


def _interleaved(*makers: Callable[[], bytes]) -> list[float]:
    times: list[list[float]] = [[] for _ in makers]
    for _ in range(ROUNDS):
        for place, make in enumerate(makers):
            start = time.process_time()
            make()
            times[place].append(time.process_time() - start)
    return [statistics.median(taken) for taken in times]


def _cold(maker: str) -> float:
    """A new process's first page, imports and all."""
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        script = f"{COLD} bench_page.{maker}(samples.typical())"
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def _growth() -> float:
    """Peak memory gained over many pages, in MB."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(MANY):
        ours(samples.typical())
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


if __name__ == "__main__":
    main()

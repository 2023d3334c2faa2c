"""One page by a process of its own: `python -m tests.bench.fresh NAME`.

Prints its processor time, the start of Python included, and its peak memory in MB.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.makers import maker
from tests.bench.measure import cpu, peak
from tests.reports import samples

ROOT = Path(__file__).resolve().parents[2]


def first_page(name: str) -> tuple[float, float]:
    """Seconds and megabytes of a new process's first typical page."""
    command = [sys.executable, "-m", "tests.bench.fresh", name]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


if __name__ == "__main__":
    maker(sys.argv[1])(samples.typical())
    sys.stdout.write(f"{cpu()} {peak()}\n")

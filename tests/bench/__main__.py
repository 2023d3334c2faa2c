"""Run every bench, each in a process of its own: `python -m tests.bench`."""

import subprocess
import sys

for bench in ("drugs", "form", "paint", "page", "visit", "workers", "memory"):
    subprocess.run([sys.executable, "-m", f"tests.bench.bench_{bench}"], check=True)

"""What one process holds after many pages: a leak of 10 kB a page would show."""

from __future__ import annotations

import sys

from tests.bench.makers import OURS, maker, visit
from tests.bench.measure import resident
from tests.reports import samples

STOPS = (100, 500, 1000)


def main() -> None:
    """Print the megabytes held at each stop, each page another visit's."""
    make, summary = maker(OURS), samples.typical()
    held: list[str] = []
    for number in range(1, max(STOPS) + 1):
        make(visit(summary, number))
        if number in STOPS:
            held.append(f"{resident():.1f} MB after {number}")
    sys.stdout.write(f"memory of one process: {', '.join(held)} pages\n")


if __name__ == "__main__":
    main()

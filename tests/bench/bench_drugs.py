"""Speed of reading one name, beside RapidFuzz searching the same names; run by `make bench`."""

from __future__ import annotations

import gc
import random
import statistics
import string
import time
import tracemalloc
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intake.drugs import read_line
from intake.drugs.matching.fuzzy import nearest
from intake.drugs.tables import files
from intake.drugs.tables.known_names import tables

LETTERS = string.ascii_lowercase


def slip(word: str, rnd: random.Random) -> str:
    """The word with one letter added, lost, changed or swapped with its neighbour."""
    at = rnd.randrange(len(word))
    letter = rnd.choice(LETTERS)
    return rnd.choice(
        (
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )


def sample(names: list[str]) -> list[str]:
    """Known names, names with one and two slips, and words that are no names at all."""
    rnd = random.Random(20261122)
    some = rnd.sample(names, 600)
    noise = ["".join(rnd.choices(LETTERS, k=rnd.randint(4, 40))) for _ in range(100)]
    return [*some, *(slip(n, rnd) for n in some), *(slip(slip(n, rnd), rnd) for n in some), *noise]


def times(call: Callable[[str], object], texts: list[str]) -> list[float]:
    """Microseconds for each text, the best of two calls."""
    found = []
    for text in texts:
        best = float("inf")
        for _ in range(2):
            began = time.perf_counter()
            call(text)
            best = min(best, time.perf_counter() - began)
        found.append(best * 1e6)
    return found


def load() -> None:
    """Read the tables, as a starting service does."""
    files.forget()
    tables()


def memory(names: list[str]) -> float:
    """Megabytes that the tables hold once everything worked out from them has been asked for."""
    tracemalloc.start()
    load()
    for name in names:
        nearest(name)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return held


def main() -> None:
    """Print the measures, one a line."""
    began = time.perf_counter()
    load()
    print(f"load: {(time.perf_counter() - began) * 1e3:.0f} ms")  # noqa: T201
    names = list(tables().names)
    texts = sample(names)
    print(f"tables, every name once misspelt: {memory(names):.1f} MB")  # noqa: T201
    ours = times(read_line, texts)
    rivals: dict[str, Callable[[str], object]] = {
        "extractOne": lambda text: process.extractOne(text, names),
        "extractOne, OSA": lambda text: process.extractOne(text, names, scorer=OSA.distance),
    }
    print(f"read_line: median {statistics.median(ours):.0f} µs, worst {max(ours):.0f} µs")  # noqa: T201
    for label, rival in rivals.items():
        median = statistics.median(times(rival, texts[::5]))
        line = f"median 1/{median / statistics.median(ours):.0f}, worst 1/{median / max(ours):.1f}"
        print(f"RapidFuzz {label}: median {median:.0f} µs; ours: {line}")  # noqa: T201


if __name__ == "__main__":
    main()

"""Counts over all processes of the service, in memory that the workers of one master share.

Each worker adds in a row of its own, so that none waits for another and none that was killed or
frozen holds anybody up; whoever asks adds the rows up. The row of a worker that ended goes to the
next one, which counts on in it: nothing goes back, and nothing grows. prometheus_client keeps a
file for every process there ever was instead, in a folder that somebody has to empty
(prometheus/client_python, issue 275); these few counts need neither. They begin anew with the
master, as Prometheus expects of counters.
"""

from __future__ import annotations

import mmap
import os
import threading
from collections.abc import Iterable
from typing import Literal, NamedTuple

ROWS = 64  # workers of one master at once; more would share the last row
Kind = Literal["counter", "gauge"]


class Count(NamedTuple):
    """Something that is counted; with a label, once for each of the label's values."""

    name: str
    kind: Kind
    says: str
    label: str = ""
    values: tuple[str, ...] = ("",)


DOCUMENTS = ("page", "record", "copy")
COUNTS = (
    Count("intake_journeys_begun_total", "counter", "Visits whose first answers were kept"),
    Count("intake_saves_total", "counter", "Changes of answers that were kept"),
    Count(
        "intake_sends_total",
        "counter",
        "Versions sent: whole journeys, changes of them, notes to them",
        "kind",
        ("journey", "changes", "note"),
    ),
    Count("intake_renders_total", "counter", "Documents drawn", "kind", DOCUMENTS),
    Count("intake_render_seconds_total", "counter", "Seconds of drawing them", "kind", DOCUMENTS),
    Count("intake_documents_waiting", "gauge", "Documents being made or in line"),
    Count(
        "intake_errors_total",
        "counter",
        "Errors: the database, a row that does not open, a document, the service itself",
        "kind",
        ("database", "unreadable", "document", "service"),
    ),
    Count(
        "intake_answers_total",
        "counter",
        "Requests answered",
        "status",
        ("2xx", "3xx", "4xx", "5xx"),
    ),
    Count("intake_answer_seconds_total", "counter", "Seconds of answering them"),
)
GAUGES = [one for one in COUNTS if one.kind == "gauge"]
CELLS = {
    (one.name, value): at
    for at, (one, value) in enumerate((one, value) for one in COUNTS for value in one.values)
}
WIDTH = len(CELLS) + 1  # the last cell holds the process's id, 0 while nobody has the row


class Board:
    """The rows. Made before the processes part, it is the same memory in each."""

    def __init__(self) -> None:
        self._cells = memoryview(mmap.mmap(-1, ROWS * WIDTH * 8)).cast("d")
        self._row, self._lock = 0, threading.Lock()

    def take(self, row: int) -> None:
        """Count in this row from now on, as a worker that has just begun."""
        self._row, self._lock = row, threading.Lock()
        self.leave(row)
        self._cells[row * WIDTH + WIDTH - 1] = os.getpid()

    def leave(self, row: int) -> None:
        """Nothing is under way in this row: its worker has ended."""
        for one in GAUGES:
            for value in one.values:
                self._cells[row * WIDTH + CELLS[one.name, value]] = 0
        self._cells[row * WIDTH + WIDTH - 1] = 0

    def add(self, name: str, value: str = "", by: float = 1) -> None:
        """Count one more, or `by`. Raises KeyError for what is not in COUNTS."""
        with self._lock:
            self._cells[self._row * WIDTH + CELLS[name, value]] += by

    def total(self, name: str, value: str = "") -> float:
        """The sum over all rows."""
        return sum(self._cells[CELLS[name, value] :: WIDTH])

    def sum_of(self, name: str) -> float:
        """The sum over all rows and all of its label's values."""
        return sum(self.total(name, value) for of, value in CELLS if of == name)

    def processes(self) -> dict[int, int]:
        """The process's id of each row that has one."""
        found = enumerate(self._cells[WIDTH - 1 :: WIDTH])
        return {row: int(process) for row, process in found if process}


def free_row(taken: Iterable[int]) -> int:
    """The first row that no worker has."""
    return min(set(range(ROWS)).difference(taken), default=ROWS - 1)


BOARD = Board()

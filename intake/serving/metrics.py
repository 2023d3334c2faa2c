"""Counts and figures as Prometheus reads them, at an address of their own on this machine.

gunicorn opens the address beside the service's own, so any worker may answer. No name, reference,
clinic or address is in them: a label is one of a few words that this code wrote
(https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask

from intake import checked
from intake.services.running.figures import Figures
from intake.watch.counts import BOARD, COUNTS

TEXT = "text/plain; version=0.0.4; charset=utf-8"
SETTING = "INTAKE_METRICS"


def address() -> tuple[str, int] | None:
    """Where the numbers are to be had, by the environment. Raises ConfigError."""
    text = os.environ.get(SETTING)
    return checked.on_this_machine(SETTING, text) if text else None


class Metrics:
    """The answer to a GET of /metrics."""

    def __init__(self, service: Flask) -> None:
        self._figures = Figures(service, time.monotonic)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer one request."""
        is_asked = environ.get("PATH_INFO") == "/metrics"
        body = self.text().encode() if is_asked else b"Ask for /metrics\n"
        headers = [("Content-Type", TEXT), ("Content-Length", str(len(body)))]
        start_response("200 OK" if is_asked else "404 Not Found", headers)
        return [body]

    def text(self) -> str:
        """All of it, one value a line."""
        return "".join(f"{line}\n" for line in (*_counted(), *_memory(), *self._measured()))

    def _measured(self) -> Iterator[str]:
        for one in self._figures.measured():
            if one.value is not None:
                yield from _head(one.name, "gauge", one.says)
                yield f"{one.name} {one.value:.15g}"


def _counted() -> Iterator[str]:
    for one in COUNTS:
        yield from _head(one.name, one.kind, one.says)
        for value in one.values:
            label = f'{{{one.label}="{value}"}}' if one.label else ""
            yield f"{one.name}{label} {BOARD.total(one.name, value):.15g}"


def _memory() -> Iterator[str]:
    """What each worker holds in memory, where the system tells (Linux)."""
    name = "intake_worker_memory_bytes"
    yield from _head(name, "gauge", "Resident memory of each worker")
    for row, process in BOARD.processes().items():
        try:
            pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
        except OSError:
            continue
        yield f'{name}{{worker="{row}"}} {pages * os.sysconf("SC_PAGE_SIZE")}'


def _head(name: str, kind: str, says: str) -> tuple[str, str]:
    return f"# HELP {name} {says}", f"# TYPE {name} {kind}"

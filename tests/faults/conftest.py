"""Requests that overlap: each on a thread and a connection of its own, as two workers serve them.

A lock that is missing shows only when both have read before either writes. So in every other
round whoever is about to write waits a moment for the others to come as far: without a lock they
all do, and what one wrote is lost for certain; with it they cannot, and the moment passes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from intake import store
from intake.services import limits

MOMENT = 0.04  # seconds: what a request that is not kept by a lock needs to come as far
FULL = bool(os.environ.get("FAULTS_IN_FULL"))  # `make faults`; `make test` takes a tenth
WRITES = (
    "count_wrong",
    "insert_submission",
    "insert_visit",
    "keep_document",
    "keep_draft",
    "renew_link",
)

AtOnce = Callable[..., list[Any]]


def rounds(full: int) -> range:
    """The rounds of a test that takes so many in full."""
    return range(full if FULL else max(4, full // 10))


@pytest.fixture(autouse=True)
def many_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """All requests of a test come from one address, as no client's do."""
    for name in ("STARTS", "STARTS_OF_CLINIC", "WRONG_LINKS", "WRONG_BIRTH_DATES"):
        monkeypatch.setattr(limits, name, replace(getattr(limits, name), most=10_000))


@pytest.fixture
def at_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtOnce]:
    """Make these calls at the same time and give what each returned, in order."""
    meeting = Meeting()
    for name in WRITES:
        monkeypatch.setattr(store, name, meeting.before(getattr(store, name)))
    with ThreadPoolExecutor(12) as pool:

        def _at_once(*calls: Callable[[], Any]) -> list[Any]:
            start = threading.Barrier(len(calls))

            def run(call: Callable[[], Any]) -> Any:
                with app.app_context():
                    start.wait()
                    return call()

            with meeting.of(len(calls)):
                return list(pool.map(run, calls))

        yield _at_once


class Meeting:
    """Where those who are about to write wait for each other, every other time."""

    def __init__(self) -> None:
        self._barrier: threading.Barrier | None = None
        self._times = 0

    @contextmanager
    def of(self, number: int) -> Iterator[None]:
        """Let this many meet."""
        self._times += 1
        self._barrier = threading.Barrier(number) if self._times % 2 else None
        yield
        self._barrier = None

    def before(self, write: Callable[..., Any]) -> Callable[..., Any]:
        """The write, after the meeting."""

        def _write(*args: Any) -> Any:
            if self._barrier:
                with suppress(threading.BrokenBarrierError):  # nobody else could come
                    self._barrier.wait(MOMENT)
            return write(*args)

        return _write

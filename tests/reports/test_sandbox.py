"""A render is capped: what would take too long or too much ends, and says so."""

from __future__ import annotations

import runpy
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reports
from reports.pdf import sandbox
from reports.summary import RecordEntry, RecordSection, Summary
from tests.reports import samples

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Zyzzyva twitches. "


def endless() -> Summary:
    """More than the form allows: it would take minutes."""
    entry = RecordEntry("Words", "In your words", CANARY * 1_500, CANARY * 1_500, "answered")
    return replace(samples.typical(), record=(RecordSection("Part", "Part", (entry,) * 200),))


@pytest.mark.parametrize("function", ["render_record", "render_copy"])
def test_a_record_of_its_own_process_is_the_same_to_the_byte(
    monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    render = getattr(reports, function)
    here = render(samples.typical(), "A4")
    monkeypatch.setattr(sandbox, "LIGHT", 0)
    assert render(samples.typical(), "A4") == here


def test_a_light_record_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("started one"))
    assert reports.render_record(samples.typical(), "A4").startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("limit", "value"), [("CPU", 1), ("WALL", 1), ("MEMORY", 150 << 20)], ids=str
)
def test_a_render_that_would_run_on_ends_and_says_so(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: object
) -> None:
    monkeypatch.setattr(sandbox, limit, value)
    began = time.monotonic()
    with pytest.raises(reports.RenderError, match="could not be made") as caught:
        reports.render_record(endless(), "A4")
    assert time.monotonic() - began < 20
    assert "Zyzzyva" not in str(caught.value)


@pytest.mark.parametrize("light", [0, sandbox.LIGHT])
def test_whatever_goes_wrong_is_a_render_error(monkeypatch: pytest.MonkeyPatch, light: int) -> None:
    monkeypatch.setattr(sandbox, "LIGHT", light)
    render: Any  # takes a paper that it does not know
    for render in (reports.render_record, reports.render_copy, reports.render_page):
        with pytest.raises(reports.RenderError, match=r"^the PDF could not be made: KeyError$"):
            render(samples.typical(), "A3")


def test_a_render_ends_before_the_server_ends_its_worker() -> None:
    server = runpy.run_path(str(ROOT / ".setup" / "gunicorn.py"))
    assert sandbox.CPU < sandbox.WALL < server["timeout"]

"""A render is capped: what would take too long or too much ends, and says so."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reports
from reports.sandbox import parent, plain
from reports.summary import RecordEntry, RecordSection, Sign, Summary
from tests.reports import samples

CANARY = "Zyzzyva twitches. "


def endless() -> Summary:
    """More than the form allows: it would take minutes."""
    entry = RecordEntry("Words", "In your words", CANARY * 1_500, CANARY * 1_500, "answered")
    return replace(samples.typical(), record=(RecordSection("Part", "Part", (entry,) * 200),))


def odd() -> Summary:
    """Strings that no encoding takes, and no date."""
    return replace(samples.grave(), words="\ud800 \u202e \x00", attachment=bytes(range(256)))


@pytest.fixture(autouse=True)
def own_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process for what is light that begins within the test's limits, and ends with it."""
    kept = parent._Kept()
    monkeypatch.setattr(parent, "_KEPT", kept)
    yield
    kept.end()


@pytest.mark.parametrize("summary", [samples.typical, samples.grave, samples.sparse, odd])
def test_a_summary_is_the_same_after_the_way_in(summary: Callable[[], Summary]) -> None:
    assert plain.from_json(plain.to_json(summary())) == summary()


@pytest.mark.parametrize("kind", ["page", "record", "copy"])
@pytest.mark.parametrize("light", [0, parent.LIGHT])
def test_what_a_process_of_its_own_draws_is_the_same_to_the_byte(
    monkeypatch: pytest.MonkeyPatch, kind: reports.Kind, light: int
) -> None:
    monkeypatch.setattr(parent, "LIGHT", light)
    here = getattr(reports, f"render_{kind}")(samples.typical(), "A4")
    assert reports.draw(kind, samples.typical(), "A4") == here


def test_what_is_light_is_drawn_by_one_process_and_what_is_heavy_by_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[int] = []
    start = parent._start

    def counted(nice: int = 0) -> parent.Process:
        started.append(nice)
        return start(nice)

    monkeypatch.setattr(parent, "_start", counted)
    parent._KEPT.end()  # another test's, perhaps
    for kind in ("page", "record", "copy", "page"):
        reports.draw(kind, samples.typical(), "A4")
    assert len(started) == 1
    monkeypatch.setattr(parent, "LIGHT", 0)
    reports.draw("record", samples.typical(), "A4")
    assert len(started) == 2


@pytest.mark.parametrize(
    ("limit", "value"), [("CPU", 1), ("WALL", 1), ("MEMORY", 150 << 20)], ids=str
)
@pytest.mark.parametrize("light", [0, 10**9], ids=["heavy", "light"])
def test_requirement_32_a_render_that_would_run_on_ends_and_says_so(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: object, light: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(parent, limit, value)
        patch.setattr(parent, "LIGHT", light)
        began = time.monotonic()
        with pytest.raises(reports.RenderError, match="could not be made") as caught:
            reports.draw("record", endless(), "A4")
    assert time.monotonic() - began < 20
    assert "Zyzzyva" not in str(caught.value)
    # The next one finds another process.
    assert reports.draw("record", samples.typical(), "A4").startswith(b"%PDF-")


def test_a_process_that_was_ended_or_has_grown_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reports.draw("page", samples.typical(), "A4")
    first = parent._KEPT._process
    assert first
    first.kill()
    first.wait()
    assert reports.draw("page", samples.typical(), "A4").startswith(b"%PDF-")
    assert parent._KEPT._process is not first


def test_one_that_has_grown_is_never_given_another_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "CHILD", "tests.reports.grown_child")
    parent._KEPT.end()
    seen = set()
    for _ in range(3):
        assert reports.draw("page", samples.typical(), "A4").startswith(b"%PDF-")
        assert parent._KEPT._process
        seen.add(parent._KEPT._process.pid)
    assert len(seen) == 3
    parent._KEPT.end()


@pytest.mark.parametrize("light", [0, parent.LIGHT])
def test_whatever_goes_wrong_is_a_render_error(monkeypatch: pytest.MonkeyPatch, light: int) -> None:
    monkeypatch.setattr(parent, "LIGHT", light)
    unknown: Any = "A3"
    said = r"^the PDF could not be made: KeyError$"
    for kind in ("page", "record", "copy"):
        with pytest.raises(reports.RenderError, match=said):
            reports.draw(kind, samples.typical(), unknown)
        with pytest.raises(reports.RenderError, match=said):
            getattr(reports, f"render_{kind}")(samples.typical(), unknown)


@pytest.mark.parametrize("heavy", [False, True])
def test_requirement_39_the_process_that_draws_has_no_key_and_no_database(
    monkeypatch: pytest.MonkeyPatch, heavy: bool
) -> None:
    for name in ("INTAKE_MASTER_KEY", "INTAKE_SECRET_KEY", "DATABASE_URL"):
        monkeypatch.setenv(name, "Zyzzyva-key")
    parent._KEPT.end()  # one started before may have been told other things
    handed: list[dict[str, Any]] = []
    start = subprocess.Popen

    def noted(command: list[str], **given: Any) -> parent.Process:
        handed.append({**given, "command": command})
        return start(command, **given)

    monkeypatch.setattr(subprocess, "Popen", noted)
    with parent._heavy() if heavy else parent._KEPT.process() as process:
        [given] = handed
        assert set(given["env"]) <= set(parent.TOLD)
        assert given.get("close_fds", True)
        assert "Zyzzyva" not in str(given)
        proc = Path(f"/proc/{process.pid}")
        if not proc.exists():  # not on Linux: what was handed over is all that can be seen
            return
        told = (proc / "environ").read_bytes() + (proc / "cmdline").read_bytes()
        assert b"Zyzzyva" not in told
        assert not [name for name in (b"INTAKE", b"DATABASE") if name in told]
        files = [str(one.readlink()) for one in (proc / "fd").iterdir()]
        assert not [one for one in files if "sqlite" in one or "socket" in one]


def test_what_does_not_fit_is_told_apart_from_what_cannot_be_drawn() -> None:
    signs = tuple(Sign(f"{number} of many words" * 9, "yes") for number in range(160))
    never = replace(samples.sparse(), signs=replace(samples.sparse().signs, danger=signs))
    with pytest.raises(reports.FaultyError, match="did not fit"):
        reports.draw("page", never, "A4")

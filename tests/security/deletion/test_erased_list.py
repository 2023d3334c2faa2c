"""The list of erased visits, outside the database: what a start does by it, and tells of it."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest
from flask import Flask

from intake import store
from intake.config import Settings
from intake.services.deletion import erasing, retention
from intake.services.running.starting import before_serving
from tests import factories
from tests.databases import Database
from tests.service import serving


def test_requirement_52_the_list_is_written_first_and_only_its_owner_reads_it(
    visit: store.Visit, erased_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: store.Visit) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("intake.store.deletion.erase", stop)
        with pytest.raises(KeyboardInterrupt):
            erasing.erase(visit, "command")
    assert store.deletion.listed() == {(visit.clinic.id, visit.id)}
    assert erased_list.read_text().split()[:2] == [visit.clinic.id, visit.id]
    assert stat.S_IMODE(erased_list.stat().st_mode) == 0o600
    assert "Ana" not in erased_list.read_text()


def test_an_erasure_that_fails_is_not_made_up_for_by_the_next_start(
    visit: store.Visit, erased_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("intake.services.audit.write", fail)
        with pytest.raises(RuntimeError):
            erasing.erase(visit, "command")
    assert store.deletion.listed() == set()
    assert erasing.erase_again().erased == 0
    erasing.erase(factories.fresh(visit), "command")
    assert store.deletion.listed() == {(visit.clinic.id, visit.id)}


def test_a_disk_that_takes_half_a_line_erases_nothing(
    visit: store.Visit, erased_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda file, content: write(file, content[:40]))
        with pytest.raises(store.deletion.ErasedListError, match="No space left"):
            erasing.erase(visit, "command")
    assert factories.fresh(visit)
    assert store.deletion.listed() == set()
    erasing.erase(factories.fresh(visit), "command")
    assert store.deletion.listed() == {(visit.clinic.id, visit.id)}


def test_requirement_52_without_the_list_nothing_is_erased(
    visit: store.Visit, erased_list: Path
) -> None:
    erased_list.parent.parent.joinpath("list").write_text("a file in the way")
    with pytest.raises(store.deletion.ErasedListError, match="cannot be written"):
        erasing.erase(visit, "command")
    assert factories.fresh(visit)


def test_requirement_52_a_restored_backup_is_erased_again_before_it_is_served(
    opened: store.Visit, settings: Settings, database: Database, tmp_path: Path
) -> None:
    held = factories.make_visit()
    file, backup = tmp_path / "intake.sqlite", tmp_path / "backup"
    store.deletion.wipe()
    shutil.copyfile(file, backup)
    for one in (opened, held):
        erasing.erase(one, "command")
    store.close()
    shutil.copyfile(backup, file)
    retention.hold("command", held)
    with serving(settings):
        told = list(before_serving())
        assert told[0] == "erased again, after a backup was put back: 1 visits"
        assert told[1].startswith(f"{held.reference} was erased before")
        assert store.clinic_visit("hilltop", opened.reference) is None
        assert store.clinic_visit("hilltop", held.reference)
        assert next(store.audit.newest("hilltop")).deed == "erased"
        assert len(list(before_serving())) == 1


def test_requirement_52_a_list_that_was_damaged_or_lost_is_told(
    app: Flask, settings: Settings, erased_list: Path
) -> None:
    for _ in range(2):
        erasing.erase(factories.make_visit(), "command")
    lines = erased_list.read_text().splitlines(keepends=True)
    assert list(erasing.missing_from_list()) == []
    erased_list.write_text(lines[0].replace("hilltop", "hilltap") + lines[1])
    with pytest.raises(store.deletion.ErasedListError, match=r"line 1 of .* is not as it was"):
        list(before_serving())
    erased_list.write_text("".join([*lines, "garbage garbage\n"]))
    [told] = erasing.missing_from_list()
    assert "1 lines of the list of erased visits cannot be read" in told
    for left, missing in ((lines[0], 1), ("", 2)):
        erased_list.write_text(left)
        [told, *_] = before_serving()
        assert f"lacks {missing} that the audit names" in told


def test_a_list_cut_short_by_a_power_failure_is_read_as_far_as_it_goes(
    app: Flask, erased_list: Path
) -> None:
    erased_list.parent.mkdir()
    erased_list.write_bytes(b"hilltop aaaa 2026-01-01T00:00:00+00:00\nhilltop bb\n\xff")
    assert store.deletion.listed() == {("hilltop", "aaaa")}
